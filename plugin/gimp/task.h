// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs the long part of a procedure and tells the user how far it is. Used by the procedures.
#pragma once

#include "core/progress.h"
#include "core/watcher.h"
#include "plugin/gimp/latest.h"
#include "ui/run-window.h"

#include <libgimp/gimp.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace nst::gimp {

/// Computes; calls nothing of libgimp and GTK, since it runs on a thread of its own. What it paints it may show to the
/// watcher.
using Task = std::function<void(const Progress&, const Watcher&)>;

/// Whether a call in that run mode has windows. Repeating a run has no dialog but takes as long: it gets the window
/// with Stop where GIMP has a screen.
bool has_windows(GimpRunMode mode);

/// Long work in parts, between which the caller has the main thread for itself. One window, or GIMP's own progress bar
/// where there are no windows, shows all of them. gimp_ui_init() must have been called for windows.
class PartedWork {
 public:
  /// Work that can only be stopped.
  explicit PartedWork(bool windows);

  /// Work in a window, where what a stop has reached may be kept: the watcher decides as the user does, whatever the
  /// option keep-stopped says. Escape and closing the window mean `closing`.
  explicit PartedWork(ui::Ending closing);

  ~PartedWork();
  PartedWork(const PartedWork&) = delete;
  PartedWork& operator=(const PartedWork&) = delete;

  /// Carries out the part between the shares `from` and `to` of the whole. `title`, which may be empty, says which one
  /// it is. Throws what the task throws, and Cancelled after a stop that keeps nothing.
  void carry_out(const Task& task, double from, double to, const std::string& title);

 private:
  Watcher watcher();
  void show(double share, const std::string& title);

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::stop_source stop_;
  bool choice_ = false;
  std::atomic<bool> keep_ = false;  ///< what the user chose at the stop
  Latest<View> view_;
  std::optional<ui::RunWindow> window_;
};

/// With the run window, whose Stop throws Cancelled; gimp_ui_init() must have been called.
void carry_out_with_window(const Task& task);

/// With the run window that lets the user keep what a stop has reached.
void carry_out_with_choice(const Task& task, ui::Ending closing);

/// With GIMP's own progress bar, where GIMP shows one.
void carry_out_with_progress(const Task& task);

}  // namespace nst::gimp
