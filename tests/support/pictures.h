// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small pictures made of formulas, for tests that need some photograph and some painting, and golden pictures.
#pragma once

#include "core/image.h"

#include <string>

namespace nst::test {

/// A "photograph": a sky that darkens downwards, a sun, and a house with an edge; R'G'B'.
Image landscape(int width, int height);

/// A "painting": slanted strokes in four strong colours; R'G'B'.
Image strokes(int width, int height);

/// A soft disc in the middle of a mask, 1 inside, 0 outside.
Image disc(int width, int height);

/// Mean of the absolute differences of all values.
double mean_difference(const Image& a, const Image& b);

/// Expects `picture` to be tests/golden/<name>.png up to the rounding of other processors. A missing reference fails.
/// On failure the picture is written to the folder of the test's temporary files. With NST_UPDATE_GOLDEN=1 in the
/// environment the reference is written instead.
void expect_golden(const Image& picture, const std::string& name);

}  // namespace nst::test
