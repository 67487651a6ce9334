// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/models-arguments.h"

#include "core/i18n.h"
#include "core/sha256.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/parse.h"
#include "plugin/model-sources.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <format>
#include <optional>
#include <utility>

namespace nst::cli {
namespace {

/// What the words are read into; only the part of the subcommand that was given counts.
struct Words {
  ImportModel import_model;
  std::string file;
  FetchModel fetch;
  VerifyModels verify;
  RemoveModel remove;
};

std::string convention_help() {
  std::string text = tr("How the network wants its input, if the file does not tell:");
  for (const InputConvention& convention : conventions()) {
    text += std::format("\n{}: {}", convention.name, tr(convention.help));
  }
  return text;
}

std::string fetch_help() {
  std::string names;
  for (const std::string& name : model_source_names()) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return tr("Download a network from its publisher and import it: {}", names);
}

void add_sum(CLI::App& app, std::string& sum) {
  app.add_option("--sha256", sum,
                 tr("The first 8 or more digits of the file's SHA-256; without it, those in the file's name"))
      ->type_name(tr("DIGITS"));
}

void declare_import(CLI::App& models, Words& words) {
  CLI::App& app = *models.add_subcommand("import", tr("Make a model of a weights file: VGG-19, VGG-16 or VGG-Face as "
                                                      "PyTorch (.pth) or safetensors keep them"));
  app.add_option("file", words.file, tr("The weights file"))->type_name(tr("FILE"));
  app.add_option("--convention", words.import_model.options.convention, convention_help())->type_name(tr("NAME"));
  add_sum(app, words.import_model.options.sha256);
  app.add_option("--id", words.import_model.options.id, tr("The id of the model, in place of one that fits the file"))
      ->type_name(tr("ID"));
}

void declare_fetch(CLI::App& models, Words& words) {
  CLI::App& app = *models.add_subcommand("fetch", fetch_help());
  app.add_option("name", words.fetch.name, tr("The network"))->type_name(tr("NAME"));
  app.add_option("--from", words.fetch.from, tr("Another address (https://…) that has the same file"))
      ->type_name(tr("ADDRESS"));
  add_sum(app, words.fetch.sha256);
  constexpr int longest_timeout = 3600;
  app.add_option("--timeout", words.fetch.timeout,
                 tr("Seconds without a byte after which the connection counts as broken"))
      ->check(CLI::Range(1, longest_timeout).description(""))
      ->type_name(tr("NUMBER"))
      ->capture_default_str();
}

void declare(CLI::App& app, Words& words) {
  app.set_help_flag("-h,--help", tr("Print this text and exit"));
  app.add_subcommand("list", tr("Show the models that are installed"));
  declare_import(app, words);
  declare_fetch(app, words);
  app.add_subcommand("verify", tr("Check that models can be used and are what was imported"))
      ->add_option("ids", words.verify.ids, tr("The models; all if left out"))
      ->type_name(tr("ID"));
  app.add_subcommand("remove", tr("Delete a model from your own folder"))
      ->add_option("id", words.remove.id, tr("The model"))
      ->type_name(tr("ID"));
  app.footer(
      tr("Examples:\n"
         "  neural-style models fetch vgg19\n"
         "  neural-style models import vgg16-397923af.pth\n"
         "  neural-style --encoder encoder-vgg19 --content photo.jpg --style painting.jpg --output painted.png\n"
         "\n"
         "A download that was stopped or broke off goes on where it ended when it is called again.\n"
         "Exit status: 0 done, 1 something failed, 2 called wrongly, 130 stopped (Ctrl-C)."));
  for (CLI::App* subcommand : app.get_subcommands({})) {
    subcommand->get_formatter()->label("OPTIONS", tr("OPTIONS"));
  }
}

void require(const std::string& value, const char* command, const std::string& what) {
  if (value.empty()) {
    throw UsageError(tr("“neural-style models {}” needs {}. “neural-style models {} --help” shows how to call it.",
                        command, what, command));
  }
}

/// Writes the digits of a sum as sums are compared.
void normalise_sum(std::string& sum) {
  if (sum.empty()) {
    return;
  }
  std::optional<std::string> digits = sha256_beginning(sum);
  if (!digits) {
    throw UsageError(tr("--sha256 takes 8 to 64 hexadecimal digits, not “{}”.", sum));
  }
  sum = *std::move(digits);
}

void require_source(const std::string& name) {
  const std::vector<std::string> names = model_source_names();
  if (std::ranges::find(names, name) == names.end()) {
    throw UsageError(tr("“{}” cannot be fetched. “neural-style models fetch --help” shows what can.", name));
  }
}

ModelsCall chosen(const CLI::App& app, Words words) {
  if (app.got_subcommand("list")) {
    return ListModels{};
  }
  if (app.got_subcommand("verify")) {
    return words.verify;
  }
  if (app.got_subcommand("import")) {
    require(words.file, "import", tr("a file"));
    normalise_sum(words.import_model.options.sha256);
    return ImportModel{words.file, words.import_model.options};
  }
  if (app.got_subcommand("fetch")) {
    require(words.fetch.name, "fetch", tr("the name of a network"));
    normalise_sum(words.fetch.sha256);
    require_source(words.fetch.name);
    return words.fetch;
  }
  if (app.got_subcommand("remove")) {
    require(words.remove.id, "remove", tr("the id of a model"));
    return words.remove;
  }
  throw UsageError(tr("“neural-style models” needs a command. “neural-style models --help” shows all."));
}

}  // namespace

ModelsCall parse_models(const std::vector<std::string>& words) {
  CLI::App app(tr("Lists, installs, checks and removes the networks that look at the pictures."),
               "neural-style models");
  Words read;
  declare(app, read);
  if (auto text =
          parse_words(app, words, translatable("“{}” has no meaning here. “neural-style models --help” shows all."))) {
    return ModelsHelp{*std::move(text)};
  }
  return chosen(app, std::move(read));
}

}  // namespace nst::cli
