// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sample-command.h"

#include "plugin/cli/console.h"
#include "plugin/cli/sample-arguments.h"
#include "plugin/cli/sample.h"

#include <variant>

namespace nst::cli {

void sample_command(const std::vector<std::string>& words) {
  const auto parsed = parse_sample(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  advise_on_blas();
  with_progress([&](const Progress& progress) { run(std::get<SampleArguments>(parsed), progress); });
}

}  // namespace nst::cli
