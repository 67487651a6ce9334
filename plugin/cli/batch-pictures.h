// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which pictures a batch paints, and where each result goes. Only names are looked at.
#pragma once

#include "plugin/cli/batch-arguments.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nst::cli {

struct BatchPicture {
  std::filesystem::path content;
  std::filesystem::path output;
  std::string problem = {};  ///< a sentence, if it cannot be painted because of its name
};

/// The pictures of the shard of `batch`, in the order of their names; each once, and the same for every call with the
/// same files. Results are not among them. Throws Error if a folder cannot be read, is the one for the results, or if
/// there is no picture at all (no picture in the shard is no error).
std::vector<BatchPicture> pictures_of(const BatchArguments& batch);

}  // namespace nst::cli
