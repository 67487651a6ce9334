// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands of the program: `neural-style models …` and so on by the first word, painting without one.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

/// Carries out what `words` (without the program's name) ask for. A new command is one line in the table of
/// commands.cpp. Throws UsageError, Error or Cancelled.
void run_command(const std::vector<std::string>& words);

}  // namespace nst::cli
