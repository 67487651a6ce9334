// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch-command.h"

#include "plugin/cli/batch-arguments.h"
#include "plugin/cli/batch.h"
#include "plugin/cli/console.h"
#include "plugin/cli/signals.h"

#include <variant>

namespace nst::cli {

void batch_command(const std::vector<std::string>& words) {
  const auto parsed = parse_batch(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  advise_on_blas();
  run(std::get<BatchArguments>(parsed), words, stop_on_signals());
}

}  // namespace nst::cli
