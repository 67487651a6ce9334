// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/swatch-files.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/generators.h"
#include "plugin/picture-file.h"

#include <string_view>
#include <system_error>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view place = "{}";

/// Whether the words mean a folder, be it there or not: a name without an ending.
bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error) || !path.has_filename() || !path.has_extension();
}

}  // namespace

SwatchFiles::SwatchFiles(const SampleArguments& arguments) {
  const fs::path& output = arguments.output;
  if (output.empty()) {
    return;
  }
  const std::string name = output.filename().string();
  const bool named = name.find(place) != std::string::npos;
  if (!named && is_folder(output)) {
    folder_ = output;
    pattern_ = generator_name(arguments.model) + "-{}.png";
  } else if (named || arguments.swatches.size() == 1) {
    folder_ = output.has_parent_path() ? output.parent_path() : fs::path(".");
    pattern_ = name;
  } else {
    throw Error(
        tr("“{}” is one file, and there are {} swatches. Put {{}} into the name where the seed shall stand, "
           "or name a folder.",
           output.string(), arguments.swatches.size()));
  }
  std::error_code error;
  const bool is_new = fs::create_directory(folder_, error);
  try {
    require_writable(file_of(arguments.swatches.front().name));
  } catch (const Error&) {
    if (is_new) {
      fs::remove(folder_, error);
    }
    throw;
  }
  if (is_new) {
    added_.push_back(folder_);
  }
}

SwatchFiles::~SwatchFiles() {
  std::error_code error;
  while (!kept_ && !added_.empty()) {
    fs::remove(added_.back(), error);  // the folder, if it is new, comes last
    added_.pop_back();
  }
}

fs::path SwatchFiles::file_of(const std::string& name) const {
  std::string file = pattern_;
  if (const auto at = file.find(place); at != std::string::npos) {
    file.replace(at, place.size(), name);
  }
  return folder_ / file;
}

void SwatchFiles::write(const std::string& name, const Image& image, const std::string& note) {
  if (folder_.empty()) {
    return;
  }
  const fs::path file = file_of(name);
  std::error_code error;
  const bool is_new = !fs::exists(file, error);
  write_picture(file, image, 8, note);
  if (is_new) {
    added_.push_back(file);
  }
}

}  // namespace nst::cli
