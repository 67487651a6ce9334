// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several workers at a list of pictures: each gets the next one when it is done with the last.
#pragma once

#include "plugin/cli/batch-report.h"
#include "plugin/cli/worker-channel.h"

#include <stop_token>
#include <string>
#include <vector>

namespace nst::cli {

struct Crew {
  std::vector<std::string> words;  ///< of the batch's command line
  int workers = 1;
  int threads = 1;  ///< of each
};

/// Has `tasks` painted, and tells `report` of each how it went. Throws Cancelled, when all workers have ended, if
/// `stop` or a signal to a worker asked for it; Error if no worker can be started.
void paint_all(const std::vector<Task>& tasks, const Crew& crew, BatchReport& report, const std::stop_token& stop);

}  // namespace nst::cli
