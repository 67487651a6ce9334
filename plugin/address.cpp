// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/address.h"

#include <curl/curl.h>

#include <memory>

namespace nst {
namespace {

struct FreeAddress {
  void operator()(CURLU* address) const { curl_url_cleanup(address); }
};

/// The part of an address called `part`, as curl itself will read it; empty if the address is malformed.
std::string part_of(const std::string& address, CURLUPart part) {
  const std::unique_ptr<CURLU, FreeAddress> parsed(curl_url());
  char* text = nullptr;
  if (curl_url_set(parsed.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK ||
      curl_url_get(parsed.get(), part, &text, 0) != CURLUE_OK) {
    return {};
  }
  const std::unique_ptr<char, decltype(&curl_free)> owner(text, curl_free);
  return text;
}

}  // namespace

bool is_secure(const std::string& address) { return part_of(address, CURLUPART_SCHEME) == "https"; }

bool is_on_this_computer(const std::string& address) {
  const std::string host = part_of(address, CURLUPART_HOST);
  return part_of(address, CURLUPART_SCHEME) == "http" &&
         (host == "localhost" || host == "127.0.0.1" || host == "[::1]");
}

}  // namespace nst
