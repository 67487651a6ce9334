// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/task.h"

#include "core/i18n.h"
#include "plugin/gimp/worker.h"
#include "ui/progress-text.h"

#include <libgimp/gimpui.h>

#include <string>

namespace nst::gimp {

bool has_windows(GimpRunMode mode) {
  return mode == GIMP_RUN_INTERACTIVE || (mode == GIMP_RUN_WITH_LAST_VALS && gimp_default_display() != nullptr);
}

PartedWork::PartedWork(bool windows) {
  if (windows) {
    window_.emplace(tr("Neural Style"), [this] { stop_.request_stop(); });
    gimp_window_set_transient(window_->window());
  } else {
    gimp_progress_init(tr("Neural Style"));
  }
}

PartedWork::~PartedWork() {
  if (!window_) {
    gimp_progress_end();
  }
}

void PartedWork::carry_out(const Task& task, double from, double to, const std::string& title) {
  const auto work = [&](const Progress& progress) {
    const Progress part = progress.part(from, to);
    part(0);
    task(part);
  };
  run_beside_main_loop(work, stop_.get_token(), [&](double share, auto) { show(share, title); });
}

void PartedWork::show(double share, const std::string& title) {
  std::string text = ui::progress_text(share, time_left(share, std::chrono::steady_clock::now() - start_));
  if (!title.empty()) {
    // TRANSLATORS: "Layer 3 of 24: 12 %, about 2 minutes left".
    text = tr("{}: {}", title, text);
  }
  if (window_) {
    window_->update(share, text);
  } else {
    gimp_progress_update(share);
    gimp_progress_set_text(text.c_str());
  }
}

void carry_out_with_window(const Task& task) { PartedWork(true).carry_out(task, 0, 1, {}); }

void carry_out_with_progress(const Task& task) { PartedWork(false).carry_out(task, 0, 1, {}); }

}  // namespace nst::gimp
