// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts that items carry along. Used where results are made, and where one is taken up again.
#pragma once

#include <libgimp/gimp.h>

#include <string>

namespace nst::gimp {

/// Attaches `text` to `item` as the parasite `name`, which is stored with the image.
void attach_text(GimpItem* item, const char* name, const std::string& text);

/// The text that is attached to `item` as the parasite `name`, which may come from anywhere; empty if there is none.
std::string attached_text(GimpItem* item, const char* name);

}  // namespace nst::gimp
