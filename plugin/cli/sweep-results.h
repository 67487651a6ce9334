// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came out of a sweep, as a sheet to look at and as a table to reckon with.
#pragma once

#include "core/image.h"
#include "plugin/cli/outcome.h"
#include "plugin/cli/sweep-arguments.h"
#include "plugin/contact-sheet.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nst::cli {

struct TrialResult {
  std::vector<std::string> values;  ///< one for each variation
  std::filesystem::path file;       ///< where it is kept; empty if it is not
  Image picture;                    ///< of the size of the sheet's cells; empty if the trial failed
  Outcome outcome;
  std::string error;  ///< why it failed; empty if it did not
};

/// The sheet: `originals` above; two variations as rows and columns, a single one with up to eight values as one line,
/// all others in lines without headings. Each caption has the values and the losses.
ContactSheet sheet_of(const SweepArguments& sweep, const std::vector<SheetCell>& originals,
                      const std::vector<TrialResult>& results);

/// The table as CSV (RFC 4180, UTF-8, numbers with a point): a column for each variation, then content loss,
/// style loss, variation, steps, seconds, file and error. What is not known is empty.
std::string table_of(const SweepArguments& sweep, const std::vector<TrialResult>& results);

}  // namespace nst::cli
