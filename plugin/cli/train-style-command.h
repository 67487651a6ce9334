// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style train-style …`: trains a network for one style.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

void train_style_command(const std::vector<std::string>& words);

}  // namespace nst::cli
