// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/batch-pictures.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

// What a file's name in a folder has to end in to be taken for a picture; the formats are those that are read.
constexpr std::array<std::string_view, 11> endings{".png",  ".jpg", ".jpeg", ".jpe",  ".tif", ".tiff",
                                                   ".webp", ".gif", ".heic", ".heif", ".avif"};

/// One name for each file, however it was written.
fs::path whole_name(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

bool ends_as_picture(const fs::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::find(endings, ending) != endings.end();
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// Collects the pictures by their whole names.
class Collection {
 public:
  explicit Collection(const BatchArguments& batch) : batch_(batch) {}

  void add(const fs::path& picture) {
    std::error_code error;
    if (fs::is_directory(picture, error)) {
      require_other_than_output(picture);
      add_folder(picture, "");
    } else {
      add_file(picture, "");
    }
  }

  std::vector<BatchPicture> sorted() const {
    std::vector<BatchPicture> pictures;
    std::map<fs::path, fs::path> painted_from;
    for (const auto& [name, picture] : pictures_) {
      pictures.push_back(picture);
      const fs::path output = whole_name(picture.output);
      const auto [first, is_new] = painted_from.try_emplace(output, picture.content);
      if (pictures_.contains(output)) {
        pictures.back().problem = tr("“{}” would be written to “{}”, which is to be painted itself. Add a --suffix.",
                                     picture.content.string(), picture.output.string());
      } else if (!is_new) {
        pictures.back().problem = tr("“{}” would be written to the same file as “{}”. Rename one of them.",
                                     picture.content.string(), first->second.string());
      }
    }
    return pictures;
  }

 private:
  /// Results would be pictures of the next call.
  void require_other_than_output(const fs::path& folder) const {
    std::error_code error;
    if (!batch_.output.empty() && fs::equivalent(folder, batch_.output, error)) {
      throw Error(
          tr("“{}” is both a folder of pictures and the one for the results. Choose another --output, or leave it out: "
             "then the results lie beside the pictures.",
             folder.string()));
    }
  }

  bool is_result(const fs::path& file) const {
    return file.stem().string().ends_with(batch_.suffix.empty() ? usual_suffix : batch_.suffix);
  }

  /// The pictures of `folder`, which is `below` the folder that was named.
  void add_folder(const fs::path& folder, const fs::path& below) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      const fs::path& path = entry->path();
      std::error_code unknown;
      if (is_hidden(path)) {
        continue;
      }
      if (!entry->is_directory(unknown)) {
        if (ends_as_picture(path) && !is_result(path)) {
          add_file(path, below);
        }
      } else if (batch_.recursive && !entry->is_symlink(unknown) && !fs::equivalent(path, batch_.output, unknown)) {
        add_folder(path, below / path.filename());
      }
    }
    if (error) {
      throw Error(
          tr("The folder “{}” cannot be read: {}. Check that you may open it.", folder.string(), error.message()));
    }
  }

  void add_file(const fs::path& file, const fs::path& below) {
    const fs::path folder = batch_.output.empty() ? file.parent_path() : batch_.output / below;
    const std::string name = file.stem().string() + batch_.suffix + "." + batch_.format;
    pictures_.try_emplace(whole_name(file), BatchPicture{.content = file, .output = folder / name});
  }

  const BatchArguments& batch_;
  std::map<fs::path, BatchPicture> pictures_;
};

}  // namespace

std::vector<BatchPicture> pictures_of(const BatchArguments& batch) {
  Collection collection(batch);
  for (const fs::path& picture : batch.pictures) {
    collection.add(picture);
  }
  const std::vector<BatchPicture> all = collection.sorted();
  if (all.empty()) {
    throw Error(tr("There are no pictures in “{}”. Name another folder, or add --recursive for the folders within it.",
                   batch.pictures.front().string()));
  }
  std::vector<BatchPicture> pictures;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (batch.shard.has(i)) {
      pictures.push_back(all[i]);
    }
  }
  return pictures;
}

}  // namespace nst::cli
