// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/painting-options.h"

#include "core/i18n.h"
#include "core/presets.h"
#include "plugin/cli/option-arguments.h"
#include "plugin/cli/style-argument.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <system_error>

namespace nst::cli {

/// What is read, in the order of the words: a style belongs to the region before it, a style's mask to the style before
/// it.
struct PaintingOptions::Words {
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

  void declare_styles(CLI::App& app);
  void declare_regions(CLI::App& app);
};

namespace {

constexpr int largest_size = 100000;

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

/// Where nothing is painted, nothing that steers the painting has a meaning.
void require_plain(const RegionArgument& kept) {
  if (!kept.styles.empty() || kept.strength != 1 || kept.content_weight != 1) {
    throw UsageError(
        tr("The region “{}” is kept with --keep, so it takes no --style, --region-strength and --protect. Put a style "
           "for all regions before the first --region.",
           kept.mask.string()));
  }
}

/// One region for all that is not kept where no other was named, and `styles` for those that have none.
void complete(std::vector<RegionArgument>& regions, const std::vector<StyleArgument>& styles) {
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
      region.styles = styles;
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

void PaintingOptions::Words::declare_styles(CLI::App& app) {
  add_in_order(
      app, "--style", [this](const std::string& word) { styles_here().push_back(parse_style(word)); },
      tr("A picture whose style is wanted, with its share if there are several (1 if left out), or "
         "generated:MODEL:SEEDS"),
      tr("FILE[:WEIGHT]"));
  add_in_order(
      app, "--style-mask", [this](const std::string& word) { style("--style-mask").mask = word; },
      tr("Which part of the --style before it is wanted: white counts, black does not"), tr("FILE"));
  add_file(app, "--detail", arguments.detail, tr("A picture whose fine strokes go over the forms of all other styles"));
}

void PaintingOptions::Words::declare_regions(CLI::App& app) {
  const auto group = tr("Regions");
  add_in_order(
      app, "--region", [this](const std::string& word) { arguments.regions.push_back({.mask = word}); },
      tr("A part of the photograph, white in this file, with the styles that follow; styles before the first region "
         "are those of all regions without their own"),
      tr("FILE"))
      ->group(group);
  add_in_order(
      app, "--region-strength",
      [this](const std::string& word) {
        region("--region-strength").strength = parse_share("--region-strength", word);
      },
      tr("How strongly the --region before it is painted, relative to --strength"), tr("NUMBER"))
      ->group(group);
  add_in_order(
      app, "--protect",
      [this](const std::string& word) { region("--protect").content_weight = parse_share("--protect", word); },
      tr("How closely the --region before it keeps to the photograph, relative to --content-weight"), tr("NUMBER"))
      ->group(group);
  app.add_flag_callback(
         "--keep", [this] { region("--keep").keep = true; }, tr("Nothing is painted in the --region before it"))
      ->trigger_on_parse()
      ->group(group);
}

PaintingOptions::PaintingOptions(CLI::App& app) : words_(std::make_unique<Words>()) {
  words_->declare_styles(app);
  add_file(app, "--mask", words_->arguments.mask, tr("Where to paint: white paints, black keeps the photograph"));
  app.add_option("--size", words_->arguments.size,
                 tr("The longer side of the result in pixels, to which the photograph is scaled first"))
      ->check(CLI::Range(1, largest_size).description(""))
      ->type_name(tr("PIXELS"));
  words_->declare_regions(app);
  declare_preset(app, words_->arguments.settings);  // before the options: these are read later, and win
  add_options(app, words_->arguments.settings);
}

PaintingOptions::~PaintingOptions() = default;

Arguments PaintingOptions::arguments(const char* help) const {
  Arguments arguments = words_->arguments;
  complete(arguments.regions, words_->styles);
  const auto styled = [](const RegionArgument& region) {
    return region.keep || region.strength <= 0 || !region.styles.empty();
  };
  require_option("--style", arguments.settings.strength <= 0 || std::ranges::all_of(arguments.regions, styled), help);
  require_consistent(arguments.settings);
  return arguments;
}

void add_file(CLI::App& app, const char* name, std::filesystem::path& file, const std::string& help) {
  app.add_option_function<std::string>(
         name, [&file](const std::string& word) { file = word; }, help)
      ->type_name(tr("FILE"));
}

void require_option(const char* name, bool given, const char* help) {
  if (!given) {
    throw UsageError(tr("The option {} is missing. “{}” shows how to call it.", name, help));
  }
}

}  // namespace nst::cli
