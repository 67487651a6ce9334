// SPDX-License-Identifier: GPL-3.0-or-later
//
// `neural-style batch`: many pictures in the same style, each into a file of its own.
#pragma once

#include "plugin/cli/batch-arguments.h"

#include <stop_token>
#include <string>
#include <vector>

namespace nst::cli {

/// Paints the pictures of the batch, several at once, that are not there yet, and prints how many there were; `words`
/// are those that `batch` was read from. A picture that fails is told on stderr and does not end the batch.
/// Throws Error before any work if names, styles or networks are wrong, and after all of it if a picture failed;
/// Cancelled if `stop` asked for it: what is painted until then stays.
void run(const BatchArguments& batch, const std::vector<std::string>& words, const std::stop_token& stop);

}  // namespace nst::cli
