// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/worker.h"

#include "plugin/gimp/at-work.h"
#include "plugin/gimp/gobject.h"

#include <glib.h>

#include <atomic>
#include <exception>
#include <thread>
#include <utility>

namespace nst::gimp {
namespace {

constexpr unsigned report_interval_ms = 100;

/// Polled, so that however often the core reports, GIMP is told at a steady and bearable rate.
struct Reporter {
  const Report& report;
  std::atomic<double> share = 0;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  static gboolean tick(gpointer self) {
    const auto& reporter = *static_cast<const Reporter*>(self);
    const double share = reporter.share;
    reporter.report(share, time_left(share, std::chrono::steady_clock::now() - reporter.start));
    return G_SOURCE_CONTINUE;
  }
};

}  // namespace

void run_beside_main_loop(const std::function<void(const Progress&)>& work, std::stop_token stop,
                          const Report& report) {
  const std::unique_ptr<GMainLoop, Deleter<g_main_loop_unref>> loop(g_main_loop_new(nullptr, FALSE));
  Reporter reporter{report};
  const Progress progress([&](double share) { reporter.share = share; }, std::move(stop));
  std::exception_ptr error;

  const guint timer = g_timeout_add(report_interval_ms, Reporter::tick, &reporter);
  {
    const std::jthread worker([&] {
      const AtWork at_work;
      try {
        work(progress);
      } catch (...) {
        error = std::current_exception();
      }
      // Dispatched by the loop, so that it cannot come before the loop runs.
      g_idle_add(
          [](gpointer data) -> gboolean {
            g_main_loop_quit(static_cast<GMainLoop*>(data));
            return G_SOURCE_REMOVE;
          },
          loop.get());
    });
    g_main_loop_run(loop.get());
  }
  g_source_remove(timer);
  if (error) {
    std::rethrow_exception(error);
  }
}

}  // namespace nst::gimp
