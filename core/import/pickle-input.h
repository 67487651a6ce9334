// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bytes of a pickle, taken from the front; none is read beyond the end. Used by core/import/pickle.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace nst {

/// All functions throw Error with the reason alone if the bytes end too early or cannot be such a value.
class PickleInput {
 public:
  explicit PickleInput(std::string_view bytes) : bytes_(bytes) {}

  /// How many bytes have been taken.
  std::size_t position() const { return position_; }

  std::string_view take(std::size_t count);

  /// Up to the next line feed, which is taken, too, but not given.
  std::string line();

  /// A little-endian number of fixed size.
  template <typename Number>
  Number number() {
    Number value{};
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  /// A length byte and that many bytes of a two's complement, of which eight are enough here.
  std::int64_t long_number();

  double big_endian_double();

  /// Throws the Error for bytes that are no pickle.
  [[noreturn]] static void malformed();

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

}  // namespace nst
