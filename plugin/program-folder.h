// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the running program lies, with what was installed beside it: models, or the icon, the catalogues and the engine
// of the GIMP plug-in. Used by both hosts.
#pragma once

#include <filesystem>

namespace nst {

/// The folder of the program that runs; empty if the system does not tell.
std::filesystem::path program_folder();

}  // namespace nst
