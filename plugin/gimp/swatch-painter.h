// SPDX-License-Identifier: GPL-3.0-or-later
//
// Swatches for thumbnails: those that were painted before come from files, and generators are loaded when they are
// first needed, and kept. Used on the thread of the background work, by one caller at a time.
#pragma once

#include "core/generator.h"
#include "plugin/gimp/swatch-cache.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace nst::gimp {

class SwatchPainter {
 public:
  SwatchPainter();

  /// The swatches of the generator with the id `model`, at its own size. Throws Error if it is not there, or if one is
  /// missing and it cannot be used, Cancelled if `stop` is requested.
  std::vector<Image> paint(const std::string& model, const std::vector<SwatchPoint>& points, double truncation,
                           std::stop_token stop);

  /// Forgets the generators that are loaded: their files may have changed.
  void forget() { generators_.clear(); }

 private:
  const Generator& generator(const std::filesystem::path& weights);

  std::map<std::string, Generator> generators_;  // by their files
  SwatchCache cache_;
};

}  // namespace nst::gimp
