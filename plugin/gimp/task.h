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

/// What there is to say when the image was closed meanwhile.
std::string image_was_closed();

/// Long work in parts, between which the caller has the main thread for itself. One window, or GIMP's own progress bar
/// where there are no windows, shows all of them. gimp_ui_init() must have been called for windows.
class PartedWork {
 public:
  /// Work that can only be stopped. Closing `image`, where there is one, stops it, too; not in a call from another
  /// plug-in, which keeps the image valid.
  explicit PartedWork(bool windows, GimpImage* image = nullptr);

  /// Work in a window, where what a stop has reached may be kept: the watcher decides as the user does, whatever the
  /// option keep-stopped says. Escape and closing the window mean `closing`. Nothing is kept once `image` is closed.
  PartedWork(ui::Ending closing, GimpImage* image);

  ~PartedWork();
  PartedWork(const PartedWork&) = delete;
  PartedWork& operator=(const PartedWork&) = delete;

  /// Carries out the part between the shares `from` and `to` of the whole. `title`, which may be empty, says which one
  /// it is. Throws what the task throws, Cancelled after a stop that keeps nothing, and Error if the image was closed.
  void carry_out(const Task& task, double from, double to, const std::string& title);

 private:
  Watcher watcher();
  void stop_if_closed();
  void show(double share, const std::string& title);

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::stop_source stop_;
  GimpImage* image_ = nullptr;
  bool closed_ = false;  ///< the image, while the work was going on
  bool choice_ = false;
  std::atomic<bool> keep_ = false;  ///< what the user chose at the stop
  Latest<View> view_;
  std::optional<ui::RunWindow> window_;
};

/// With the run window, whose Stop throws Cancelled; gimp_ui_init() must have been called. Closing `image`, where there
/// is one, throws Error.
void carry_out_with_window(const Task& task, GimpImage* image = nullptr);

/// With the run window that lets the user keep what a stop has reached; else the same.
void carry_out_with_choice(const Task& task, ui::Ending closing, GimpImage* image);

/// With GIMP's own progress bar, where GIMP shows one.
void carry_out_with_progress(const Task& task);

}  // namespace nst::gimp
