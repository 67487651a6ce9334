// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/parse.h"

#include "core/i18n.h"
#include "plugin/cli/arguments.h"

#include <CLI/CLI.hpp>

namespace nst::cli {

std::optional<std::string> parse_words(CLI::App& app, const std::vector<std::string>& words, const char* unknown) {
  try {
    app.parse(std::vector(words.rbegin(), words.rend()));  // CLI11 wants them in reverse
  } catch (const CLI::CallForHelp&) {
    return app.help();
  } catch (const CLI::CallForVersion&) {
    return app.version() + "\n";
  } catch (const CLI::ExtrasError&) {
    throw UsageError(tr(unknown, app.remaining(/*recurse=*/true).front()));
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  return {};
}

}  // namespace nst::cli
