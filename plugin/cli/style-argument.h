// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words behind --style: a file or a generated style, with a weight.
#pragma once

#include "plugin/cli/arguments.h"

#include <string>

namespace nst::cli {

/// "FILE", "FILE:WEIGHT" or "generated:MODEL:SEEDS[:WEIGHT]". A file that has the whole name wins. Throws UsageError.
StyleArgument parse_style(const std::string& word);

/// What a label calls the style: its file without folders, or the generator and its seeds.
std::string style_name(const StyleArgument& style);

}  // namespace nst::cli
