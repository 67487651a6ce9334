// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/installed-models.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/model-folders.h"

#include <unistd.h>

#include <format>
#include <fstream>
#include <string_view>
#include <system_error>

namespace nst {
namespace {

namespace fs = std::filesystem;

/// The paragraph of a card that begins with "**License.**", as one line.
std::string license_of(const fs::path& card) {
  constexpr std::string_view start = "**License.** ";
  constexpr int most_lines = 1000;
  std::ifstream file(card);
  std::string text;
  std::string line;
  for (int i = 0; i < most_lines && std::getline(file, line); ++i) {
    if (line.starts_with(start)) {
      text = line.substr(start.size());
    } else if (!text.empty() && line.empty()) {
      break;
    } else if (!text.empty()) {
      text += " " + line;
    }
  }
  return text;
}

[[noreturn]] void refuse(const fs::path& folder, const std::error_code& reason) {
  throw Error(tr("“{}” cannot be removed: {}. Delete that folder yourself.", folder.string(), reason.message()));
}

}  // namespace

std::vector<InstalledModel> installed_models() {
  std::vector<InstalledModel> models;
  for (ModelEntry& entry : list_models(model_folders())) {
    const fs::path folder = entry.weights.parent_path();
    InstalledModel model{{}, is_user_model_folder(folder.parent_path()), license_of(folder / "card.md")};
    model.entry = std::move(entry);
    models.push_back(std::move(model));
  }
  return models;
}

fs::path remove_model(const std::string& id) {
  require_model_id(id);
  const fs::path folder = user_model_folder();
  const fs::path place = folder / id;
  std::error_code error;
  if (!fs::is_directory(place, error)) {
    throw Error(tr("There is no model “{}” in your own folder “{}”; others are not removed.", id, folder.string()));
  }
  // It is gone at once and whole, not file by file. No model has a name like that.
  const fs::path away = folder / std::format(".removed-{}-{}", id, getpid());
  fs::rename(place, away, error);
  if (error) {
    refuse(place, error);
  }
  fs::remove_all(away, error);
  if (error) {
    refuse(away, error);
  }
  return place;
}

}  // namespace nst
