// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line's reader of the core's table of options: each becomes --name, with its help, range and default.
#pragma once

#include "core/settings.h"

namespace CLI {
class App;
}

namespace nst::cli {

/// Adds every option of the table to `app`, which writes to `settings` when it parses. Both have to outlive that.
void add_options(CLI::App& app, Settings& settings);

}  // namespace nst::cli
