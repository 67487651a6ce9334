// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all procedures of the plug-in show alike: menu, icon, authors. Used by the procedures and by main.
#pragma once

#include <libgimp/gimp.h>

#include <filesystem>

namespace nst::gimp {

/// Where the plug-in lies, with its icon and its catalogues.
std::filesystem::path plug_in_folder();

/// Puts `procedure` into the menu Filters > Artistic, with its icon and its authors.
void present(GimpProcedure* procedure, const char* menu_label);

}  // namespace nst::gimp
