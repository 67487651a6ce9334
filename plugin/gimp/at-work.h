// SPDX-License-Identifier: GPL-3.0-or-later
//
// Threads that work, and the end of the program. When GIMP ends, libgimp calls exit() wherever the main thread is, and
// what LibTorch and others hold would be taken apart under a thread that still uses it.
#pragma once

namespace nst::gimp {

/// The thread that makes it works for as long as it lives.
class AtWork {
 public:
  AtWork();
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;
};

/// Ends the process at once, without taking anything apart, if a thread is at work; else does nothing.
void end_at_once_if_at_work();

}  // namespace nst::gimp
