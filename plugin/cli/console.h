// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all commands do alike with the terminal: print a result, show progress, stop when asked to.
#pragma once

#include "core/progress.h"

#include <functional>
#include <string>

namespace nst::cli {

/// Writes `text` to stdout. Throws Error if it does not get there, as on a full disk.
void print(const std::string& text);

/// Tells on a terminal that the slow matrix library is in use, if it is.
void advise_on_blas();

/// Does `work` with a progress that shows on stderr where that is a terminal, and that stops by Ctrl-C and its like
/// (see signals.h). To be called once, before any thread is started.
void with_progress(const std::function<void(const Progress&)>& work);

}  // namespace nst::cli
