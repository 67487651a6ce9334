// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text as a picture, for labelled sheets.
#pragma once

#include "core/image.h"

#include <string>

namespace nst {

struct Lettering {
  int size;         ///< of the letters, in px
  int width;        ///< at which lines are broken, in px
  int most_height;  ///< what is below is cut off, in px
  bool bold = false;
};

/// `text` in the system's sans-serif letters, left-aligned: one channel, 1 where there is ink. Its height holds whole
/// lines, so that two texts of one line stand on the same base line. At most 600 letters are written. Empty if there is
/// nothing to see.
/// Throws Error if the picture library cannot write here.
Image letter(const std::string& text, const Lettering& lettering);

}  // namespace nst
