// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style batch`: words in, a checked set of arguments out. No folder is looked into here.
#pragma once

#include "plugin/cli/arguments.h"
#include "plugin/cli/shard.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

/// Of results that lie beside the pictures.
inline constexpr const char* usual_suffix = "-painted";

struct BatchArguments {
  Arguments painting;                           ///< how each picture is painted; without content and output
  std::vector<std::filesystem::path> pictures;  ///< files and folders; one or more
  std::filesystem::path output;                 ///< folder for the results; empty: beside the pictures
  std::string suffix;                           ///< of the results' names; not empty if they lie beside the pictures
  std::string format = "png";                   ///< the ending of the results' names
  bool recursive = false;                       ///< folders within folders, too
  bool overwrite = false;                       ///< results of other calls are replaced
  int at_once = 0;                              ///< pictures; 0: as many as fit
  Shard shard;
};

/// What `words` (without the program's name and "batch") ask for: a batch, or a text to print on stdout (the help).
/// Throws UsageError.
std::variant<BatchArguments, std::string> parse_batch(const std::vector<std::string>& words);

}  // namespace nst::cli
