// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch.h"

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/stylist.h"
#include "plugin/cli/at-once.h"
#include "plugin/cli/batch-pictures.h"
#include "plugin/cli/batch-report.h"
#include "plugin/cli/console.h"
#include "plugin/cli/frames.h"
#include "plugin/cli/job.h"
#include "plugin/cli/report.h"
#include "plugin/cli/shared-files.h"
#include "plugin/cli/workers.h"
#include "plugin/picture-file.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

void check(const std::stop_token& stop) {
  if (stop.stop_requested()) {
    throw Cancelled();
  }
}

struct Work {
  std::vector<Task> tasks;    ///< what is not there yet
  std::vector<Frame> frames;  ///< all pictures, in their order, if they are the frames of a film; else none
  std::size_t pictures = 0;   ///< in all
  std::uint64_t needed = 0;   ///< bytes of memory that the largest of them takes at least
};

/// The call that paints one picture.
Arguments call_for(const BatchArguments& batch, const BatchPicture& picture) {
  Arguments arguments = batch.painting;
  arguments.content = picture.content;
  arguments.output = picture.output;
  return arguments;
}

/// What is known of the picture without painting it. Throws Error if it cannot be painted.
Plan plan_by_header(const BatchPicture& picture, const Arguments& painting) {
  if (!picture.problem.empty()) {
    throw Error(picture.problem);
  }
  const PictureInfo info = inspect_picture(picture.content);
  const PictureSize size = painting.size > 0 ? with_long_side(info.size, painting.size) : info.size;
  require_memory(size.width, size.height, painting.settings);
  return {.size = size, .bits = info.bits, .generators = {}};
}

bool was_made_by(const Arguments& call, const Plan& planned) {
  try {
    return outcome_in(read_note(call.output), call, planned).has_value();
  } catch (const Error&) {
    return false;  // no picture at all
  }
}

/// Whether the picture's result is there already. Throws Error if it is another call's, and must not be replaced.
bool is_there(const Arguments& call, const Plan& planned, bool overwrite) {
  std::error_code error;
  if (!fs::exists(call.output, error)) {
    return false;
  }
  if (was_made_by(call, planned)) {
    return true;
  }
  if (!overwrite) {
    throw Error(
        tr("“{}” would be painted to “{}”, which is there already and was not made by this call. Add "
           "--overwrite to replace it, or choose another --output or --suffix.",
           call.content.string(), call.output.string()));
  }
  return false;
}

struct Planned {
  BatchPicture picture;
  Plan plan;
};

/// Those pictures whose headers can be read; the others are reported.
std::vector<Planned> readable_pictures(const BatchArguments& batch, BatchReport& report, const std::stop_token& stop) {
  std::vector<Planned> readable;
  for (const BatchPicture& picture : pictures_of(batch)) {
    check(stop);
    try {
      readable.push_back({picture, plan_by_header(picture, batch.painting)});
    } catch (const Error& error) {
      report.failed(picture.content, error.what());
    }
  }
  return readable;
}

/// Those of `pictures` whose results are not there; results that must not be replaced are reported.
Work missing_pictures(const std::vector<Planned>& pictures, const BatchArguments& batch, BatchReport& report,
                      const std::stop_token& stop) {
  Work work{.tasks = {}, .frames = {}, .pictures = pictures.size()};
  for (const auto& [picture, plan] : pictures) {
    check(stop);
    work.needed = std::max(work.needed, memory_needed(plan.size.width, plan.size.height, batch.painting.settings));
    try {
      const Arguments call = call_for(batch, picture);
      const bool there = is_there(call, plan, batch.overwrite);
      if (call.steadiness) {
        work.frames.push_back({call, plan.size, there});
      }
      if (there) {
        report.was_there();
        continue;
      }
    } catch (const Error& error) {
      report.failed(picture.content, error.what());
      continue;
    }
    work.tasks.push_back({picture.content, picture.output});
  }
  return work;
}

/// Looks at the headers of all pictures and of the results that are there, and at what all are painted with.
Work survey(const BatchArguments& batch, BatchReport& report, const std::stop_token& stop) {
  std::vector<Planned> pictures = readable_pictures(batch, report, stop);
  if (pictures.empty()) {
    return {};
  }
  const auto generators = require_shared_files(batch.painting, pictures.front().picture.content);
  for (Planned& planned : pictures) {
    planned.plan.generators = generators;
  }
  return missing_pictures(pictures, batch, report, stop);
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  require_writable_file(folder / "picture.png");
}

/// As if nothing were painted yet: a batch that goes on after a stop paints each picture with the threads that it had
/// before, since their number has an influence on the rounding, and so on the strokes.
Crew crew_for(const BatchArguments& batch, const std::vector<std::string>& words, const Work& work) {
  const int cores = usable_cores();
  const int workers = batch.at_once > 0 ? batch.at_once
                                        : pictures_at_once(work.pictures, work.needed, batch.painting.settings, cores,
                                                           available_memory());
  return {.words = words, .workers = workers, .threads = std::max(1, cores / workers)};
}

void paint_missing(const BatchArguments& batch, const std::vector<std::string>& words, BatchReport& report,
                   const std::stop_token& stop) {
  const Work work = survey(batch, report, stop);
  if (work.tasks.empty()) {
    return;
  }
  if (!batch.output.empty()) {
    make_folder(batch.output);
  }
  report.begin(work.tasks.size());
  if (!work.frames.empty()) {
    report.measured(paint_frames(work.frames, report, stop));
    return;
  }
  paint_all(work.tasks, crew_for(batch, words, work), report, stop);
}

}  // namespace

void run(const BatchArguments& batch, const std::vector<std::string>& words, const std::stop_token& stop) {
  BatchReport report;
  try {
    paint_missing(batch, words, report, stop);
  } catch (const Cancelled&) {
    report.end();
    std::fprintf(stderr, "neural-style: %s\n", report.stopped().c_str());
    throw;
  }
  report.end();
  print(report.summary());
  report.require_success();
}

}  // namespace nst::cli
