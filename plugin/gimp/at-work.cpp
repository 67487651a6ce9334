// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/at-work.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>

namespace nst::gimp {
namespace {

std::atomic<int> threads_at_work = 0;

}  // namespace

AtWork::AtWork() { ++threads_at_work; }
AtWork::~AtWork() { --threads_at_work; }

void end_at_once_if_at_work() {
  if (threads_at_work > 0) {
    _exit(EXIT_SUCCESS);
  }
}

}  // namespace nst::gimp
