// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/generators.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/sha256.h"
#include "plugin/model-folders.h"

namespace nst {
namespace {

constexpr std::string_view id_start = "generator-";

std::string installed() {
  std::string names;
  for (const GeneratorName& generator : generator_names()) {
    names += (names.empty() ? "" : ", ") + generator.name;
  }
  return names;
}

}  // namespace

std::string generator_id(std::string_view name) {
  if (name.empty()) {
    return std::string(default_generator);
  }
  const std::string id = (name.starts_with(id_start) ? "" : std::string(id_start)) + std::string(name);
  if (!is_model_id(id)) {
    throw Error(
        tr("“{}” cannot be the name of a generator: those have small letters, digits and hyphens, such as "
           "{}. Neural Style Models in GIMP, or “neural-style models list”, shows those that are installed.",
           std::string(name), generator_name(std::string(default_generator))));
  }
  return id;
}

std::string generator_name(const std::string& id) { return id.starts_with(id_start) ? id.substr(id_start.size()) : id; }

std::vector<GeneratorName> generator_names() {
  std::vector<GeneratorName> names;
  for (const ModelEntry& model : list_models(model_folders(), ModelKind::generator)) {
    const std::string name = generator_name(model.id);
    names.push_back({name, metadata_of(model, "name", name)});
  }
  return names;
}

std::string generator_label(const std::string& id) {
  const std::string name = generator_name(id);
  try {
    return metadata_of(describe_model(id, model_folders()), "name", name);
  } catch (const Error&) {
    return name;  // whoever paints with it says what is wrong
  }
}

GeneratorFiles find_generator(const std::string& id) {
  const std::vector<std::filesystem::path> folders = model_folders();
  GeneratorFiles files;
  try {
    files.weights = find_model(id, folders);
  } catch (const Error&) {
    const std::string names = installed();
    throw Error(names.empty() ? tr("The generator “{}” is not installed, and no other one is. Install Neural Style "
                                   "again, or put a model into your model folder.",
                                   generator_name(id))
                              : tr("The generator “{}” is not installed. Take one of those that are: {}.",
                                   generator_name(id), names));
  }
  files.sha256 = sha256_of_file(files.weights, {});
  try {
    files.upscaler = find_model(default_upscaler, folders);
    files.upscaler_sha256 = sha256_of_file(files.upscaler, {});
  } catch (const Error&) {
    files.upscaler.clear();  // swatches are resampled then
  }
  return files;
}

}  // namespace nst
