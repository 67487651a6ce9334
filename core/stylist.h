// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facade of the core: a request goes in, the stylised picture comes out. Everything else in the core is private to
// it; hosts include this header, options, image, progress, error and catalogue.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/settings.h"
#include "core/watcher.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace nst {

/// A picture whose style is wanted, with its share among several of its region. The style is learned where the picture
/// is opaque and the mask, of the picture's size, is above zero; an empty mask means everywhere.
struct Style {
  Image image;
  double weight = 1;
  Image mask = {};
  double brush_size = 1;               ///< in (0, 1], times Settings::brush_size
  std::filesystem::path network = {};  ///< weights of a decoder that was trained on it, or empty: see trained-style.h
};

/// A part of the picture with styles of its own.
struct Region {
  Image mask = {};  ///< one channel, the size of the content; empty means everywhere
  std::vector<Style> styles = {};
  double strength = 1;        ///< times Settings::strength
  double content_weight = 1;  ///< times Settings::content_weight: above 1 protects what is shown here
  bool keep = false;          ///< nothing is painted here, whatever other regions say; styles are not needed
};

struct Request {
  Image content;  ///< three or four channels; fully transparent pixels are left alone
  Image mask;     ///< one channel, the size of `content`: where anything may be painted; empty: everywhere
  std::vector<Region> regions;  ///< one or more; what none of them covers is kept
  std::vector<Style> detail;    ///< none, or one whose fine strokes go over the forms of all other styles
  Image start;                  ///< where the painting begins, for Start::picture; else empty
  Settings settings;
  std::filesystem::path encoder;  ///< weights of the network, as find_model() gives them
  /// Weights of the network that paints in one pass, as find_model() gives them; needed for Quality::draft alone. Where
  /// it is missing, or made for another encoder, a run that would begin with its painting begins with the content.
  std::filesystem::path decoder = {};
};

/// How far a picture is from its photograph and from its styles, by one yardstick, whatever the settings: at 512 px,
/// the squared error of the features at conv3_1 and conv4_1 relative to their mean square; the squared Wasserstein-2
/// distance of the features at conv1_1, 2_1, 3_1, 4_1 and 5_1 relative to the style's mean square, mean over the
/// layers; the mean squared difference of neighbours.
struct Losses {
  double content = 0;
  double style = 0;
  double variation = 0;
};

struct Result {
  Image picture;  ///< the size and the number of channels of the content
  Image mask;     ///< what was painted, softly: the mask of the request times the regions; empty means everywhere
  Losses losses;
  int steps = 0;         ///< at all sizes
  bool stopped = false;  ///< before its end, with Settings::keep_stopped or a watcher that keeps it
};

/// The picture stylised where mask and regions are above zero, at the full size of the content and with its number of
/// channels. Other pixels, those with an alpha of zero, and the alpha channel itself, are those of the content to the
/// bit. The soft values of the mask steer the work but are not blended in: see blend() in core/image.h.
/// The same request gives the same pixels on the same machine.
///
/// Throws Error with a sentence for the user if the request cannot be carried out: too small, too large for the
/// memory, an empty mask, no style, unusable weights, a setting out of range. Throws Cancelled if `progress` says so
/// and neither the settings nor `watcher` ask for what was reached, within a second unless a picture of tens of
/// megapixels is just being enlarged.
Result stylise(const Request& request, const Progress& progress, const Watcher& watcher = {});

/// What a run takes. Within 30 % of the truth on a quiet machine.
struct Estimate {
  double seconds = 0;
  std::uint64_t bytes = 0;  ///< in all, the pixels of the request included, those of the styles not
  int tiles = 1;            ///< in which the largest size is worked on
};

/// The share of the content's area that is worked on: what mask and regions cover, with a margin. Throws as stylise().
double painted_share(const Request& request);

/// Tries a few steps on small pictures, which takes about a second, and reckons from them. `painted` is the
/// painted_share() of the request, `regions` their number; `decoder` is needed for Quality::draft alone.
Estimate estimate(int width, int height, const Settings& settings, const std::filesystem::path& encoder,
                  double painted = 1, int regions = 1, const std::filesystem::path& decoder = {});

/// The memory in bytes that stylise() needs at most for a content of that size, the pixels of content and
/// mask included, those of the styles not.
std::uint64_t memory_needed(int width, int height, const Settings& settings);

/// Throws Error, naming the memory needed and the memory there is, if a content of that size cannot be worked on.
/// Hosts ask before they read the pixels. `available` is in bytes; 0 stands for what the system has free now.
void require_memory(int width, int height, const Settings& settings, std::uint64_t available = 0);

/// The smallest side in pixels that a content or a style may have.
inline constexpr int smallest_side = 16;

}  // namespace nst
