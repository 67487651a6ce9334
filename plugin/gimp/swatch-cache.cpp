// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-cache.h"

#include "plugin/gimp/gobject.h"
#include "plugin/gimp/pixbuf-image.h"
#include "plugin/swatch-word.h"

#include <unistd.h>

#include <algorithm>
#include <format>
#include <system_error>
#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    files.push_back(entry->path());
  }
  return files;
}

}  // namespace

std::string swatch_origin(std::initializer_list<fs::path> files, double truncation) {
  std::string origin = std::format("{}\n{}", NEURAL_STYLE_VERSION, truncation);
  for (const fs::path& file : files) {
    std::error_code error;
    origin += std::format("\n{}\n{}\n{}", file.string(), fs::file_size(file, error),
                          fs::last_write_time(file, error).time_since_epoch().count());
  }
  return origin;
}

SwatchCache::SwatchCache(fs::path folder, std::size_t most) : folder_(std::move(folder)), most_(most) {}

Image SwatchCache::find(const std::string& origin, const SwatchPoint& point) const {
  const fs::path file = file_of(origin, point);
  const GObjectPtr<GdkPixbuf> pixbuf(gdk_pixbuf_new_from_file(file.c_str(), nullptr));
  if (pixbuf == nullptr) {
    return {};
  }
  std::error_code error;
  fs::last_write_time(file, fs::file_time_type::clock::now(), error);
  return image_of(pixbuf.get());
}

void SwatchCache::keep(const std::string& origin, const SwatchPoint& point, const Image& image) {
  std::error_code error;
  fs::create_directories(folder_, error);
  make_room();
  const fs::path file = file_of(origin, point);
  // Another dialog may write the same swatch, and nobody shall read half of one.
  const fs::path part = file.string() + std::format(".{}", ::getpid());
  const GObjectPtr<GdkPixbuf> pixbuf = pixbuf_of(image);
  if (gdk_pixbuf_save(pixbuf.get(), part.c_str(), "png", nullptr, "compression", "1", nullptr) != FALSE) {
    fs::rename(part, file, error);
    ++*files_;
  }
  fs::remove(part, error);  // if it is still there
}

fs::path SwatchCache::file_of(const std::string& origin, const SwatchPoint& point) const {
  const std::string name = origin + "\n" + swatch_text(point);
  const GFreePtr<char> sum(g_compute_checksum_for_string(G_CHECKSUM_SHA256, name.c_str(), -1));
  return folder_ / (std::string(sum.get()) + ".png");
}

void SwatchCache::make_room() {
  if (files_ && *files_ < most_) {
    return;
  }
  std::vector<fs::path> files = files_in(folder_);
  if (files.size() >= most_) {
    std::error_code error;
    std::vector<std::pair<fs::file_time_type, fs::path>> aged;
    for (const fs::path& file : files) {
      aged.emplace_back(fs::last_write_time(file, error), file);
    }
    std::ranges::sort(aged);
    aged.resize(aged.size() / 2);
    for (const auto& [time, file] : aged) {
      fs::remove(file, error);
    }
    files = files_in(folder_);
  }
  files_ = files.size();
}

}  // namespace nst::gimp
