// SPDX-License-Identifier: GPL-3.0-or-later
//
// The models that are installed, with what their cards say, and the end of one. Used by both hosts.
#pragma once

#include "core/catalogue.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nst {

struct InstalledModel {
  ModelEntry entry;
  bool own = false;     ///< it lies in the user's own folder, and can be removed
  std::string license;  ///< what its card says of that; empty if it has none
};

/// All of them, by their ids.
std::vector<InstalledModel> installed_models();

/// Deletes the model `id` from the user's own folder, and gives the folder that it had there. Whoever is reading it
/// reads on. Throws Error if there is no such model, or it cannot be deleted.
std::filesystem::path remove_model(const std::string& id);

}  // namespace nst
