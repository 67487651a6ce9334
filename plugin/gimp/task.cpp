// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/task.h"

#include "core/i18n.h"
#include "plugin/gimp/worker.h"
#include "ui/progress-text.h"
#include "ui/run-window.h"

#include <libgimp/gimpui.h>

#include <stop_token>

namespace nst::gimp {

bool has_windows(GimpRunMode mode) {
  return mode == GIMP_RUN_INTERACTIVE || (mode == GIMP_RUN_WITH_LAST_VALS && gimp_default_display() != nullptr);
}

void carry_out_with_window(const Task& task) {
  std::stop_source stop;
  ui::RunWindow window(tr("Neural Style"), [&] { stop.request_stop(); });
  gimp_window_set_transient(window.window());
  run_beside_main_loop(task, stop.get_token(),
                       [&](double share, auto left) { window.update(share, ui::progress_text(share, left)); });
}

void carry_out_with_progress(const Task& task) {
  gimp_progress_init(tr("Neural Style"));
  run_beside_main_loop(task, {}, [](double share, auto left) {
    gimp_progress_update(share);
    gimp_progress_set_text(ui::progress_text(share, left).c_str());
  });
  gimp_progress_end();
}

}  // namespace nst::gimp
