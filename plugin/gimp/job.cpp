// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/job.h"

#include "core/atomic-file.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/regions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace nst::gimp {

Job begin_job(GimpProcedureConfig* config, GimpImage* image) {
  Job job;
  job.request.settings = settings_from(config);
  job.plan = read_region_plan(config, image);
  if (job.request.settings.strength > 0 && wants_picture_styles(job.plan)) {
    require_style(config);
  }
  if (const std::string& file = job.request.settings.state_file; !file.empty()) {
    require_writable_file(file);
  }
  job.request.encoder = encoder_file(job.request.settings);
  job.request.decoder = decoder_file(job.request.settings);
  return job;
}

StyleSets read_pictures(Job& job, GimpProcedureConfig* config, GimpImage* image, PictureSize content) {
  if (wants_picture_styles(job.plan)) {  // else those of the picture have no place
    job.styles = read_styles(config, image, content);
  }
  std::vector<StyleSource> own = read_region_styles(job.plan, content, longest_style);
  read_files(own);
  std::ranges::move(own, std::back_inserter(job.styles));
  StyleSets styles;
  for (StyleSource& source : job.styles) {
    if (!source.generated) {
      Style style = std::exchange(source.style, {.weight = source.style.weight});
      styles[source.region].push_back(std::move(style));
    }
  }
  job.request.detail = read_detail(config);
  job.request.start = read_start(config, job.request.settings);
  return styles;
}

std::vector<std::string> set_content(Job& job, GimpLayer* layer, Content content, const StyleSets& styles) {
  std::vector<Image> masks =
      read_region_masks(job.plan, 1, [&](GimpDrawable* mask) { return read_mask_over(mask, GIMP_DRAWABLE(layer)); });
  std::vector<std::string> black = black_masks(job.plan, masks);
  PlacedRegions placed = place_regions(job.plan, std::move(masks));
  job.request.regions = std::move(placed.regions);
  job.style_sets = std::move(placed.style_sets);
  add_styles(job.request.regions, job.style_sets, styles);
  job.request.content = std::move(content.picture);
  job.request.mask = std::move(content.mask);
  return black;
}

StyleSets paint_swatches(const Job& job, const Progress& progress) {
  StyleSets swatches;
  for (const StyleSource& source : job.styles) {
    if (source.generated) {
      std::ranges::move(paint_style(source.generated->style, source.generated->files, source.style.weight,
                                    job.request.settings, progress),
                        std::back_inserter(swatches[source.region]));
    }
  }
  return swatches;
}

}  // namespace nst::gimp
