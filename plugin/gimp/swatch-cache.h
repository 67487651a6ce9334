// SPDX-License-Identifier: GPL-3.0-or-later
//
// Swatches that were painted before, as small picture files: a dialog that opens shows them at once, while LibTorch is
// still being loaded. Used by the painter of swatches.
#pragma once

#include "core/image.h"
#include "core/swatch-point.h"

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>

namespace nst::gimp {

/// What a swatch depends on but for its point: the files that paint it, each by name, size and time, the version of the
/// program, and the truncation.
std::string swatch_origin(std::initializer_list<std::filesystem::path> files, double truncation);

/// What goes wrong with a file is no error: the swatch is painted again. One thread at a time.
class SwatchCache {
 public:
  /// Keeps at most `most` files in `folder`, which need not be there yet; before there are more, the half that nobody
  /// has asked for lately goes.
  SwatchCache(std::filesystem::path folder, std::size_t most);

  /// Empty if it is not there.
  Image find(const std::string& origin, const SwatchPoint& point) const;
  /// `image` is R'G'B'. It comes back in 8 bits.
  void keep(const std::string& origin, const SwatchPoint& point, const Image& image);

 private:
  std::filesystem::path file_of(const std::string& origin, const SwatchPoint& point) const;
  void make_room();

  std::filesystem::path folder_;
  std::size_t most_;
  std::optional<std::size_t> files_;  // once they were counted
};

}  // namespace nst::gimp
