// SPDX-License-Identifier: GPL-3.0-or-later
//
// The user guide, in the browser. GIMP's own help knows no pages of plug-ins. Used by the dialogs.
#pragma once

#include <gtk/gtk.h>

#include <filesystem>
#include <span>
#include <string>

namespace nst::gimp {

/// The first page of the guide below `folder` in the first of `languages` ("de_AT", "de", …) that there is, or in
/// English; empty if there is none.
std::filesystem::path help_page(const std::filesystem::path& folder, std::span<const std::string> languages);

/// Opens the guide at the part with the id `section`. Says above `parent` what to do if that is not possible.
void open_help(GtkWindow* parent, const std::string& section);

}  // namespace nst::gimp
