// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/paint-command.h"

#include "plugin/cli/arguments.h"
#include "plugin/cli/console.h"
#include "plugin/cli/job.h"

#include <variant>

namespace nst::cli {

void paint_command(const std::vector<std::string>& words) {
  const auto parsed = parse(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  advise_on_blas();
  with_progress([&](const Progress& progress) { run(std::get<Arguments>(parsed), progress); });
}

}  // namespace nst::cli
