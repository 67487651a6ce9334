// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a painting takes besides the picture itself, as the arguments say it: checked and read. Used by the procedures
// that paint.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <cstddef>
#include <string>
#include <vector>

namespace nst::gimp {

struct Job {
  Request request;
  std::vector<StyleSource> styles;  ///< what is remembered of the styles, without their pixels
  RegionPlan plan;
  std::vector<std::size_t> style_sets;  ///< the styles of each of the request's regions: StyleSource::region
};

/// A job with its settings, networks and planned regions, whose masks are those of `image`. Cheap: reads no pixels.
/// Throws CallingError or Error, saying what to do, if the arguments do not fit together or something is not there.
Job begin_job(GimpProcedureConfig* config, GimpImage* image);

/// Reads the pictures to learn from and to start from, for a content of that size in `image`. Returns the styles, but
/// for the generated ones: those are still to be painted. Throws Error if a picture cannot be read.
StyleSets read_pictures(Job& job, GimpProcedureConfig* config, GimpImage* image, PictureSize content);

/// Makes `content`, which was read from `layer`, the picture that is painted, with the regions over it in `styles`.
/// Returns the names of masks that are black all over it.
std::vector<std::string> set_content(Job& job, GimpLayer* layer, Content content, const StyleSets& styles);

/// The swatches of the job's generated styles. Takes its time, and may be called on any thread.
StyleSets paint_swatches(const Job& job, const Progress& progress);

}  // namespace nst::gimp
