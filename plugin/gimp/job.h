// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a painting takes besides the picture itself, as the arguments say it: checked and read. Used by the procedures
// that paint.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

struct Job {
  Request request;
  std::vector<StyleSource> styles;  ///< what is remembered of the styles, without their pixels
};

/// A job with its settings and networks. Cheap: reads no pixels. Throws CallingError or Error, saying what to do, if
/// the arguments do not fit together or a network is not there.
Job begin_job(GimpProcedureConfig* config);

/// Reads the pictures to learn from and to start from, for a content of that size in `image`. Returns the styles of the
/// whole picture, but for the generated ones: those are still to be painted. Throws Error if a picture cannot be read.
std::vector<Style> read_pictures(Job& job, GimpProcedureConfig* config, GimpImage* image, PictureSize content);

/// Makes `content`, which was read from `layer`, the picture that is painted, with the regions over it. Those without
/// styles of their own get `styles`.
void set_content(Job& job, GimpProcedureConfig* config, GimpLayer* layer, Content content,
                 const std::vector<Style>& styles);

/// The swatches of the job's generated styles. Takes its time, and may be called on any thread.
std::vector<Style> paint_swatches(const Job& job, const Progress& progress);

/// Gives `swatches` to all regions that are painted.
void add_swatches(Request& request, const std::vector<Style>& swatches);

}  // namespace nst::gimp
