// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run in words, as JSON: for `--report`, and as the note inside each result.
//
//   {"program", "version", "content",
//    "regions": [{"mask", "strength", "protect", "keep", "styles": [{"file", "weight", "mask"}]}], "detail", "mask",
//    "width", "height", "steadiness", "settings": {option: value}, "steps", "losses": {"content", "style",
//    "variation"}, "seconds"}
//
// A generated style has, in place of "file", "generated": {"model", "seeds", "sha256", "upscaler"}; the last two are
// the SHA-256 of its weights and of those that enlarge the swatches. What is not given, and a loss that is no number,
// is null.
#pragma once

#include "plugin/cli/arguments.h"
#include "plugin/cli/job.h"
#include "plugin/cli/outcome.h"

#include <optional>
#include <string>

namespace nst::cli {

/// All of it, indented, with the names of files as they were given.
std::string report(const Arguments& arguments, const Plan& plan, const Outcome& outcome);

/// The same for the inside of a picture: on one line, without the folders of files, which are nobody else's business,
/// and without the seconds, so that the same call gives the same file. ASCII.
std::string note(const Arguments& arguments, const Plan& plan, const Outcome& outcome);

/// What `note` says about a run, if it was made by this call and this version; nothing for any other text.
std::optional<Outcome> outcome_in(const std::string& note, const Arguments& arguments, const Plan& plan);

}  // namespace nst::cli
