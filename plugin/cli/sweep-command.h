// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style sweep …`: paints a grid of settings onto one sheet.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

/// Carries out what `words` (without "sweep") ask for. Throws UsageError, Error or Cancelled.
void sweep_command(const std::vector<std::string>& words);

}  // namespace nst::cli
