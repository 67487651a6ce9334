// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts that items carry along. Used where results are made.
#pragma once

#include <libgimp/gimp.h>

#include <string>

namespace nst::gimp {

/// Attaches `text` to `item` as the parasite `name`, which is stored with the image.
void attach_text(GimpItem* item, const char* name, const std::string& text);

}  // namespace nst::gimp
