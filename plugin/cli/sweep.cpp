// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep.h"

#include "core/atomic-file.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/cli/job.h"
#include "plugin/cli/kept-pictures.h"
#include "plugin/cli/report.h"
#include "plugin/cli/sweep-originals.h"
#include "plugin/cli/sweep-results.h"
#include "plugin/cli/text-file.h"
#include "plugin/picture-file.h"
#include "plugin/picture-scale.h"

#include <algorithm>
#include <filesystem>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

// Of the sheet: it is put together in memory, with 12 bytes for each.
constexpr double most_pixels = 100e6;

void require_outputs(const SweepArguments& sweep, const ContactSheet& sheet) {
  const PictureSize size = largest_size(sheet);
  if (static_cast<double>(size.width) * size.height > most_pixels) {
    throw Error(tr("The sheet would have up to {} × {} pixels, too many. Take a smaller --cell or fewer values.",
                   size.width, size.height));
  }
  require_writable(sweep.output, size);
  if (!sweep.table.empty()) {
    require_writable_file(sweep.table);
  }
  if (!sweep.keep.empty()) {
    std::error_code error;
    fs::create_directories(sweep.keep, error);
    require_writable_file(sweep.keep / "picture.png");
  }
}

/// The trial's picture at full size, from where it was kept or newly painted and kept.
Image picture_of(const Trial& trial, const fs::path& kept, Outcome& outcome, const Progress& progress) {
  const Plan planned = plan(trial.arguments);
  if (!kept.empty()) {
    if (auto found = find_kept(kept, trial.arguments, planned)) {
      outcome = found->outcome;
      return std::move(found->picture);
    }
  }
  Painted painted = paint(trial.arguments, planned, progress);
  progress.check();  // what a stop left unfinished is not kept
  outcome = painted.outcome;
  if (!kept.empty()) {
    write_picture(kept, painted.picture, planned.bits, note(trial.arguments, planned, outcome));
  }
  return std::move(painted.picture);
}

TrialResult carry_out(const Trial& trial, const fs::path& kept, int cell, const Progress& progress) {
  TrialResult result{.values = trial.values, .file = kept};
  try {
    result.picture = scaled_to_fit(picture_of(trial, kept, result.outcome, progress), cell);
  } catch (const Error& error) {
    result.error = error.what();
  }
  return result;
}

}  // namespace

void run(const SweepArguments& sweep, const Progress& progress) {
  inspect_picture(sweep.trials.front().arguments.content);
  std::vector<TrialResult> results(sweep.trials.size());
  const std::vector<SheetCell> from = originals_of(sweep, progress.part(0, 0));
  require_outputs(sweep, sheet_of(sweep, from, results));
  const std::vector<fs::path> kept = kept_files(sweep);
  const auto count = static_cast<double>(results.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto done = static_cast<double>(i);
    progress(done / count);
    results[i] = carry_out(sweep.trials[i], kept[i], sweep.cell, progress.part(done / count, (done + 1) / count));
  }
  progress(1);
  write_picture(sweep.output, contact_sheet(sheet_of(sweep, from, results)));
  if (!sweep.table.empty()) {
    write_text(sweep.table, table_of(sweep, results));
  }
  const auto failed = std::ranges::count_if(results, [](const TrialResult& result) { return !result.error.empty(); });
  if (failed > 0) {
    throw Error(tr_plural("{} picture could not be painted; the sheet says why.",
                          "{} pictures could not be painted; the sheet says why.", failed));
  }
}

}  // namespace nst::cli
