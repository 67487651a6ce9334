// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a launcher (torchrun, mpirun, srun) says in the environment to each of the processes that it starts together.
#pragma once

#include <functional>
#include <string>

namespace nst::train {

/// The place of a process among those of its run.
struct Place {
  int index = 0;  ///< from 0
  int count = 1;
  int local = 0;                      ///< the index among those on the same machine
  std::string address = "127.0.0.1";  ///< where they meet: the machine of the first one
  int port = 29500;
  bool hosted = false;  ///< the launcher itself answers there, in place of the first one
};

/// The place that the environment gives; alone where no launcher has said anything. `variable` gives the value of one,
/// or nullptr, as std::getenv. Throws Error if what it says makes no sense.
Place place_of_process(const std::function<const char*(const char*)>& variable);

}  // namespace nst::train
