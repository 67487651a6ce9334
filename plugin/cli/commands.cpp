// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/commands.h"

#include "plugin/cli/batch-command.h"
#include "plugin/cli/models-command.h"
#include "plugin/cli/paint-command.h"
#include "plugin/cli/sample-command.h"
#include "plugin/cli/sweep-command.h"
#include "plugin/cli/train-style-command.h"
#include "plugin/cli/worker-command.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nst::cli {
namespace {

struct Command {
  std::string_view word;
  void (*run)(const std::vector<std::string>& words);  ///< takes the words behind its own
};
constexpr std::array commands{Command{"batch", batch_command},   Command{"batch-worker", worker_command},
                              Command{"models", models_command}, Command{"sample", sample_command},
                              Command{"sweep", sweep_command},   Command{"train-style", train_style_command}};

}  // namespace

void run_command(const std::vector<std::string>& words) {
  const auto found = words.empty() ? commands.end() : std::ranges::find(commands, words.front(), &Command::word);
  if (found == commands.end()) {
    paint_command(words);
  } else {
    found->run({words.begin() + 1, words.end()});
  }
}

}  // namespace nst::cli
