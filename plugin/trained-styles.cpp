// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/trained-styles.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/model-folders.h"

#include <system_error>

namespace nst {
namespace {

constexpr std::string_view word_start = "trained:";
constexpr std::string_view id_start = "style-";

}  // namespace

bool is_trained_style(std::string_view text) {
  std::error_code error;
  return text.starts_with(word_start) && !std::filesystem::exists(text, error);
}

std::string trained_style_id(std::string_view name) {
  if (name.starts_with(word_start)) {
    name.remove_prefix(word_start.size());
  }
  const std::string id = (name.starts_with(id_start) ? "" : std::string(id_start)) + std::string(name);
  if (name.empty() || !is_model_id(id)) {
    throw Error(
        tr("“{}” cannot be the name of a trained style: those have small letters, digits and hyphens, such as "
           "van-gogh.",
           std::string(name)));
  }
  return id;
}

std::string trained_style_name(const std::string& id) {
  return id.starts_with(id_start) ? id.substr(id_start.size()) : id;
}

std::string trained_style_word(const std::string& id) { return std::string(word_start) + trained_style_name(id); }

std::vector<TrainedStyleName> trained_style_names() {
  std::vector<TrainedStyleName> names;
  for (const ModelEntry& model : list_models(model_folders(), ModelKind::style)) {
    const std::string name = trained_style_name(model.id);
    names.push_back({name, metadata_of(model, "name", name)});
  }
  return names;
}

std::filesystem::path find_trained_style(const std::string& id) {
  try {
    return find_model(id, model_folders());
  } catch (const Error&) {
    std::string names;
    for (const TrainedStyleName& style : trained_style_names()) {
      names += (names.empty() ? "" : ", ") + style.name;
    }
    throw Error(names.empty() ? tr("There is no trained style “{}”, and no other one. Train it with “neural-style "
                                   "train-style”.",
                                   trained_style_name(id))
                              : tr("There is no trained style “{}”. Take one of those that there are: {}.",
                                   trained_style_name(id), names));
  }
}

}  // namespace nst
