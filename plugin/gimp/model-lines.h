// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window of models says of each, and which buttons it has. Used by the manager of models.
#pragma once

#include "plugin/installed-models.h"
#include "plugin/model-sources.h"
#include "ui/model-list.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

/// Say "575 MB".
std::string size_text(std::uint64_t bytes);

/// What the weights call themselves; the id where they do not tell.
std::string title_of(const InstalledModel& model);

/// What the buttons do.
struct ModelActions {
  std::function<void(const InstalledModel& model)> remove;
  std::function<void(const InstalledModel& model)> use;  ///< for encoders; none where nothing is painted
  std::function<void(const ModelSource& source)> download;
};

/// `encoder` is the file of the one that is used.
std::vector<ui::ModelLine> installed_lines(const std::vector<InstalledModel>& models,
                                           const std::filesystem::path& encoder, const ModelActions& actions);

/// A source, and how much of it has been downloaded already.
struct Offer {
  ModelSource source;
  std::uint64_t here = 0;  ///< bytes
};

std::vector<ui::ModelLine> offered_lines(const std::vector<Offer>& offers, const ModelActions& actions);

}  // namespace nst::gimp
