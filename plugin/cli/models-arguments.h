// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `neural-style models`: words in, one checked call out. Nothing is opened here.
#pragma once

#include "core/model-import.h"
#include "plugin/model-download.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace nst::cli {

struct ListModels {};
struct ImportModel {
  std::filesystem::path file;
  ImportOptions options;
};
struct FetchModel {
  std::string name;
  std::string from;    ///< another address than the usual one; empty: that
  std::string sha256;  ///< the beginning of the file's sum; empty: that of the usual file
  /// Seconds without a byte after which the connection counts as broken.
  int timeout = static_cast<int>(usual_patience.count());
};
struct VerifyModels {
  std::vector<std::string> ids;  ///< none: all
};
struct RemoveModel {
  std::string id;
};
/// Help, to be printed on stdout.
struct ModelsHelp {
  std::string text;
};
using ModelsCall = std::variant<ModelsHelp, ListModels, ImportModel, FetchModel, VerifyModels, RemoveModel>;

/// What `words` (those behind "models") ask for. Throws UsageError (arguments.h).
ModelsCall parse_models(const std::vector<std::string>& words);

}  // namespace nst::cli
