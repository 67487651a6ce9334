// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chooses picture files, with a look at them. Used by the page that chooses styles.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <vector>

namespace nst::gimp {

/// Asks for pictures, several at once; none if the user gives up.
std::vector<std::filesystem::path> ask_for_pictures(GtkWindow* parent);

}  // namespace nst::gimp
