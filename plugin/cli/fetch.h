// SPDX-License-Identifier: GPL-3.0-or-later
//
// Networks that can be downloaded, and how one becomes a model.
#pragma once

#include "core/progress.h"
#include "plugin/cli/models-arguments.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nst::cli {

/// The names that FetchModel takes.
std::vector<std::string> fetchable_models();

/// Downloads the file into `folder`/downloads, imports it into `folder`, and deletes the download.
/// Throws Error or Cancelled; what has been downloaded stays then, and the next call goes on from there.
ImportedModel fetch(const FetchModel& call, const std::filesystem::path& folder, const Progress& progress);

}  // namespace nst::cli
