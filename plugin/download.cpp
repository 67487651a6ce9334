// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/download.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/sha256.h"
#include "plugin/address.h"
#include "plugin/part-file.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <format>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace nst {
namespace {

namespace fs = std::filesystem;

constexpr int most_attempts = 4;
constexpr int most_redirections = 5;
constexpr std::chrono::milliseconds pause{500};  // before the next attempt

constexpr long ok = 200;
constexpr long partial_content = 206;
constexpr long beyond_the_end = 416;

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
/// One request at a time; what it brings goes into the part.
class Transfer {
 public:
  Transfer(const Download& download, PartFile& part, const Progress& progress)
      : download_(download), part_(part), progress_(progress), before_(part.size()), curl_(curl_easy_init()) {
    if (!curl_) {
      throw std::bad_alloc();
    }
    option(CURLOPT_NOSIGNAL, 1L);
    option(CURLOPT_PROTOCOLS_STR, "https,http");  // which of them may be used is said by require_allowed()
    option(CURLOPT_CONNECTTIMEOUT, static_cast<long>(download.patience.count()));
    option(CURLOPT_LOW_SPEED_LIMIT, 1L);
    option(CURLOPT_LOW_SPEED_TIME, static_cast<long>(download.patience.count()));
    option(CURLOPT_USERAGENT, "neural-style");
    option(CURLOPT_WRITEFUNCTION, &Transfer::receive);
    option(CURLOPT_WRITEDATA, this);
    option(CURLOPT_HEADERFUNCTION, &Transfer::read_header);
    option(CURLOPT_HEADERDATA, this);
    option(CURLOPT_XFERINFOFUNCTION, &Transfer::tick);
    option(CURLOPT_XFERINFODATA, this);
    option(CURLOPT_NOPROGRESS, 0L);
  }

  /// Whether the rest has come. Throws Error if another attempt would not help.
  bool attempt() {
    std::string address = download_.address;
    for (int i = 0; i <= most_redirections; ++i) {
      require_allowed(address);
      const CURLcode result = request(address);
      char* next = nullptr;
      curl_easy_getinfo(curl_.get(), CURLINFO_REDIRECT_URL, &next);
      if (result != CURLE_OK || next == nullptr) {
        return judge(result);
      }
      address = next;
    }
    throw Error(tr("“{}” leads from one address to the next without end. Try another one.", download_.address));
  }

 private:
  template <typename Value>
  void option(CURLoption name, Value value) {
    curl_easy_setopt(curl_.get(), name, value);
  }

  long status() const {
    long code = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &code);
    return code;
  }

  void require_allowed(const std::string& address) const {
    const bool local = is_on_this_computer(address) && is_on_this_computer(download_.address);
    if (!is_secure(address) && !local) {
      throw Error(tr("“{}” is no address of a secure server (https). Nothing is downloaded from others.", address));
    }
  }

  CURLcode request(const std::string& address) {
    first_ = true;
    range_start_.reset();
    start_ = part_.size();
    option(CURLOPT_URL, address.c_str());
    const std::string range = std::format("{}-", start_);
    option(CURLOPT_RANGE, start_ > 0 ? range.c_str() : nullptr);
    const CURLcode result = curl_easy_perform(curl_.get());
    if (failure_) {
      std::rethrow_exception(std::exchange(failure_, nullptr));
    }
    return result;
  }

  bool judge(CURLcode result) const {
    switch (result) {
      case CURLE_OK:
        break;
      case CURLE_PARTIAL_FILE:
      case CURLE_RECV_ERROR:
      case CURLE_SEND_ERROR:
      case CURLE_GOT_NOTHING:
      case CURLE_OPERATION_TIMEDOUT:
      case CURLE_COULDNT_CONNECT:
      case CURLE_HTTP2:
      case CURLE_HTTP2_STREAM:
        return false;
      default:
        throw Error(
            tr("“{}” cannot be downloaded: {}. Look at the network, or get the file in another way and import "
               "it.",
               download_.address, std::string(curl_easy_strerror(result))));
    }
    if (const long code = status(); code != ok && code != partial_content && code != beyond_the_end) {
      throw Error(
          tr("“{}” cannot be downloaded: the server answers with status {}. Try again later, or get the file "
             "in another way and import it.",
             download_.address, code));
    }
    return true;
  }

