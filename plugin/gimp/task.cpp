// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/task.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/worker.h"
#include "ui/progress-text.h"

#include <libgimp/gimpui.h>

#include <string>
#include <utility>

namespace nst::gimp {

bool has_windows(GimpRunMode mode) {
  return mode == GIMP_RUN_INTERACTIVE || (mode == GIMP_RUN_WITH_LAST_VALS && gimp_default_display() != nullptr);
}

std::string image_was_closed() { return tr("The image was closed while it was painted, so the result was dropped."); }

PartedWork::PartedWork(bool windows, GimpImage* image) : image_(image) {
  if (windows) {
    window_.emplace(tr("Neural Style"), [this] { stop_.request_stop(); });
    gimp_window_set_transient(window_->window());
  } else {
    gimp_progress_init(tr("Neural Style"));
  }
}

PartedWork::PartedWork(ui::Ending closing, GimpImage* image) : image_(image), choice_(true) {
  const auto stop = [this](ui::Ending ending) {
    keep_ = ending == ui::Ending::keep;
    stop_.request_stop();
  };
  window_.emplace(tr("Neural Style"), stop, closing);
  gimp_window_set_transient(window_->window());
}

PartedWork::~PartedWork() {
  if (!window_) {
    gimp_progress_end();
  }
}

void PartedWork::carry_out(const Task& task, double from, double to, const std::string& title) {
  const auto work = [&, watcher = watcher()](const Progress& progress) {
    const Progress part = progress.part(from, to);
    part(0);
    task(part, watcher);
  };
  const auto report = [&](double share, auto) {
    stop_if_closed();
    show(share, title);
  };
  try {
    run_beside_main_loop(work, stop_.get_token(), report);
  } catch (const Cancelled&) {
    if (closed_) {
      throw Error(image_was_closed());
    }
    throw;
  }
}

void PartedWork::stop_if_closed() {
  // Nobody would see the picture, so nobody shall wait for it. A layer that is removed may come back by undoing.
  if (image_ != nullptr && !closed_ && !gimp_image_is_valid(image_)) {
    closed_ = true;
    keep_ = false;
    stop_.request_stop();
  }
}

Watcher PartedWork::watcher() {
  Watcher watcher;
  if (window_) {
    watcher.show = [this](View view) { view_.put(std::move(view)); };
    watcher.longest_side = window_->picture_side();
  }
  if (choice_) {
    watcher.keeps = [this] { return keep_.load(); };
  }
  return watcher;
}

void PartedWork::show(double share, const std::string& title) {
  std::string text = ui::progress_text(share, time_left(share, std::chrono::steady_clock::now() - start_));
  if (!title.empty()) {
    // TRANSLATORS: "Layer 3 of 24: 12 %, about 2 minutes left".
    text = tr("{}: {}", title, text);
  }
  if (window_) {
    window_->update(share, text);
    if (const auto view = view_.take()) {
      window_->show(view->picture,
                    view->step > 0 ? ui::step_text(view->step, view->steps, view->width, view->height) : std::string());
    }
  } else {
    gimp_progress_update(share);
    gimp_progress_set_text(text.c_str());
  }
}

void carry_out_with_window(const Task& task, GimpImage* image) { PartedWork(true, image).carry_out(task, 0, 1, {}); }

void carry_out_with_choice(const Task& task, ui::Ending closing, GimpImage* image) {
  PartedWork(closing, image).carry_out(task, 0, 1, {});
}

void carry_out_with_progress(const Task& task) { PartedWork(false).carry_out(task, 0, 1, {}); }

}  // namespace nst::gimp
