// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words behind --style: a file, a generated style or a trained one, with a weight.
#pragma once

#include "plugin/cli/arguments.h"

#include <string>

namespace nst::cli {

/// The style that `word` stands for (plugin/style-word.h). Throws UsageError.
StyleArgument parse_style(const std::string& word);

/// What a label calls the style: its file without folders, the generator and its seeds, or the trained style's name.
std::string style_name(const StyleArgument& style);

}  // namespace nst::cli
