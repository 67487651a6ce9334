// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style train-style`: words in, a training out. Nothing is opened here.
#pragma once

#include "plugin/cli/arguments.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

struct TrainStyleArguments {
  std::vector<StyleArgument> styles;               ///< one or more, without masks
  std::vector<std::filesystem::path> photographs;  ///< folders or files, one or more
  std::string id;                                  ///< of the model
  std::string label;                               ///< for users
  int steps = 3000;
  int batch = 4;
  int seed = 0;
};

/// What `words` (those behind "train-style") ask for: a training, or a text to print on stdout (the help). Throws
/// UsageError.
std::variant<TrainStyleArguments, std::string> parse_train_style(const std::vector<std::string>& words);

}  // namespace nst::cli
