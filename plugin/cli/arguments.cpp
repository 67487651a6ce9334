// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/arguments.h"

#include "core/i18n.h"
#include "core/presets.h"
#include "plugin/cli/option-arguments.h"
#include "plugin/cli/parse.h"
#include "plugin/cli/style-argument.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <system_error>
#include <utility>

namespace nst::cli {
namespace {

constexpr int largest_size = 100000;

std::string footer() {
  return tr(
      "Examples:\n"
      "  neural-style --content photo.jpg --style painting.jpg --output painted.png\n"
      "  neural-style --content photo.jpg --style a.png:2 --style b.png --output painted.png --size 1024\n"
      "  neural-style --content photo.jpg --style a.png --mask sky.png --output painted.tif --strength 2\n"
      "  neural-style --content photo.jpg --style generated:dcgan-abstract:7,12,19 --output painted.png\n"
      "  neural-style --content photo.jpg --region sky.png --style a.png --region house.png --style b.png \\\n"
      "    --protect 3 --region faces.png --keep --output painted.png\n"
      "\n"
      "Pictures are read from PNG, JPEG, TIFF, WebP, GIF and HEIF files, and written as PNG, TIFF, JPEG or WebP\n"
      "by the name's ending. The progress is shown where stderr is a terminal; otherwise nothing is printed but\n"
      "errors.\n"
      "\n"
      "The order of options matters here alone: --style-mask belongs to the --style before it; a --style,\n"
      "--region-strength, --protect and --keep to the --region before them. What no region covers is kept; where\n"
      "all regions are kept, the rest is painted.\n"
      "\n"
      "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C). The output is written\n"
      "whole or not at all. With --keep-stopped true, Ctrl-C writes the picture as far as it has come, and the\n"
      "status is 0. With --state-file FILE, the same call goes on after any end, even that of the computer.\n"
      "\n"
      "A style may be generated, too: generated:MODEL:SEEDS is the mean of the swatches with these seeds, such as\n"
      "7,12,19 or 0-7; 7*2 counts double. “neural-style sample --help” tells how to see them.\n"
      "\n"
      "“neural-style models --help” tells how to install and list other encoders.\n"
      "\n"
      "Environment:\n"
      "  NEURAL_STYLE_MODELS   folders of models, separated by colons, searched before all others\n"
      "  XDG_DATA_HOME         the user's data, where neural-style/models is searched next\n"
      "  LANG, LANGUAGE        the language of messages");
}

void add_file(CLI::App& app, const char* name, std::filesystem::path& file, const char* help) {
  app.add_option_function<std::string>(
         name, [&file](const std::string& word) { file = word; }, help)
      ->type_name(tr("FILE"));
}

/// What is read, in the order of the words: a style belongs to the region before it, a style's mask to the style before
/// it.
struct Words {
  Arguments arguments;
  std::vector<StyleArgument> styles;  ///< those before the first region: of all regions without styles of their own

  std::vector<StyleArgument>& styles_here() {
    return arguments.regions.empty() ? styles : arguments.regions.back().styles;
  }
  StyleArgument& style(const char* name) {
    if (styles_here().empty()) {
      throw CLI::ValidationError(tr("{} belongs to the --style before it, and there is none.", std::string(name)));
    }
    return styles_here().back();
  }
  RegionArgument& region(const char* name) {
    if (arguments.regions.empty()) {
      throw CLI::ValidationError(tr("{} belongs to the --region before it, and there is none.", std::string(name)));
    }
    return arguments.regions.back();
  }
};

/// A number from 0 up, as a region takes them.
double parse_share(const char* name, const std::string& word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value) || value < 0) {
    throw CLI::ValidationError(tr("{} takes a number from 0 up, not “{}”.", std::string(name), word));
  }
  return value;
}

/// An option whose place among the words matters.
CLI::Option* add_in_order(CLI::App& app, const char* name, const std::function<void(const std::string&)>& read,
                          const std::string& help, const char* placeholder) {
  return app.add_option_function<std::string>(name, read, help)->trigger_on_parse()->type_name(placeholder);
}

void declare_styles(CLI::App& app, Words& words) {
  add_in_order(
      app, "--style", [&](const std::string& word) { words.styles_here().push_back(parse_style(word)); },
      tr("A picture whose style is wanted, with its share if there are several (1 if left out), or "
         "generated:MODEL:SEEDS"),
      tr("FILE[:WEIGHT]"));
  add_in_order(
      app, "--style-mask", [&](const std::string& word) { words.style("--style-mask").mask = word; },
      tr("Which part of the --style before it is wanted: white counts, black does not"), tr("FILE"));
  add_file(app, "--detail", words.arguments.detail,
           tr("A picture whose fine strokes go over the forms of all other styles"));
}

