// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style --content …`: paints a picture.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

void paint_command(const std::vector<std::string>& words);

}  // namespace nst::cli
