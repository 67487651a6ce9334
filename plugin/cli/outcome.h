// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run has to say besides its picture, for reports and tables.
#pragma once

#include "core/stylist.h"

namespace nst::cli {

struct Outcome {
  Losses losses;
  int steps = 0;
  bool stopped = false;  ///< before its end, and kept as it was then
  double seconds = 0;    ///< of painting, without reading and writing files
};

}  // namespace nst::cli
