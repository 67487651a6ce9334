// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/arguments.h"

#include "core/i18n.h"
#include "plugin/cli/option-arguments.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

constexpr int largest_size = 100000;

/// "FILE" or "FILE:WEIGHT". A file that has the whole name wins.
StyleArgument parse_style(const std::string& word) {
  std::error_code error;
  const auto colon = word.rfind(':');
  if (colon == std::string::npos || std::filesystem::exists(word, error)) {
    return {word};
  }
  const std::string_view digits = std::string_view(word).substr(colon + 1);
  double weight = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  if (failure == std::errc::invalid_argument || end != digits.data() + digits.size()) {
    return {word};
  }
  if (failure != std::errc() || !std::isfinite(weight) || weight <= 0) {
    throw UsageError(tr("The weight of a style is a number above 0, not “{}”.", digits));
  }
  return {word.substr(0, colon), weight};
}

std::string footer() {
  return tr(
      "Examples:\n"
      "  neural-style --content photo.jpg --style painting.jpg --output painted.png\n"
      "  neural-style --content photo.jpg --style a.png:2 --style b.png --output painted.png --size 1024\n"
      "  neural-style --content photo.jpg --style a.png --mask sky.png --output painted.tif --strength 2\n"
      "\n"
      "Pictures are read from PNG, JPEG, TIFF, WebP, GIF and HEIF files, and written as PNG, TIFF, JPEG or WebP\n"
      "by the name's ending. The progress is shown where stderr is a terminal; otherwise nothing is printed but\n"
      "errors.\n"
      "\n"
      "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C). The output is written\n"
      "whole or not at all.\n"
      "\n"
      "Environment:\n"
      "  NEURAL_STYLE_MODELS   folders of models, separated by colons, searched before all others\n"
      "  XDG_DATA_HOME         the user's data, where neural-style/models is searched next\n"
      "  LANG, LANGUAGE        the language of messages");
}

struct Words {
  Arguments arguments;
  std::vector<std::string> styles;
};

void add_file(CLI::App& app, const char* name, std::filesystem::path& file, const char* help) {
  app.add_option_function<std::string>(
         name, [&file](const std::string& word) { file = word; }, help)
      ->type_name(tr("FILE"));
}

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  add_file(app, "--content", words.arguments.content, tr("The photograph"));
  app.add_option("--style", words.styles,
                 tr("A picture whose style is wanted, with its share if there are several (1 if left out)"))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name(tr("FILE[:WEIGHT]"));
  add_file(app, "--mask", words.arguments.mask, tr("Where to paint: white paints, black keeps the photograph"));
  add_file(app, "--output", words.arguments.output, tr("The file to write"));
  app.add_option("--size", words.arguments.size,
                 tr("The longer side of the result in pixels, to which the photograph is scaled first"))
      ->check(CLI::Range(1, largest_size).description(""))
      ->type_name(tr("PIXELS"));
  add_options(app, words.arguments.settings);
  app.footer(footer());
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

void require(const char* name, bool given) {
  if (!given) {
    throw UsageError(tr("The option {} is missing. “neural-style --help” shows how to call it.", name));
  }
}

}  // namespace

std::variant<Arguments, std::string> parse(const std::vector<std::string>& words) {
  CLI::App app(tr("Paints a photograph in the style of other pictures."), "neural-style");
  Words read;
  declare(app, read);
  try {
    app.parse(std::vector(words.rbegin(), words.rend()));  // CLI11 wants them in reverse
  } catch (const CLI::CallForHelp&) {
    return app.help();
  } catch (const CLI::CallForVersion&) {
    return app.version() + "\n";
  } catch (const CLI::ExtrasError&) {
    throw UsageError(tr("“{}” is no option. “neural-style --help” shows all.", app.remaining().front()));
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  for (const std::string& word : read.styles) {
    read.arguments.styles.push_back(parse_style(word));
  }
  require("--content", !read.arguments.content.empty());
  require("--style", !read.arguments.styles.empty());
  require("--output", !read.arguments.output.empty());
  return read.arguments;
}

}  // namespace nst::cli
