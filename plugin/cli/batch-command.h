// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style batch …`: paints folders of pictures.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

/// Carries out what `words` (without "batch") ask for. Throws UsageError, Error or Cancelled.
void batch_command(const std::vector<std::string>& words);

}  // namespace nst::cli
