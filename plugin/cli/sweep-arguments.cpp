// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep-arguments.h"

#include "core/i18n.h"
#include "plugin/cli/parse.h"
#include "plugin/contact-sheet.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ranges>
#include <utility>

namespace nst::cli {
namespace {

constexpr std::size_t most_trials = 256;

std::string footer() {
  return tr(
      "All options of “neural-style” may be given, too, and hold for every picture; --output is the sheet.\n"
      "VALUES are parted by commas. LOWEST..HIGHEST+STEP and LOWEST..HIGHEST*FACTOR stand for a range of numbers.\n"
      "Each --vary of another NAME multiplies the pictures; a style that is varied joins those of --style.\n"
      "One or two of them make a table with headings. The content and the styles stand above it.\n"
      "\n"
      "Examples:\n"
      "  neural-style sweep --content photo.jpg --style painting.jpg --size 512 --output sheet.png \\\n"
      "    --vary strength=0.25..4*2 --vary brush-size=0.5,1,2 --table losses.csv\n"
      "  neural-style sweep --content photo.jpg --vary style=a.jpg,b.jpg --vary style-loss=gram,wasserstein \\\n"
      "    --output sheet.png --keep-pictures pictures\n"
      "\n"
      "A picture that fails is told in its place, and the sweep goes on; it then ends with 1. A sweep that was "
      "stopped\n"
      "paints only what is missing from --keep-pictures when it is called again.");
}

struct Words {
  std::vector<std::string> vary;
  SweepArguments sweep;
};

void declare(CLI::App& app, Words& words) {
  const auto add_path = [&](const char* name, std::filesystem::path& path, const std::string& help) {
    return app.add_option_function<std::string>(name, [&path](const std::string& word) { path = word; }, help);
  };
  app.allow_extras();
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  app.add_option("--vary", words.vary, tr("An option of “neural-style” and the values to try; may be given again"))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name(tr("NAME=VALUES"));
  add_path("--table", words.sweep.table, tr("A file for the losses of all pictures, as CSV"))->type_name(tr("FILE"));
  add_path("--keep-pictures", words.sweep.keep, tr("A folder for the pictures at their full size"))
      ->type_name(tr("FOLDER"));
  app.add_option("--cell", words.sweep.cell, tr("The longer side of a picture on the sheet"))
      ->check(CLI::Range(smallest_cell, largest_cell).description(""))
      ->type_name(tr("PIXELS"))
      ->capture_default_str();
  app.footer(footer());
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

/// An option that is varied is not given besides: which one holds would be a riddle. Styles are many by nature.
void require_not_given(const std::vector<Variation>& variations, const std::vector<std::string>& words) {
  for (const Variation& variation : variations) {
    const std::string option = "--" + variation.name;
    const auto gives = [&](const std::string& word) { return word == option || word.starts_with(option + "="); };
    if (variation.name != "style" && std::ranges::any_of(words, gives)) {
      throw UsageError(tr("{} is varied and given besides. Leave one of the two out.", option));
    }
  }
}

/// The values of the trial with number `index`, the last variation changing fastest.
std::vector<std::string> values_of(const std::vector<Variation>& variations, std::size_t index) {
  std::vector<std::string> values;
  for (const Variation& variation : variations | std::views::reverse) {
    values.push_back(variation.values[index % variation.values.size()]);
    index /= variation.values.size();
  }
  std::ranges::reverse(values);
  return values;
}

std::size_t count(const std::vector<Variation>& variations) {
  std::size_t count = 1;
  for (const Variation& variation : variations) {
    count *= variation.values.size();
    if (count > most_trials) {
      throw UsageError(
          tr("A sweep paints at most {} pictures. Vary fewer options, or give fewer values.", most_trials));
    }
  }
  return count;
}

void add_trials(SweepArguments& sweep, const std::vector<std::string>& common) {
  for (std::size_t i = 0; i < count(sweep.variations); ++i) {
    std::vector<std::string> words = common;
    const std::vector<std::string> values = values_of(sweep.variations, i);
    for (std::size_t j = 0; j < values.size(); ++j) {
      words.push_back("--" + sweep.variations[j].name + "=" + values[j]);
    }
    sweep.trials.push_back({values, std::get<Arguments>(parse(words))});  // help and version are out of them by now
  }
  const Arguments& first = sweep.trials.front().arguments;
  if (!first.report.empty() || !first.deltas.empty() || first.estimate || !first.settings.state_file.empty()) {
    throw UsageError(
        tr("--report, --deltas, --estimate and --state-file are for single pictures. A sweep has --table and "
           "--keep-pictures."));
  }
}

}  // namespace

std::variant<SweepArguments, std::string> parse_sweep(const std::vector<std::string>& words) {
  CLI::App app(tr("Paints a photograph once for each of many settings and shows all of them on one sheet."),
               "neural-style sweep");
  Words read;
  declare(app, read);
  // What is unknown here may be an option of the single pictures.
  if (auto text = parse_words(app, words, "{}")) {
    return *std::move(text);
  }
  if (read.vary.empty()) {
    throw UsageError(tr("The option {} is missing. “neural-style sweep --help” shows how to call it.", "--vary"));
  }
  std::vector<Variation> variations;
  std::ranges::transform(read.vary, std::back_inserter(variations), parse_variation);
  read.sweep.variations = merged(variations);
  const std::vector<std::string> common = app.remaining();
  require_not_given(read.sweep.variations, common);
  add_trials(read.sweep, common);
  read.sweep.output = read.sweep.trials.front().arguments.output;
  return read.sweep;
}

}  // namespace nst::cli
