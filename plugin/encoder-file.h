// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which weights a run shall use. One place for both hosts.
#pragma once

#include "core/settings.h"

#include <filesystem>

namespace nst {

/// The weights that `settings.encoder` names: a file, or the id of a model that is installed; the built-in one if it is
/// empty. A file that exists wins. GIMP knows files only and makes a path of an id, so the last part of a path to
/// nowhere counts as an id as well. Throws Error, telling how to install the model, if it is not there; whether a file
/// can be read is not looked at.
std::filesystem::path encoder_file(const Settings& settings);

/// The same for the network that paints drafts, `settings.decoder`. Empty where the built-in one is not installed:
/// all but Draft works without it, and Draft says so.
std::filesystem::path decoder_file(const Settings& settings);

}  // namespace nst