void declare_regions(CLI::App& app, Words& words) {
  const auto group = tr("Regions");
  add_in_order(
      app, "--region", [&](const std::string& word) { words.arguments.regions.push_back({.mask = word}); },
      tr("A part of the photograph, white in this file, with the styles that follow; styles before the first region "
         "are those of all regions without their own"),
      tr("FILE"))
      ->group(group);
  add_in_order(
      app, "--region-strength",
      [&](const std::string& word) {
        words.region("--region-strength").strength = parse_share("--region-strength", word);
      },
      tr("How strongly the --region before it is painted, relative to --strength"), tr("NUMBER"))
      ->group(group);
  add_in_order(
      app, "--protect",
      [&](const std::string& word) { words.region("--protect").content_weight = parse_share("--protect", word); },
      tr("How closely the --region before it keeps to the photograph, relative to --content-weight"), tr("NUMBER"))
      ->group(group);
  app.add_flag_callback(
         "--keep", [&] { words.region("--keep").keep = true; }, tr("Nothing is painted in the --region before it"))
      ->trigger_on_parse()
      ->group(group);
}

void declare_preset(CLI::App& app, Settings& settings) {
  std::string names;
  for (const Preset& preset : presets()) {
    names += "\n" + std::string(preset.name) + ": " + tr(preset.help);
  }
  app.add_option_function<std::string>(
         "--preset",
         [&](const std::string& name) {
           try {
             apply(require_preset(name), settings);
           } catch (const Error& error) {
             throw CLI::ValidationError(error.what());
           }
         },
         tr("Settings that belong together; options given beside it win") + names)
      ->type_name(tr("NAME"));
}

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  add_file(app, "--content", words.arguments.content, tr("The photograph"));
  declare_styles(app, words);
  add_file(app, "--mask", words.arguments.mask, tr("Where to paint: white paints, black keeps the photograph"));
  add_file(app, "--output", words.arguments.output, tr("The file to write"));
  add_file(app, "--report", words.arguments.report,
           tr("A file for what was done, as JSON: settings, pictures, losses, time"));
  add_file(app, "--deltas", words.arguments.deltas,
           tr("A picture of the differences between neighbors, before and after: it shows fine noise"));
  app.add_option("--size", words.arguments.size,
                 tr("The longer side of the result in pixels, to which the photograph is scaled first"))
      ->check(CLI::Range(1, largest_size).description(""))
      ->type_name(tr("PIXELS"));
  app.add_flag("--estimate", words.arguments.estimate,
               tr("Print how long the run would take and how much memory, and exit"));
  declare_regions(app, words);
  declare_preset(app, words.arguments.settings);  // before the options: these are read later, and win
  add_options(app, words.arguments.settings);
  app.footer(
      footer() + "\n\n" +
      tr("The result carries its settings as its description. “neural-style sweep --help” tells how to try many\n"
         "settings at once."));
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

void require(const char* name, bool given) {
  if (!given) {
    throw UsageError(tr("The option {} is missing. “neural-style --help” shows how to call it.", name));
  }
}

/// Where nothing is painted, nothing that steers the painting has a meaning.
void require_plain(const RegionArgument& kept) {
  if (!kept.styles.empty() || kept.strength != 1 || kept.content_weight != 1) {
    throw UsageError(
        tr("The region “{}” is kept with --keep, so it takes no --style, --region-strength and --protect. Put a style "
           "for all regions before the first --region.",
           kept.mask.string()));
  }
}

/// One region for all that is not kept where no other was named, and the styles of all for those that have none.
void complete(Words& words) {
  std::vector<RegionArgument>& regions = words.arguments.regions;
  for (const RegionArgument& region : regions) {
    if (region.keep) {
      require_plain(region);
    }
  }
  if (std::ranges::all_of(regions, &RegionArgument::keep)) {
    regions.insert(regions.begin(), RegionArgument());
  }
  for (RegionArgument& region : regions) {
    if (region.styles.empty() && !region.keep) {
      region.styles = words.styles;
    }
  }
}

/// Settings that each of them may have, but not together.
void require_consistent(const Settings& settings) {
  if (settings.start == Start::picture && settings.start_file.empty()) {
    throw UsageError(tr("--start picture needs the picture: add --start-file."));
  }
}

}  // namespace

std::variant<Arguments, std::string> parse(const std::vector<std::string>& words) {
  CLI::App app(tr("Paints a photograph in the style of other pictures."), "neural-style");
  Words read;
  declare(app, read);
  if (auto text = parse_words(app, words, translatable("“{}” is no option. “neural-style --help” shows all."))) {
    return *std::move(text);
  }
  complete(read);
  require("--content", !read.arguments.content.empty());
  const auto styled = [](const RegionArgument& region) {
    return region.keep || region.strength <= 0 || !region.styles.empty();
  };
  require("--style", read.arguments.settings.strength <= 0 || std::ranges::all_of(read.arguments.regions, styled));
  require("--output", read.arguments.estimate || !read.arguments.output.empty());
  require_consistent(read.arguments.settings);
  return read.arguments;
}

}  // namespace nst::cli
