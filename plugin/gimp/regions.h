// SPDX-License-Identifier: GPL-3.0-or-later
//
// The region arguments of the procedure: parts of the layer with styles of their own. Used by the procedure.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <vector>

namespace nst::gimp {

void add_region_arguments(GimpProcedure* procedure);

/// Whether every region names a style of its own. Throws CallingError if the arrays do not fit together.
bool regions_have_styles(GimpProcedureConfig* config);

/// The regions' own styles, each once and without its pixels, for the new layer to remember.
std::vector<StyleSource> region_sources(GimpProcedureConfig* config);

/// The regions over the extents of `layer`, or one that is everywhere if none is asked for. Regions without a style of
/// their own get `styles`. Neighbours in the list with the same mask are one region with several styles.
std::vector<Region> read_regions(GimpProcedureConfig* config, GimpDrawable* layer, const std::vector<Style>& styles);

/// The same over an excerpt of the layer, with styles of at most `longest` px.
std::vector<Region> read_regions(GimpProcedureConfig* config, GimpDrawable* layer, const std::vector<Style>& styles,
                                 const Excerpt& excerpt, int longest);

}  // namespace nst::gimp
