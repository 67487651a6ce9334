// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style models …`: lists, imports, fetches, verifies and removes models.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

void models_command(const std::vector<std::string>& words);

}  // namespace nst::cli
