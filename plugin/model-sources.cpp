// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/model-sources.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/sha256.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <format>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace nst {
namespace {

namespace fs = std::filesystem;

struct Known {
  const char* name;
  const char* title;
  const char* id;
  const char* address;
  const char* sha256;
  std::uint64_t bytes;
};
constexpr std::array known{
    Known{"vgg19", "VGG-19", "encoder-vgg19", "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth", "dcbb9e9d",
          574'673'361},
    Known{"vgg16", "VGG-16", "encoder-vgg16", "https://download.pytorch.org/models/vgg16-397923af.pth", "397923af",
          553'433'881},
};
constexpr const char* rights_of_vgg = "Karen Simonyan, Andrew Zisserman; CC BY 4.0";

ModelSource& find(std::vector<ModelSource>& sources, const std::string& name, const fs::path& file) {
  const auto found = std::ranges::find(sources, name, &ModelSource::name);
  if (found == sources.end()) {
    throw Error(
        tr("“{}” in the file “{}” is no network that can be downloaded. Take that line out.", name, file.string()));
  }
  return *found;
}

/// Takes the places that the lines of `file` name.
void take_places(std::vector<ModelSource>& sources, const fs::path& file) {
  std::ifstream lines(file);
  if (!lines) {
    throw Error(
        tr("The file “{}”, which $NEURAL_STYLE_DOWNLOADS names, cannot be read. Unset that variable, or name "
           "another file.",
           file.string()));
  }
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    if (!(words >> name)) {
      continue;
    }
    ModelSource& source = find(sources, name, file);
    std::string digits;
    const bool has_all = static_cast<bool>(words >> source.address >> digits >> source.bytes);
    std::optional<std::string> sum = sha256_beginning(digits);
    if (!has_all || !sum) {
      throw Error(
          tr("The line “{}” in the file “{}” must have a name, an address, the digits of a SHA-256 and a "
             "number of bytes.",
             line, file.string()));
    }
    source.sha256 = *std::move(sum);
  }
}

}  // namespace

std::vector<std::string> model_source_names() {
  std::vector<std::string> names;
  for (const Known& one : known) {
    names.emplace_back(one.name);
  }
  return names;
}

std::vector<ModelSource> model_sources() {
  std::vector<ModelSource> sources;
  for (const Known& one : known) {
    sources.push_back({one.name, one.title, one.id, rights_of_vgg, one.address, one.sha256, one.bytes});
  }
  const char* file = std::getenv("NEURAL_STYLE_DOWNLOADS");
  if (file != nullptr && *file != '\0') {
    take_places(sources, file);
  }
  return sources;
}

ModelSource model_source(const std::string& name) {
  const std::vector<ModelSource> sources = model_sources();
  const auto found = std::ranges::find(sources, name, &ModelSource::name);
  assert(found != sources.end());
  return *found;
}

fs::path download_file(const ModelSource& source, const fs::path& folder) {
  return folder / "downloads" / std::format("{}-{}.pth", source.name, source.sha256);
}

std::uint64_t downloaded_bytes(const ModelSource& source, const fs::path& folder) {
  const fs::path whole = download_file(source, folder);
  for (const fs::path& file : {whole, fs::path(whole.string() + ".part")}) {
    std::error_code error;
    if (const std::uintmax_t bytes = fs::file_size(file, error); !error) {
      return bytes;
    }
  }
  return 0;
}

}  // namespace nst
