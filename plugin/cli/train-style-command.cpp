// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/train-style-command.h"

#include "plugin/cli/console.h"
#include "plugin/cli/train-style-arguments.h"
#include "plugin/cli/train-style.h"

#include <variant>

namespace nst::cli {

void train_style_command(const std::vector<std::string>& words) {
  const auto parsed = parse_train_style(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  advise_on_blas();
  with_progress([&](const Progress& progress) { train(std::get<TrainStyleArguments>(parsed), progress); });
}

}  // namespace nst::cli
