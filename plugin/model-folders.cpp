// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/model-folders.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/program-folder.h"

#include <cstdlib>
#include <ranges>
#include <string_view>

namespace nst {
namespace {

namespace fs = std::filesystem;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// The XDG Base Directory Specification: a relative path counts as unset.
fs::path user_data_folder() {
  const fs::path data = environment("XDG_DATA_HOME");
  if (data.is_absolute()) {
    return data;
  }
  const fs::path home = environment("HOME");
  return home.empty() ? fs::path() : home / ".local" / "share";
}

/// Of the user's own models; empty if the user has no home.
fs::path user_models() {
  const fs::path data = user_data_folder();
  return data.empty() ? data : data / "neural-style" / "models";
}

}  // namespace

fs::path user_model_folder() {
  fs::path folder = user_models();
  if (folder.empty()) {
    throw Error(tr("There is no folder for your models: set XDG_DATA_HOME or HOME."));
  }
  return folder;
}

bool is_user_model_folder(const fs::path& folder) { return !folder.empty() && folder == user_models(); }

std::vector<fs::path> model_folders() {
  std::vector<fs::path> folders;
  for (const auto part : environment("NEURAL_STYLE_MODELS") | std::views::split(':')) {
    if (!part.empty()) {
      folders.emplace_back(part.begin(), part.end());
    }
  }
  if (const fs::path folder = user_models(); !folder.empty()) {
    folders.push_back(folder);
  }
  if (const fs::path folder = program_folder(); !folder.empty()) {
    folders.push_back(folder / "models");
    folders.push_back((folder / ".." / "share" / "neural-style" / "models").lexically_normal());
  }
  folders.emplace_back(NEURAL_STYLE_MODELS_DIR);
  return folders;
}

}  // namespace nst
