// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style batch-worker …`: paints what a batch gives it. Not for users: batch starts it, see worker.h.
#pragma once

#include <string>
#include <vector>

namespace nst::cli {

/// Paints the tasks that come over the standard input, a Channel, as `words`, those of the batch, say, until it is
/// closed. Throws UsageError; Error if the standard input is something else.
void worker_command(const std::vector<std::string>& words);

}  // namespace nst::cli
