// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/frames.h"

#include "core/error.h"
#include "plugin/cli/failure.h"
#include "plugin/cli/job.h"

#include <exception>
#include <filesystem>
#include <system_error>

namespace nst::cli {
namespace {

/// Paints the frame, which begins it in `steady`, too.
void paint(const Frame& frame, SteadyFrames& steady, BatchReport& report, const std::stop_token& stop) {
  std::error_code error;  // that a folder is missing is said where the picture is written
  std::filesystem::create_directories(frame.call.output.parent_path(), error);
  run(frame.call, Progress([&](double share) { report.show(share); }, stop), &steady);
  report.painted();
}

}  // namespace

std::optional<Flicker> paint_frames(const std::vector<Frame>& frames, BatchReport& report,
                                    const std::stop_token& stop) {
  SteadyFrames steady(frames.empty() ? 0 : frames.front().call.steadiness.value_or(0));
  for (const Frame& frame : frames) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    try {
      if (frame.there) {
        steady.begin(read_picture(frame.call.content, frame.size));
      } else {
        paint(frame, steady, report, stop);
      }
      steady.end(read_picture(frame.call.output, frame.size));
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      report.failed(frame.call.content, failure_sentence(error));
    }
  }
  return steady.flicker();
}

}  // namespace nst::cli
