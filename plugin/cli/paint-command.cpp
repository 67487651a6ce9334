// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/paint-command.h"

#include "plugin/blas-check.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/console.h"
#include "plugin/cli/job.h"

#include <unistd.h>

#include <cstdio>
#include <variant>

namespace nst::cli {

void paint_command(const std::vector<std::string>& words) {
  const auto parsed = parse(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    print(*text);
    return;
  }
  if (isatty(STDERR_FILENO) != 0 && blas_is_slow()) {
    std::fprintf(stderr, "neural-style: %s\n", slow_blas_advice());
  }
  with_progress([&](const Progress& progress) { run(std::get<Arguments>(parsed), progress); });
}

}  // namespace nst::cli
