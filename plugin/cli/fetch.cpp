// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/fetch.h"

#include "core/i18n.h"
#include "plugin/cli/arguments.h"
#include "plugin/cli/download.h"

#include <algorithm>
#include <array>
#include <format>
#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

struct Source {
  std::string_view name;
  const char* address;
  const char* sha256;  ///< its beginning
};
constexpr std::array sources{
    Source{"vgg19", "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth", "dcbb9e9d"},
    Source{"vgg16", "https://download.pytorch.org/models/vgg16-397923af.pth", "397923af"},
};
// VGG-19 with its classifier has 575 MB.
constexpr std::uint64_t most_bytes = 1'000'000'000;

const Source& find_source(const std::string& name) {
  const auto found = std::ranges::find(sources, name, &Source::name);
  if (found == sources.end()) {
    throw UsageError(tr("“{}” cannot be fetched. “neural-style models fetch --help” shows what can.", name));
  }
  return *found;
}

}  // namespace

std::vector<std::string> fetchable_models() {
  std::vector<std::string> names;
  for (const Source& source : sources) {
    names.emplace_back(source.name);
  }
  return names;
}

ImportedModel fetch(const FetchModel& call, const fs::path& folder, const Progress& progress) {
  constexpr double download_share = 0.97;
  const Source& source = find_source(call.name);
  const std::string sum = call.sha256.empty() ? source.sha256 : call.sha256;
  const fs::path downloads = folder / "downloads";
  const fs::path file = downloads / std::format("{}-{}.pth", source.name, sum);
  download({.address = call.from.empty() ? source.address : call.from,
            .target = file,
            .sha256 = sum,
            .most_bytes = most_bytes,
            .patience = std::chrono::seconds(call.timeout)},
           progress.part(0, download_share));
  const ImportOptions options{.convention = {}, .sha256 = sum, .id = {}};
  ImportedModel model = import_model(file, folder, options, progress.part(download_share, 1));
  std::error_code error;
  fs::remove(file, error);
  fs::remove(downloads, error);  // it stays if something else is in there
  return model;
}

}  // namespace nst::cli
