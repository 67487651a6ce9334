// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sha256.h"

#include "core/error.h"
#include "core/i18n.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <format>
#include <fstream>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

namespace nst {
namespace {

void require(bool done) {
  if (!done) {  // libcrypto has no other way to fail here than to run out of memory
    throw std::bad_alloc();
  }
}

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error(tr("“{}” cannot be read. Choose another file.", path.string()));
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::add(std::span<const std::byte> bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(context_.get(), sum.data(), &length) == 1);
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text += std::format("{:02x}", sum.at(i));
  }
  return text;
}

std::string sha256_of_file(const std::filesystem::path& path, const Progress& progress) {
  constexpr std::size_t piece = 1U << 20U;
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream) {
    refuse(path);
  }
  Sha256 sum;
  std::vector<char> bytes(piece);
  std::uint64_t done = 0;
  while (stream.read(bytes.data(), piece) || stream.gcount() > 0) {
    const auto count = static_cast<std::size_t>(stream.gcount());
    sum.add(std::as_bytes(std::span(bytes).first(count)));
    done += count;
    progress(std::min(1.0, static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(1, size))));
  }
  if (stream.bad() || done != size) {
    refuse(path);
  }
  return sum.hex();
}

std::optional<std::string> sha256_beginning(std::string_view text) {
  constexpr std::size_t fewest_digits = 8;  // as the names of PyTorch's files have
  constexpr std::size_t all_digits = 64;
  std::string digits(text);
  std::ranges::transform(digits, digits.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  const bool is_one = digits.size() >= fewest_digits && digits.size() <= all_digits &&
                      digits.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_one ? std::optional(std::move(digits)) : std::nullopt;
}

}  // namespace nst