  /// Before the first byte of an answer is taken.
  void look_at_answer(std::string_view bytes) {
    if (status() == partial_content && range_start_ != start_) {
      throw Error(tr("The server of “{}” sends another part of the file than it was asked for. Try again later.",
                     download_.address));
    }
    if (status() == ok && start_ > 0) {  // it cannot go on in the middle
      part_.clear();
      start_ = 0;
    }
    char* type = nullptr;
    curl_easy_getinfo(curl_.get(), CURLINFO_CONTENT_TYPE, &type);
    const bool page = type != nullptr && std::string_view(type).starts_with("text/");
    if (page || (start_ == 0 && bytes.starts_with('<'))) {
      throw Error(tr("“{}” gives a web page in place of the file: perhaps the network asks you to log in first.",
                     download_.address));
    }
    curl_off_t length = 0;  // or -1, if the server does not say
    curl_easy_getinfo(curl_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    const auto more = static_cast<std::uint64_t>(std::max<curl_off_t>(0, length));
    require_wanted_size(start_ + more);
    require_room(more);
  }

  void require_wanted_size(std::uint64_t bytes) const {
    if (bytes > download_.most_bytes) {
      throw Error(tr("“{}” is larger than the file that is wanted. Try another address.", download_.address));
    }
  }

  void require_room(std::uint64_t more) const {
    std::error_code error;
    const fs::space_info space = fs::space(download_.target.parent_path(), error);
    if (!error && more > space.available) {
      throw Error(tr("The disk of “{}” has no room for the download. Free some space.",
                     download_.target.parent_path().string()));
    }
  }

  void take(std::string_view bytes) {
    if (status() != ok && status() != partial_content) {
      return;  // what a server says beside a redirection or an error
    }
    if (std::exchange(first_, false)) {
      look_at_answer(bytes);
    }
    require_wanted_size(part_.size() + bytes.size());
    part_.append(std::as_bytes(std::span(bytes)));
  }

  void note_header(std::string_view line) {
    constexpr std::string_view name = "content-range: bytes ";
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };  // letters of either size
    if (line.size() > name.size() && std::ranges::equal(line.substr(0, name.size()), name, same)) {
      range_start_ = std::strtoull(std::string(line.substr(name.size())).c_str(), nullptr, 10);
    }
  }

  void tell(curl_off_t total, curl_off_t now) {
    progress_.check();
    if (total > 0 && !first_) {
      // The share of what this call has to bring: from it, the time left is told.
      const std::uint64_t before = std::min(before_, start_);
      const auto had = static_cast<double>(start_ - before);
      shown_ = std::max(shown_, (had + static_cast<double>(now)) / (had + static_cast<double>(total)));
      progress_(std::min(1.0, shown_));
    }
  }

  /// Exceptions do not cross curl: they wait until it has returned.
  template <typename Work>
  bool guarded(const Work& work) {
    try {
      work();
      return true;
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }
  static std::size_t receive(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guarded([&] { transfer.take({bytes, count}); }) ? count : CURL_WRITEFUNC_ERROR;
  }
  static std::size_t read_header(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guarded([&] { transfer.note_header({bytes, count}); }) ? count : 0;
  }
  static int tick(void* self, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guarded([&] { transfer.tell(total, now); }) ? 0 : 1;
  }

  const Download& download_;
  PartFile& part_;
  const Progress& progress_;
  std::uint64_t before_;  // what was there already
  std::unique_ptr<CURL, CloseCurl> curl_;
  std::exception_ptr failure_;
  bool first_ = true;
  std::uint64_t start_ = 0;                   // of the answer, in the file
  std::optional<std::uint64_t> range_start_;  // where the server says that it begins
  double shown_ = 0;
};

void wait(const Progress& progress) {
  constexpr std::chrono::milliseconds step{50};
  for (auto waited = std::chrono::milliseconds(0); waited < pause; waited += step) {
    progress.check();
    std::this_thread::sleep_for(step);
  }
}

/// An attempt that brought something does not count: on a bad line the file comes in many pieces.
void get_all(const Download& download, PartFile& part, const Progress& progress) {
  Transfer transfer(download, part, progress);
  for (int failures = 0; failures < most_attempts; ++failures) {
    const std::uint64_t before = part.size();
    if (transfer.attempt()) {
      return;
    }
    if (part.size() > before) {
      failures = 0;
    }
    wait(progress);
  }
  throw Error(
      tr("The connection to “{}” breaks off or brings nothing. Look at the network and try again to go on from "
         "there, or get the file in another way and import it.",
         download.address));
}

}  // namespace

void download(const Download& download, const Progress& progress) {
  constexpr double transfer_share = 0.98;  // the rest is the sum
  std::error_code error;
  if (fs::exists(download.target, error)) {
    return;
  }
  PartFile part(download.target);
  get_all(download, part, progress.part(0, transfer_share));
  const std::string sum = sha256_of_file(part.path(), progress.part(transfer_share, 1));
  if (!sum.starts_with(download.sha256)) {
    part.remove();
    throw Error(tr("What “{}” gave is not the right file: its SHA-256 is {} and should begin with {}. It was deleted.",
                   download.address, sum, download.sha256));
  }
  part.finish();
}

}  // namespace nst
