// SPDX-License-Identifier: GPL-3.0-or-later
//
// A contact sheet: many pictures on one page of white paper, each with its caption, in a table with headings or in
// lines. Used by the command and by programs that show series of pictures.
//
//   original  original  …              what the pictures were made from
//             heading   heading   …
//   heading   picture   picture   …
//             caption   caption   …
#pragma once

#include "core/image.h"
#include "plugin/picture-file.h"

#include <string>
#include <vector>

namespace nst {

/// The sides that a cell may have, in px.
inline constexpr int smallest_cell = 64;
inline constexpr int largest_cell = 2048;

struct SheetCell {
  Image picture;        ///< of any size, three or four channels; empty: `message` takes its place
  std::string caption;  ///< UTF-8; lines are broken to the cell's width
  std::string message;  ///< why there is no picture
};

struct ContactSheet {
  std::vector<SheetCell> originals;          ///< above the table; may be empty
  int columns = 1;                           ///< cells in a line, at least one
  std::vector<std::string> column_headings;  ///< none, or one for each column
  std::vector<std::string> row_headings;     ///< none, or one for each line of cells
  std::vector<SheetCell> cells;              ///< line by line
  int cell = 320;                            ///< the longer side of every picture on the sheet, in px
};

/// The sheet, R'G'B'. All measures follow `cell`: margins, gaps and letters, which have at least 12 px.
/// Throws Error if the picture library cannot scale or write here.
Image contact_sheet(const ContactSheet& sheet);

/// A size that the sheet does not exceed, whatever its pictures and captions: to be asked before long work.
PictureSize largest_size(const ContactSheet& sheet);

}  // namespace nst
