// SPDX-License-Identifier: GPL-3.0-or-later
//
// Downloads a network that its publisher offers and makes a model of it. Used by both hosts.
#pragma once

#include "core/model-import.h"
#include "core/progress.h"
#include "plugin/model-sources.h"

#include <chrono>
#include <filesystem>

namespace nst {

/// Seconds without a byte after which a connection counts as broken.
inline constexpr std::chrono::seconds usual_patience{30};

/// Downloads the file into `folder`/downloads, imports it into `folder`, and deletes the download.
/// Throws Error or Cancelled; what has been downloaded stays then, and the next call goes on from there.
ImportedModel download_model(const ModelSource& source, const std::filesystem::path& folder,
                             std::chrono::seconds patience, const Progress& progress);

}  // namespace nst
