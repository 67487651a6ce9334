// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the hosts look for models. The core reads no environment: it is told.
#pragma once

#include <filesystem>
#include <vector>

namespace nst {

/// The folder of the user's own models, which commands write to. Throws Error if the user has no home.
std::filesystem::path user_model_folder();

/// Whether `folder` is that one.
bool is_user_model_folder(const std::filesystem::path& folder);

/// The folders to give to find_model(), first the ones that win: those of $NEURAL_STYLE_MODELS (separated by colons),
/// the user's data folder, the folders beside the program, the installation's data folder. They need not exist.
std::vector<std::filesystem::path> model_folders();

}  // namespace nst
