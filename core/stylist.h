// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facade of the core: a request goes in, the stylised picture comes out. Everything else in the core is private to
// it; hosts include this header, options, image, progress, error and catalogue.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/settings.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace nst {

/// A picture whose style is wanted, with its share among several. An alpha channel restricts it to its opaque part.
struct Style {
  Image image;
  double weight = 1;
};

struct Request {
  Image content;              ///< three or four channels; fully transparent pixels are left alone
  Image mask;                 ///< one channel, the size of `content`; empty means everywhere
  std::vector<Style> styles;  ///< one or more
  Settings settings;
  std::filesystem::path encoder;  ///< weights of the network, as find_model() gives them
};

/// The picture stylised where the mask is above zero, at the full size of the content and with its number of channels.
/// Pixels where the mask or the content's alpha is zero, and the alpha channel itself, are those of the content to the
/// bit. The soft values of the mask steer the work but are not blended in: see blend() in core/image.h.
/// The same request gives the same pixels on the same machine.
///
/// Throws Error with a sentence for the user if the request cannot be carried out: too small, too large for the
/// memory, an empty mask, no style, unusable weights, a setting out of range. Throws Cancelled if `progress` says so,
/// within a second unless a picture of tens of megapixels is just being enlarged.
Image stylise(const Request& request, const Progress& progress);

/// The memory in bytes that stylise() needs at most for a content of that size, the pixels of content and
/// mask included, those of the styles not.
std::uint64_t memory_needed(int width, int height, const Settings& settings);

/// Throws Error, naming the memory needed and the memory there is, if a content of that size cannot be worked on.
/// Hosts ask before they read the pixels. `available` is in bytes; 0 stands for what the system has free now.
void require_memory(int width, int height, const Settings& settings, std::uint64_t available = 0);

/// The smallest side in pixels that a content or a style may have.
inline constexpr int smallest_side = 16;

}  // namespace nst
