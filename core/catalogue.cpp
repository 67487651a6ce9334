// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/safetensors-header.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <system_error>
#include <utility>

namespace nst {
namespace {

namespace fs = std::filesystem;

constexpr const char* weights_name = "weights.safetensors";
constexpr std::array<std::pair<std::string_view, ModelKind>, 5> id_starts{{{"encoder-", ModelKind::encoder},
                                                                           {"generator-", ModelKind::generator},
                                                                           {"upscaler-", ModelKind::upscaler},
                                                                           {"decoder-", ModelKind::decoder},
                                                                           {"style-", ModelKind::style}}};
constexpr std::size_t longest_id = 100;

ModelEntry describe(const std::string& id, const fs::path& weights) {
  std::error_code error;
  ModelEntry entry{id, weights, fs::file_size(weights, error), {}, {}};
  try {
    entry.metadata = read_safetensors_metadata(weights);
  } catch (const Error& reason) {
    entry.problem = reason.what();
  }
  return entry;
}

/// What the folders have of the kinds that are wanted: headers take their time to be read.
template <typename Wanted>
std::vector<ModelEntry> describe_models(std::span<const fs::path> folders, Wanted wanted) {
  std::map<std::string, fs::path> found;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      const std::string id = entry->path().filename().string();
      const fs::path weights = entry->path() / weights_name;
      const std::optional<ModelKind> kind = model_kind(id);
      std::error_code none;
      if (kind && wanted(*kind) && fs::is_regular_file(weights, none)) {
        found.try_emplace(id, weights);
      }
    }
  }
  std::vector<ModelEntry> models;
  for (const auto& [id, weights] : found) {
    models.push_back(describe(id, weights));
  }
  return models;
}

}  // namespace

fs::path find_model(std::string_view id, std::span<const fs::path> folders) {
  std::string searched;
  for (const fs::path& folder : folders) {
    std::error_code error;
    fs::path weights = folder / id / weights_name;
    if (fs::is_regular_file(weights, error)) {
      return weights;
    }
    searched += (searched.empty() ? "" : ", ") + folder.string();
  }
  throw Error(
      tr("The model “{}” is not installed (searched: {}). Install Neural Style again.", std::string(id), searched));
}

ModelEntry describe_model(const std::string& id, std::span<const fs::path> folders) {
  return describe(id, find_model(id, folders));
}

std::vector<ModelEntry> list_models(std::span<const fs::path> folders) {
  return describe_models(folders, [](ModelKind) { return true; });
}

std::vector<ModelEntry> list_models(std::span<const fs::path> folders, ModelKind kind) {
  return describe_models(folders, [kind](ModelKind other) { return other == kind; });
}

std::string metadata_of(const ModelEntry& model, const std::string& key, const std::string& otherwise) {
  const auto found = model.metadata.find(key);
  return found == model.metadata.end() || found->second.empty() ? otherwise : found->second;
}

std::optional<ModelKind> model_kind(std::string_view text) {
  const auto allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  };
  for (const auto& [start, kind] : id_starts) {
    if (text.starts_with(start) && text.size() > start.size() && text.size() <= longest_id &&
        std::ranges::all_of(text, allowed)) {
      return kind;
    }
  }
  return {};
}

bool is_model_id(std::string_view text) { return model_kind(text).has_value(); }

void require_model_id(std::string_view text) {
  if (!is_model_id(text)) {
    throw Error(
        tr("“{}” is not the id of a model: those begin with “encoder-”, “generator-”, “upscaler-”, “decoder-” or "
           "“style-”, followed by small letters, digits and hyphens.",
           std::string(text)));
  }
}

void require_encoder_id(std::string_view text) {
  if (model_kind(text) != ModelKind::encoder) {
    throw Error(
        tr("“{}” is not the id of an encoder: those begin with “encoder-”, followed by small letters, digits and "
           "hyphens.",
           std::string(text)));
  }
}

}  // namespace nst
