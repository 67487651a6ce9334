// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/models-command.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/sha256.h"
#include "plugin/cli/console.h"
#include "plugin/cli/models-arguments.h"
#include "plugin/generators.h"
#include "plugin/installed-models.h"
#include "plugin/model-download.h"
#include "plugin/model-folders.h"

#include <algorithm>
#include <chrono>
#include <format>

namespace nst::cli {
namespace {

constexpr double megabyte = 1e6;

std::string line(const std::string& label, const std::string& text) {
  return text.empty() ? "" : std::format("  {} {}\n", label, text);
}

/// What the model takes or gives, by its kind.
std::string use(const ModelEntry& model) {
  if (!model.problem.empty()) {
    return {};
  }
  switch (model_kind(model.id).value_or(ModelKind::encoder)) {
    case ModelKind::encoder:
      return line(tr("Input:"), metadata_of(model, "convention", tr("its own")));
    case ModelKind::generator: {
      const std::string name = generator_name(model.id);
      return line(tr("Paints:"), metadata_of(model, "grid") == "1"
                                     ? tr("swatches of {} px, as generated:{}:SEEDS", metadata_of(model, "size"), name)
                                     : tr("swatches of any size, as generated:{}:SEEDS", name));
    }
    case ModelKind::upscaler:
      return line(tr("Enlarges:"), tr("swatches"));
    case ModelKind::decoder:
      return line(tr("Paints:"), tr("drafts, in any style"));
    case ModelKind::style:
      return line(tr("Paints:"), tr("one style, as trained:{}", model.id.substr(model.id.find('-') + 1)));
  }
  return {};
}

std::string description(const ModelEntry& model) {
  std::string source = metadata_of(model, "source");
  if (!source.empty()) {
    source += ", SHA-256 " + metadata_of(model, "source-sha256");
  }
  return model.id + "\n" + line(tr("Name:"), metadata_of(model, "name")) + use(model) +
         line(tr("Size:"), tr("{} MB", number_text(static_cast<double>(model.bytes) / megabyte, 1))) +
         line(tr("File:"), model.weights.string()) + line("SHA-256:", sha256_of_file(model.weights, {})) +
         line(tr("Imported from:"), source) + line(tr("Problem:"), model.problem);
}

std::vector<ModelEntry> models_called(const std::vector<std::string>& ids) {
  std::vector<ModelEntry> models = list_models(model_folders());
  for (const std::string& id : ids) {
    if (std::ranges::find(models, id, &ModelEntry::id) == models.end()) {
      throw Error(tr("There is no model “{}”. “neural-style models list” shows those that are installed.", id));
    }
  }
  std::erase_if(models,
                [&](const ModelEntry& model) { return !ids.empty() && std::ranges::find(ids, model.id) == ids.end(); });
  return models;
}

/// The usual one, unless the call says otherwise.
ModelSource source_of(const FetchModel& call) {
  ModelSource source = model_source(call.name);
  if (!call.from.empty()) {
    source.address = call.from;
  }
  if (!call.sha256.empty()) {
    source.sha256 = call.sha256;
  }
  return source;
}

struct Run {
  void operator()(const ModelsHelp& help) const { print(help.text); }

  void operator()(const ListModels&) const {
    std::string text;
    for (const ModelEntry& model : list_models(model_folders())) {
      text += (text.empty() ? "" : "\n") + description(model);
    }
    print(text.empty() ? std::string(tr("No models are installed.")) + "\n" : text);
  }

  void operator()(const ImportModel& call) const {
    ImportedModel model;
    with_progress([&](const Progress& progress) {
      model = import_model(call.file, user_model_folder(), call.options, progress);
    });
    report(model);
  }

  void operator()(const FetchModel& call) const {
    ImportedModel model;
    with_progress([&](const Progress& progress) {
      model = download_model(source_of(call), user_model_folder(), std::chrono::seconds(call.timeout), progress);
    });
    report(model);
  }

  void operator()(const VerifyModels& call) const {
    long damaged = 0;
    for (const ModelEntry& model : models_called(call.ids)) {
      std::string state;
      try {
        state = verify_model(model.weights) ? tr("is what was imported") : tr("can be used; it has no sum to compare");
      } catch (const Error& error) {
        state = error.what();
        ++damaged;
      }
      print(model.id + ": " + state + "\n");
    }
    if (damaged > 0) {
      throw Error(tr_plural("{} model cannot be used. Fetch or import it again.",
                            "{} models cannot be used. Fetch or import them again.", damaged));
    }
  }

  void operator()(const RemoveModel& call) const { print(tr("Removed {}.", remove_model(call.id).string()) + "\n"); }

 private:
  static void report(const ImportedModel& model) {
    print(
        tr("SHA-256 {}: {}", model.sha256, model.compared ? tr("as expected") : tr("not known, compare it yourself")) +
        "\n" + tr("{} is installed as {}. Use it with --encoder {}.", model.name, model.id, model.id) + "\n" +
        tr("File: {}", model.weights.string()) + "\n");
  }
};

}  // namespace

void models_command(const std::vector<std::string>& words) { std::visit(Run{}, parse_models(words)); }

}  // namespace nst::cli
