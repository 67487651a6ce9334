// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pictures that a sweep keeps, so that one that was stopped goes on where it ended.
#pragma once

#include "core/image.h"
#include "plugin/cli/job.h"
#include "plugin/cli/sweep-arguments.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace nst::cli {

/// A name for each trial in the folder of `sweep`, made of its values: "strength-0.5_brush-size-2.png". All different.
/// Empty paths if no pictures are kept.
std::vector<std::filesystem::path> kept_files(const SweepArguments& sweep);

struct Kept {
  Image picture;
  Outcome outcome;
};

/// What `file` holds, if it is a picture that the call `arguments` made, as its note tells; nothing otherwise: then it
/// is to be painted, and what is there replaced.
std::optional<Kept> find_kept(const std::filesystem::path& file, const Arguments& arguments, const Plan& plan);

}  // namespace nst::cli
