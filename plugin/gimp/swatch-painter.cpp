// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-painter.h"

#include "core/catalogue.h"
#include "plugin/model-folders.h"

#include <utility>

namespace nst::gimp {

std::vector<Image> SwatchPainter::paint(const std::string& model, const std::vector<SwatchPoint>& points,
                                        double truncation, std::stop_token stop) {
  auto generator = generators_.find(model);
  if (generator == generators_.end()) {
    // The swatches' own size needs no upscaler, and thumbnails no sums of files.
    generator = generators_.emplace(model, Generator(find_model(model, model_folders()))).first;
  }
  return generator->second.paint(points, {.size = 0, .truncation = truncation},
                                 Progress([](double) {}, std::move(stop)));
}

}  // namespace nst::gimp
