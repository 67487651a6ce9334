// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/train-style-arguments.h"

#include "core/i18n.h"
#include "plugin/cli/parse.h"
#include "plugin/cli/style-argument.h"
#include "plugin/trained-styles.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <format>

namespace nst::cli {
namespace {

constexpr int most_steps = 1'000'000;
constexpr int most_batch = 64;
constexpr int most_seed = 999'999'999;

std::string footer() {
  return tr(
      "The network learns to paint any photograph in this style in one pass; half an hour on two cores makes a good\n"
      "one. It becomes a model of yours, chosen as a style: --style trained:NAME --quality draft.\n"
      "A training that was stopped (Ctrl-C) or killed goes on when it is called again in the same way.\n"
      "\n"
      "Examples:\n"
      "  neural-style train-style starry-night.jpg --photographs ~/Pictures --output starry-night\n"
      "  neural-style train-style generated:dcgan-strokes:7,12,19 --photographs ~/Pictures --output strokes\n"
      "  neural-style --content photo.jpg --style trained:starry-night --quality draft --output painted.png\n"
      "\n"
      "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped.");
}

void add_number(CLI::App& app, const char* name, int& value, int lowest, int highest, const std::string& help) {
  const auto read = [=, &value](const std::string& word) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || number < lowest || number > highest) {
      throw CLI::ValidationError(
          tr("{} takes a number from {} to {}, not “{}”.", std::string(name), lowest, highest, word));
    }
    value = number;
  };
  app.add_option_function<std::string>(name, read, help)
      ->type_name(tr("NUMBER"))
      ->default_str(std::format("{}", value));
}

struct Words {
  std::vector<std::string> styles;
  std::vector<std::string> photographs;
  std::string output;
  TrainStyleArguments arguments;
};

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.set_version_flag("--version", std::string("neural-style ") + NEURAL_STYLE_VERSION,
                       tr("Print the version and exit"));
  app.add_option("style", words.styles, tr("The pictures of the style, or generated:MODEL:SEEDS, each with :WEIGHT"))
      ->type_name(tr("STYLE"))
      ->required();
  app.add_option("--photographs", words.photographs,
                 tr("A folder of photographs to practice on; a hundred of many kinds are good, more are better"))
      ->type_name(tr("FOLDER"))
      ->required();
  app.add_option("--output", words.output, tr("What the style is called from then on: trained:NAME"))
      ->type_name(tr("NAME"))
      ->required();
  app.add_option("--label", words.arguments.label, tr("What dialogs call it; without it the name"))
      ->type_name(tr("TEXT"));
  add_number(app, "--steps", words.arguments.steps, 1, most_steps, tr("How long it practices"));
  add_number(app, "--batch", words.arguments.batch, 1, most_batch, tr("How many photographs it looks at in a step"));
  add_number(app, "--seed", words.arguments.seed, 0, most_seed, tr("Another number gives another course"));
  app.footer(footer());
  app.get_formatter()->label("OPTIONS", tr("OPTIONS"));
}

}  // namespace

std::variant<TrainStyleArguments, std::string> parse_train_style(const std::vector<std::string>& words) {
  CLI::App app(tr("Trains a network for one style, which paints it in one pass."), "neural-style train-style");
  Words read;
  declare(app, read);
  if (auto text =
          parse_words(app, words, translatable("“{}” is no option. “neural-style train-style --help” shows all."))) {
    return *std::move(text);
  }
  try {
    read.arguments.id = trained_style_id(read.output);
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
  if (read.arguments.label.empty()) {
    read.arguments.label = trained_style_name(read.arguments.id);
  }
  for (const std::string& word : read.styles) {
    read.arguments.styles.push_back(parse_style(word));
    if (!read.arguments.styles.back().trained.empty()) {
      throw UsageError(tr("“{}” is trained already. Name its pictures, or a generated style.", word));
    }
  }
  read.arguments.photographs.assign(read.photographs.begin(), read.photographs.end());
  return read.arguments;
}

}  // namespace nst::cli
