// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/model-download.h"

#include "plugin/download.h"

#include <system_error>

namespace nst {
namespace {

namespace fs = std::filesystem;

// VGG-19 with its classifier has 575 MB.
constexpr std::uint64_t most_bytes = 1'000'000'000;

}  // namespace

ImportedModel download_model(const ModelSource& source, const fs::path& folder, std::chrono::seconds patience,
                             const Progress& progress) {
  constexpr double download_share = 0.97;
  const fs::path file = download_file(source, folder);
  download({.address = source.address,
            .target = file,
            .sha256 = source.sha256,
            .most_bytes = most_bytes,
            .patience = patience},
           progress.part(0, download_share));
  const ImportOptions options{.convention = {}, .sha256 = source.sha256, .id = {}};
  ImportedModel model = import_model(file, folder, options, progress.part(download_share, 1));
  std::error_code error;
  fs::remove(file, error);
  fs::remove(file.parent_path(), error);  // it stays if something else is in there
  return model;
}

}  // namespace nst
