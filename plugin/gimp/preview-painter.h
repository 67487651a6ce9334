// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the live preview that takes its time: paints drafts and estimates runs, and keeps what it can use again.
// It calls nothing of libgimp and GTK. Used by the live preview, on its worker.
#pragma once

#include "core/drafter.h"
#include "core/progress.h"
#include "core/stylist.h"
#include "plugin/gimp/preview-source.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {

/// To be used by one thread at a time.
class PreviewPainter {
 public:
  /// `others_rest` tells, on any thread, whether nothing else of the dialog computes.
  explicit PreviewPainter(std::function<bool()> others_rest) : others_rest_(std::move(others_rest)) {}

  /// The job's picture with its draft laid over it as the run's result will be. Throws Error with a sentence for the
  /// user, Cancelled if `progress` says so.
  Image paint(PreviewJob job, const Progress& progress);

  /// The same, but in the quality of the run; `show` is given the picture as it grows, if it does, and the share of the
  /// steps that is done. The decoder may be missing where the quality is not draft.
  Image paint_close_up(PreviewJob job, const Progress& progress,
                       const std::function<void(const Image& so_far, double share)>& show);

  /// What the run takes. What was estimated once is known at once; else it waits until all else has been at rest for a
  /// moment, in which it can be stopped, since the trials cannot. `job` tells how much of the picture is painted.
  /// Throws as paint().
  Estimate estimate(const PreviewRun& run, PreviewJob job, const Progress& progress);

 private:
  using Kept = std::map<std::string, std::vector<Style>>;

  void add_styles(PreviewJob& job, const Progress& progress);
  const std::vector<Style>& styles_of(const StyleSource& source, const PreviewJob& job, Kept& used,
                                      const Progress& progress);
  void wait_for_rest(const Progress& progress) const;

  std::function<bool()> others_rest_;
  std::optional<Drafter> drafter_;  // made by the worker: what it needs is not loaded for the window
  Kept styles_;                     // of the last job, by what they were made from
  std::map<std::string, Estimate> estimates_;
};

}  // namespace nst::gimp
