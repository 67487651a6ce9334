// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/pickle-input.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <array>
#include <bit>

namespace nst {

static_assert(std::endian::native == std::endian::little, "pickles are little-endian, and so is this reader");

std::string_view PickleInput::take(std::size_t count) {
  if (count > bytes_.size() - position_) {
    throw Error(tr("its pickle is cut off or longer than it may be"));
  }
  position_ += count;
  return bytes_.substr(position_ - count, count);
}

std::string PickleInput::line() {
  const std::size_t end = bytes_.find('\n', position_);
  const std::string_view text = take(end == std::string_view::npos ? bytes_.size() : end - position_ + 1);
  return std::string(text.substr(0, text.size() - 1));
}

std::int64_t PickleInput::long_number() {
  const auto length = number<unsigned char>();
  if (length > sizeof(std::int64_t)) {
    malformed();
  }
  const std::string_view digits = take(length);
  const bool negative = length > 0 && (static_cast<unsigned char>(digits.back()) & 0x80U) != 0;
  std::int64_t value = negative ? -1 : 0;
  std::memcpy(&value, digits.data(), length);
  return value;
}

double PickleInput::big_endian_double() {
  std::array<char, sizeof(double)> reversed{};
  std::ranges::reverse_copy(take(sizeof(double)), reversed.begin());
  return std::bit_cast<double>(reversed);
}

void PickleInput::malformed() { throw Error(tr("its pickle is malformed")); }

}  // namespace nst
