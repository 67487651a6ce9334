// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep-command.h"

#include "plugin/cli/console.h"
#include "plugin/cli/sweep-arguments.h"
#include "plugin/cli/sweep.h"

#include <variant>

namespace nst::cli {

void sweep_command(const std::vector<std::string>& words) {
  const auto parsed = parse_sweep(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  advise_on_blas();
  with_progress([&](const Progress& progress) { run(std::get<SweepArguments>(parsed), progress); });
}

}  // namespace nst::cli
