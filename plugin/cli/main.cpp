// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command `neural-style`. The one place where the core's exceptions become messages and exit codes.
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/blas-check.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/job.h"
#include "plugin/cli/progress-line.h"
#include "plugin/cli/signals.h"

#include <libintl.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <variant>

namespace {

enum ExitCode { done = 0, failed = 1, called_wrongly = 2, stopped = 130 };

void use_language_of_user() {
  std::setlocale(LC_ALL, "");
  std::setlocale(LC_NUMERIC, "C");  // numbers in files and arguments have a point everywhere
  bindtextdomain(nst::translation_domain, NEURAL_STYLE_LOCALE_DIR);
  bind_textdomain_codeset(nst::translation_domain, "UTF-8");
}

int report(const std::string& message, ExitCode code) {
  std::fprintf(stderr, "neural-style: %s\n", message.c_str());
  return code;
}

void run_on_terminal(const nst::cli::Arguments& arguments, const std::stop_token& stop) {
  if (nst::blas_is_slow()) {
    std::fprintf(stderr, "neural-style: %s\n", nst::slow_blas_advice());
  }
  nst::cli::ProgressLine line;
  nst::cli::run(arguments, nst::Progress([&](double share) { line.show(share); }, stop));
}

int run(const std::vector<std::string>& words) {
  const auto parsed = nst::cli::parse(words);
  if (const auto* text = std::get_if<std::string>(&parsed)) {
    return std::fputs(text->c_str(), stdout) >= 0 && std::fflush(stdout) == 0 ? done : failed;
  }
  const auto& arguments = std::get<nst::cli::Arguments>(parsed);
  const std::stop_token stop = nst::cli::stop_on_signals();
  if (isatty(STDERR_FILENO) != 0) {
    run_on_terminal(arguments, stop);
  } else {
    nst::cli::run(arguments, nst::Progress({}, stop));
  }
  return done;
}

}  // namespace

int main(int argc, char** argv) {
  use_language_of_user();
  try {
    return run({argv + 1, argv + argc});
  } catch (const nst::Cancelled&) {
    return stopped;
  } catch (const nst::cli::UsageError& error) {
    return report(error.what(), called_wrongly);
  } catch (const nst::Error& error) {
    return report(error.what(), failed);
  } catch (const std::bad_alloc&) {
    return report(nst::tr("There is not enough memory. Use a smaller --size or --working-size."), failed);
  } catch (const std::exception& error) {
    return report(nst::tr("Something unexpected went wrong: {}. Please report it.", std::string(error.what())), failed);
  }
}
