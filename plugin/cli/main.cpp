// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command `neural-style`. The one place where the core's exceptions become messages and exit codes.
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/commands.h"
#include "plugin/cli/failure.h"

#include <libintl.h>

#include <clocale>
#include <cstdio>
#include <exception>
#include <string>

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

}  // namespace

int main(int argc, char** argv) {
  use_language_of_user();
  try {
    nst::cli::run_command({argv + 1, argv + argc});
    return done;
  } catch (const nst::Cancelled&) {
    return stopped;
  } catch (const nst::cli::UsageError& error) {
    return report(error.what(), called_wrongly);
  } catch (const std::exception& error) {
    return report(nst::cli::failure_sentence(error), failed);
  }
}
