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

Job begin_job(GimpProcedureConfig* config) {
  Job job;
  job.request.settings = settings_from(config);
  if (job.request.settings.strength > 0 && !regions_have_styles(config)) {
    require_style(config);
  }
  if (const std::string& file = job.request.settings.state_file; !file.empty()) {
    require_writable_file(file);
  }
  job.request.encoder = encoder_file(job.request.settings);
  job.request.decoder = decoder_file(job.request.settings);
  return job;
}

std::vector<Style> read_pictures(Job& job, GimpProcedureConfig* config, GimpImage* image, PictureSize content) {
  if (!regions_have_styles(config)) {  // else those of the whole picture have no place
    job.styles = read_styles(config, image, content);
  }
  std::vector<Style> styles;
  for (StyleSource& source : job.styles) {
    if (!source.generated) {
      Style style = std::exchange(source.style, {.weight = source.style.weight});
      styles.push_back(std::move(style));
    }
  }
  for (StyleSource& source : region_sources(config)) {
    job.styles.push_back(std::move(source));
  }
  job.request.detail = read_detail(config);
  job.request.start = read_start(config, job.request.settings);
  return styles;
}

void set_content(Job& job, GimpProcedureConfig* config, GimpLayer* layer, Content content,
                 const std::vector<Style>& styles) {
  job.request.regions = read_regions(config, GIMP_DRAWABLE(layer), styles);
  job.request.content = std::move(content.picture);
  job.request.mask = std::move(content.mask);
}

std::vector<Style> paint_swatches(const Job& job, const Progress& progress) {
  std::vector<Style> swatches;
  for (const StyleSource& source : job.styles) {
    if (source.generated) {
      std::ranges::move(paint_style(source.generated->style, source.generated->files, source.style.weight,
                                    job.request.settings, progress),
                        std::back_inserter(swatches));
    }
  }
  return swatches;
}

void add_swatches(Request& request, const std::vector<Style>& swatches) {
  for (Region& region : request.regions) {
    if (!region.keep) {
      region.styles.insert(region.styles.end(), swatches.begin(), swatches.end());
    }
  }
}

}  // namespace nst::gimp
