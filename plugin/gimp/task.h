// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the long part of a procedure and tells the user how far it is. Used by the procedures.
#pragma once

#include "core/progress.h"
#include "ui/run-window.h"

#include <libgimp/gimp.h>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace nst::gimp {

/// Computes; calls nothing of libgimp and GTK, since it runs on a thread of its own.
using Task = std::function<void(const Progress&)>;

/// Whether a call in that run mode has windows. Repeating a run has no dialog but takes as long: it gets the window
/// with Stop where GIMP has a screen.
bool has_windows(GimpRunMode mode);

/// Long work in parts, between which the caller has the main thread for itself. One window, or GIMP's own progress bar
/// where there are no windows, shows all of them. gimp_ui_init() must have been called for windows.
class PartedWork {
 public:
  explicit PartedWork(bool windows);
  ~PartedWork();
  PartedWork(const PartedWork&) = delete;
  PartedWork& operator=(const PartedWork&) = delete;

  /// Carries out the part between the shares `from` and `to` of the whole. `title`, which may be empty, says which one
  /// it is. Throws what the task throws, and Cancelled after Stop in the window.
  void carry_out(const Task& task, double from, double to, const std::string& title);

 private:
  void show(double share, const std::string& title);

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::stop_source stop_;
  std::optional<ui::RunWindow> window_;
};

/// With the run window, whose Stop throws Cancelled; gimp_ui_init() must have been called.
void carry_out_with_window(const Task& task);

/// With GIMP's own progress bar, where GIMP shows one.
void carry_out_with_progress(const Task& task);

}  // namespace nst::gimp
