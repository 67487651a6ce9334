// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/paint.h"

#include "core/i18n.h"
#include "plugin/gimp/worker.h"
#include "ui/progress-text.h"
#include "ui/run-window.h"

#include <libgimp/gimpui.h>

#include <stop_token>

namespace nst::gimp {

Result paint_with_window(const Request& request) {
  std::stop_source stop;
  ui::RunWindow window(tr("Neural Style"), [&] { stop.request_stop(); });
  gimp_window_set_transient(window.window());
  return run_beside_main_loop([&](const Progress& progress) { return stylise(request, progress); }, stop.get_token(),
                              [&](double share, auto left) { window.update(share, ui::progress_text(share, left)); });
}

Result paint_with_progress(const Request& request) {
  gimp_progress_init(tr("Neural Style"));
  Result painted = run_beside_main_loop([&](const Progress& progress) { return stylise(request, progress); }, {},
                                        [](double share, auto left) {
                                          gimp_progress_update(share);
                                          gimp_progress_set_text(ui::progress_text(share, left).c_str());
                                        });
  gimp_progress_end();
  return painted;
}

}  // namespace nst::gimp
