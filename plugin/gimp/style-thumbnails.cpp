// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/style-thumbnails.h"

#include "core/error.h"
#include "core/trained-style.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/pixbuf-image.h"
#include "plugin/picture-file.h"
#include "plugin/picture-scale.h"
#include "plugin/trained-styles.h"

#include <libgimp/gimpui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace nst::gimp {
namespace {

constexpr int largest_side = 144;  // of a picture, px: that of a thumbnail at double scale

/// So many pixels of the shorter side: thumbnails show a square.
PictureSize thumbnail_size(const PictureSize& size) {
  const double scale = std::min(1.0, 1.0 * largest_side / std::min(size.width, size.height));
  return {std::max(1, static_cast<int>(std::lround(size.width * scale))),
          std::max(1, static_cast<int>(std::lround(size.height * scale)))};
}

/// On the thread. An empty picture if it cannot be made: what is wrong is said when the style is used.
Image paint(SwatchPainter& painter, const StyleWord& style, double truncation, std::stop_token stop) {
  try {
    if (style.generated) {
      const SwatchPoint& first = style.generated->swatches.front().point;
      return painter.paint(style.generated->model, {first}, truncation, std::move(stop)).front();
    }
    if (!style.trained.empty()) {
      return scaled_to_fit(load_trained_style(find_trained_style(style.trained)).styles.front().image, largest_side);
    }
    return read_picture(style.file, thumbnail_size(inspect_picture(style.file).size));
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

Image layer_thumbnail(GimpDrawable* layer, int side) {
  const GObjectPtr<GdkPixbuf> pixbuf(gimp_drawable_get_thumbnail(layer, side, side, GIMP_PIXBUF_KEEP_ALPHA));
  return pixbuf == nullptr ? Image() : image_of(pixbuf.get());
}

Image pattern_thumbnail(GimpPattern* pattern, int side) { return read_pattern(pattern, side, side); }

void StyleThumbnails::make(Lane lane, const StylePlace& place, double truncation,
                           std::function<void(const Image&)> done) {
  if (GimpDrawable* const* layer = std::get_if<GimpDrawable*>(&place)) {
    done(layer_thumbnail(*layer, largest_side));
  } else if (GimpPattern* const* pattern = std::get_if<GimpPattern*>(&place)) {
    done(pattern_thumbnail(*pattern, largest_side));
  } else {
    work.add(lane,
             [this, style = std::get<StyleWord>(place), truncation,
              done = std::move(done)](std::stop_token stop) -> BackgroundWork::Done {
               return [done, picture = paint(painter, style, truncation, std::move(stop))] { done(picture); };
             });
  }
}

}  // namespace nst::gimp
