// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all procedures of the plug-in show alike: menu, icon, authors. Used by the procedures.
#pragma once

#include <libgimp/gimp.h>

namespace nst::gimp {

/// Puts `procedure` into the menu Filters > Artistic, with its icon and its authors.
void present(GimpProcedure* procedure, const char* menu_label);

}  // namespace nst::gimp
