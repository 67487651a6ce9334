// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that all pictures of a batch are painted with: styles, masks, networks.
#pragma once

#include "plugin/cli/arguments.h"
#include "plugin/generators.h"

#include <filesystem>
#include <map>
#include <string>

namespace nst::cli {

/// Reads each of them once, so that a wrong one ends the batch before its first picture and not each picture; throws
/// Error then. `picture` is any of those to paint. Gives the files of the generators that styles come from, by the ids
/// of their models.
std::map<std::string, GeneratorFiles> require_shared_files(const Arguments& painting,
                                                           const std::filesystem::path& picture);

}  // namespace nst::cli
