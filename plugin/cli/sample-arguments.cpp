// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sample-arguments.h"

#include "core/i18n.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/parse.h"
#include "plugin/cli/wanted-swatches.h"
#include "plugin/contact-sheet.h"
#include "plugin/generators.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <format>
#include <system_error>
#include <utility>

namespace nst::cli {
namespace {

// What the core takes.
constexpr int smallest_swatch = 16;
constexpr int largest_swatch = 2048;
constexpr double least_truncation = 0.01;
constexpr double most_truncation = 2;

constexpr int most_steps = 100;

struct Words {
  std::string model;
  std::string seeds;
  std::string between;
  std::string near;
  int steps = 8;
  double distance = usual_distance;
  int count = 16;
  SampleArguments arguments;
};

std::string footer() {
  return tr(
      "Swatches are small pictures that a trained network paints, one for each seed, always the same. They serve as\n"
      "styles: --style generated:dcgan-abstract:7,12,19 paints in the mean of three of them.\n"
      "\n"
      "Examples:\n"
      "  neural-style sample --seeds 0-63 --sheet sheet.png\n"
      "  neural-style sample --model dcgan-landscape --seeds 7,12,19 --size 256 --output swatches\n"
      "  neural-style sample --seeds 0-999 --rank --sheet best-first.png\n"
      "  neural-style sample --between 3,9 --steps 8 --sheet from-3-to-9.png\n"
      "  neural-style sample --near 12 --distance 0.3 --count 16 --output \"near-{}.png\"\n"
      "  neural-style sample --seeds 12~1-16,3+9,{3+9}~2 --sheet relatives.png\n"
      "\n"
      "A swatch is written as\n"
      "  12         its seed; 0-7 are eight of them\n"
      "  12~3       the third variation of 12, a relative; 12~1-8 are eight, 12~3@0.5 is further away\n"
      "  3+9        a blend, half way from 3 to 9; 3+9@0.25 is a quarter of the way\n"
      "  {3+9}~2    braces hold together what is varied or blended again\n"
      "wherever seeds are: here, in styles and in GIMP. The sheet shows these words.\n"
      "\n"
      "The same call gives the same pictures, and each carries its model and its word as its description.\n"
      "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C), and nothing is written.");
}

/// An option that takes a number from `lowest` to `highest`; written so that what is no number at all fails, too.
template <typename Number>
CLI::Option* add_number(CLI::App& app, const char* name, Number& value, Number lowest, Number highest,
                        const std::string& help) {
  const auto read = [=, &value](const std::string& word) {
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || !(number >= lowest && number <= highest)) {
      throw CLI::ValidationError(
          tr("{} takes a number from {} to {}, not “{}”.", std::string(name), lowest, highest, word));
    }
    value = number;
  };
  return app.add_option_function<std::string>(name, read, help)
      ->type_name(tr("NUMBER"))
      ->default_str(std::format("{}", value));
}

void declare_points(CLI::App& app, Words& words) {
  app.add_option("--model", words.model, tr("The generator; “neural-style models list” shows those that there are"))
      ->type_name(tr("NAME"))
      ->default_str(generator_name(generator_id("")));
  app.add_option("--seeds", words.seeds, tr("Which swatches, such as 7,12,19 or 0-63 or 12~1-8,3+9"))
      ->type_name(tr("SEEDS"));
  app.add_option("--between", words.between,
                 tr("Two swatches, and those on the way from one to the other; or four, and those in the square that "
                    "has them as its corners"))
      ->type_name(tr("SEEDS"));
  add_number(app, "--steps", words.steps, 2, most_steps,
             tr("How many swatches --between gives on each way, its ends included"));
  app.add_option("--near", words.near, tr("A swatch, and variations of it"))->type_name(tr("SEED"));
  add_number(app, "--distance", words.distance, 0.0, 1.0,
             tr("How far the variations of --near are: 0 the same, 1 nothing in common"));
  add_number(app, "--count", words.count, 1, static_cast<int>(most_swatches), tr("How many variations --near gives"));
}

void declare_results(CLI::App& app, Words& words) {
  SampleArguments& arguments = words.arguments;
  const auto add_path = [&](const char* name, std::filesystem::path& path, const std::string& help) {
    return app.add_option_function<std::string>(name, [&path](const std::string& word) { path = word; }, help);
  };
  add_number(app, "--truncation", arguments.options.truncation, least_truncation, most_truncation,
             tr("How far the swatches go from the usual: below 1 safer and more alike, above 1 wilder"));
  add_number(app, "--size", arguments.options.size, smallest_swatch, largest_swatch,
             tr("The side of a swatch in pixels; without it the generator's own"))
      ->default_str("")
      ->type_name(tr("PIXELS"));
  app.add_flag("--rank", arguments.rank,
               tr("Put those first that the generator's own critic takes for paintings, and show its scores"));
  app.add_flag_callback(
      "--no-upscale", [&] { arguments.upscale = false; },
      tr("Enlarge swatches plainly, not by the network that is made for it"));
  add_path("--sheet", arguments.sheet, tr("A picture with all swatches and their seeds"))->type_name(tr("FILE"));
  add_path("--output", arguments.output,
           tr("A folder for one file a swatch, or the name of the files with {} where the seed shall stand"))
      ->type_name(tr("FOLDER"));
  add_number(app, "--cell", arguments.cell, smallest_cell, largest_cell,
             tr("The side of a swatch on the sheet; without it its own"))
      ->default_str("")
      ->type_name(tr("PIXELS"));
}

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  declare_points(app, words);
  declare_results(app, words);
  app.footer(footer());
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

/// Options that have a meaning only beside another one.
void require_together(const CLI::App& app) {
  for (const auto& [name, other] :
       {std::pair("--steps", "--between"), {"--distance", "--near"}, {"--count", "--near"}, {"--cell", "--sheet"}}) {
    if (app.count(name) > 0 && app.count(other) == 0) {
      throw UsageError(tr("{} belongs to {}, which is not given. Add it, or leave {} out.", name, other, name));
    }
  }
  if (app.count("--seeds") + app.count("--between") + app.count("--near") != 1) {
    throw UsageError(
        tr("Say which swatches are wanted: by --seeds, by --between or by --near, and by one of them "
           "only."));
  }
  if (app.count("--sheet") + app.count("--output") == 0) {
    throw UsageError(
        tr("Say where the swatches go: --sheet FILE for all on one page, --output FOLDER for one file "
           "each."));
  }
}

void choose_swatches(const CLI::App& app, const Words& words, SampleArguments& arguments) {
  if (app.count("--between") > 0) {
    arguments.swatches = swatches_between(words.between, words.steps);
    arguments.columns = words.steps;
  } else if (app.count("--near") > 0) {
    arguments.swatches = swatches_near(words.near, words.distance, words.count);
  } else {
    arguments.swatches = swatches_of(words.seeds);
  }
}

}  // namespace

std::variant<SampleArguments, std::string> parse_sample(const std::vector<std::string>& words) {
  CLI::App app(tr("Paints swatches: small pictures from a generative network, to be used as styles."),
               "neural-style sample");
  Words read;
  declare(app, read);
  if (auto text = parse_words(app, words, translatable("“{}” is no option. “neural-style sample --help” shows all."))) {
    return *std::move(text);
  }
  require_together(app);
  try {
    read.arguments.model = generator_id(read.model);
    choose_swatches(app, read, read.arguments);
  } catch (const UsageError&) {
    throw;
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
  return read.arguments;
}

}  // namespace nst::cli
