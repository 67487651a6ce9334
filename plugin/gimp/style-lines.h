// SPDX-License-Identifier: GPL-3.0-or-later
//
// The argument "styles": a list of weighted styles of all kinds, one a line. Used where styles are read, and by the
// page of the dialog that chooses them.
#pragma once

#include "plugin/style-word.h"

#include <libgimp/gimp.h>

#include <string>
#include <variant>

namespace nst::gimp {

/// Where the pixels of a style come from. Layers and patterns belong to libgimp.
using StylePlace = std::variant<StyleWord, GimpDrawable*, GimpPattern*>;

struct StyleLine {
  std::string word;  ///< the style without its weight, in one form for each
  double weight = 1;
  std::string name;  ///< what users call it
  StylePlace place;
};

/// Reads a line: a word of the command line's --style (plugin/style-word.h), or one of
///
///   layer:NAME          a layer of `image`, or else of another open image
///   layer:#ID NAME      the item ID, if it is called so; else as above: IDs last as long as GIMP runs
///   pattern:NAME
///   file:///…           a file as an address, which has room for any name
///
/// with :WEIGHT behind it or not; what has the whole name wins. Throws CallingError, saying what to write, for what
/// makes no sense, and Error for a layer or pattern that is not there. Files and models are not looked for.
StyleLine parse_style_line(const std::string& line, GimpImage* image);

/// What a window calls the style: generators by what their weights call themselves.
std::string title_of(const StyleLine& line);

/// A line as text.
std::string style_line_text(const std::string& word, double weight);

// Words for what users choose in a window.
std::string layer_word(GimpDrawable* layer);
std::string pattern_word(GimpPattern* pattern);
std::string file_word(const std::string& path);

}  // namespace nst::gimp
