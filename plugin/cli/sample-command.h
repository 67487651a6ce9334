// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style sample …`: paints swatches of a generator.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

void sample_command(const std::vector<std::string>& words);

}  // namespace nst::cli
