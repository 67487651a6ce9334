// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the preview shows: two pictures over each other, parted by a divider, at some zoom; a close-up of a part may be
// there with more pixels. It knows no events and no widget, and draws wherever cairo does. Used by the preview and what
// listens to its keys and its pointer.
#pragma once

#include "core/image.h"
#include "ui/picture-surface.h"
#include "ui/preview-marks.h"
#include "ui/region-outline.h"
#include "ui/view-transform.h"

#include <optional>
#include <string>
#include <vector>

namespace nst::ui {

/// Lengths and points are in pixels of the area that the scene fills, as GTK counts them: `device_scale` of the
/// screen's go to each. Without a picture nothing is drawn and no call has an effect on the view.
class PreviewScene {
 public:
  /// `reduction` is how many pixels of the true picture stand behind one of these: 100 % shows as many pixels of the
  /// screen for it. A picture of the same proportions keeps the view.
  void set_before(const Image& picture, double reduction = 1);
  /// Is laid over the whole of the one before, whatever its size.
  void set_after(const Image& picture);
  void clear_after();
  /// A part of the picture, in shares of its width and height, as it is before and, once that is known, after it was
  /// painted. Is laid over both pictures; goes when one before comes that shows something else.
  void set_close_up(const Box& part, const Image& picture);
  void set_close_up_after(const Image& picture);
  void clear_close_up();
  bool has_before() const { return before_.has_value(); }
  bool has_after() const { return after_ || (close_up_ && close_up_->after); }  ///< of a part at least

  /// Masks of regions, over the whole picture; the first one is the selection, and may be empty.
  void set_outlines(const std::vector<Image>& masks);

  void set_area(const Extent& area, double device_scale);
  const Extent& area() const { return area_; }

  void fit();
  bool fits() const { return fits_; }       ///< the view follows the area
  void set_zoom(double zoom, Point about);  ///< 1 is 100 %; the point of the picture at `about` stays where it is
  double zoom() const;
  void pan(double x, double y);
  bool can_pan() const;

  /// The share of the visible picture that shows it before, 0 to 1; it is on the left, or on the right if mirrored.
  void set_divider(double share) { divider_ = share; }
  void set_mirrored(bool mirrored) { mirrored_ = mirrored; }
  double divider_x() const;
  double share_at(double x) const;  ///< the divider that lies at x

  /// The part of the area where the picture is seen.
  Box visible() const;
  /// The part of the picture that is seen, in shares of its width and height.
  Box visible_part() const;

  /// With `font` for the words; `faint` where something else is to be read over it. `note` is a word of its own, or
  /// empty.
  void draw(cairo_t* cairo, PangoContext* font, bool faint, const std::string& note);

 private:
  struct CloseUp {
    Box part;
    PictureSurface before;
    std::optional<PictureSurface> after;
  };

  Extent picture() const;
  double grid() const { return 1 / device_scale_; }
  void update_view();
  SurfacePtr render(const PictureSurface& shown, const PictureSurface* close_up) const;
  void draw_parted(cairo_t* cairo, PangoContext* font);

  std::optional<PictureSurface> before_;
  std::optional<PictureSurface> after_;
  std::optional<CloseUp> close_up_;
  double reduction_ = 1;
  std::vector<std::vector<Contour>> outlines_;
  Extent area_;
  double device_scale_ = 1;
  ViewTransform view_;
  bool fits_ = true;
  double divider_ = 0.5;
  bool mirrored_ = false;
  // What the area shows, until view or pictures change: moving the divider only copies them.
  SurfacePtr before_shown_;
  SurfacePtr after_shown_;
};

}  // namespace nst::ui
