// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/console.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/blas-check.h"
#include "plugin/cli/progress-line.h"
#include "plugin/cli/signals.h"

#include <unistd.h>

#include <cstdio>
#include <stop_token>

namespace nst::cli {

void print(const std::string& text) {
  if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0) {
    throw Error(tr("The standard output cannot be written to. Free some space, or look at where it leads."));
  }
}

void advise_on_blas() {
  if (isatty(STDERR_FILENO) != 0 && blas_is_slow()) {
    std::fprintf(stderr, "neural-style: %s\n", slow_blas_advice());
  }
}

void with_progress(const std::function<void(const Progress&)>& work) {
  const std::stop_token stop = stop_on_signals();
  if (isatty(STDERR_FILENO) == 0) {
    work(Progress({}, stop));
    return;
  }
  ProgressLine line;
  work(Progress([&](double share) { line.show(share); }, stop));
}

}  // namespace nst::cli
