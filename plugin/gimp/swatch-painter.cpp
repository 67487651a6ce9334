// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-painter.h"

#include "core/catalogue.h"
#include "plugin/gimp/engine.h"
#include "plugin/model-folders.h"

#include <libgimp/gimp.h>

#include <utility>

namespace nst::gimp {
namespace {

// Some 10 KB each.
constexpr std::size_t most_kept = 4096;

}  // namespace

SwatchPainter::SwatchPainter()
    : cache_(std::filesystem::path(gimp_cache_directory()) / "neural-style" / "swatches", most_kept) {}

const Generator& SwatchPainter::generator(const std::filesystem::path& weights) {
  const std::string file = swatch_origin({weights}, 1);  // of another time, it is another generator
  const auto known = generators_.find(file);
  // The swatches' own size needs no upscaler, and thumbnails no sums of files.
  return known != generators_.end() ? known->second : generators_.emplace(file, Generator(weights)).first->second;
}

std::vector<Image> SwatchPainter::paint(const std::string& model, const std::vector<SwatchPoint>& points,
                                        double truncation, std::stop_token stop) {
  const std::filesystem::path weights = find_model(model, model_folders());
  const std::string origin = swatch_origin({weights, engine_file()}, truncation);
  std::vector<Image> images;
  std::vector<SwatchPoint> missing;
  for (const SwatchPoint& point : points) {
    images.push_back(cache_.find(origin, point));
    if (images.back().empty()) {
      missing.push_back(point);
    }
  }
  if (missing.empty()) {
    return images;
  }
  std::vector<Image> painted = generator(weights).paint(missing, {.size = 0, .truncation = truncation},
                                                        Progress([](double) {}, std::move(stop)));
  auto next = painted.begin();
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (images[i].empty()) {
      cache_.keep(origin, points[i], *next);
      images[i] = std::move(*next++);
    }
  }
  return images;
}

}  // namespace nst::gimp
