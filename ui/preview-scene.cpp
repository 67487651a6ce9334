// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview-scene.h"

#include "core/i18n.h"
#include "ui/gobject.h"

#include <algorithm>
#include <cmath>

namespace nst::ui {
namespace {

constexpr double highest_zoom = 32;       // pixels of the screen for one of the given picture
constexpr double lowest_zoom = 1.0 / 64;  // unless the whole picture needs less
constexpr double faint_opacity = 0.2;

bool same_proportions(const Extent& a, const Extent& b) {
  constexpr double tolerance = 0.01;
  return std::abs(a.width * b.height - b.width * a.height) <= tolerance * a.width * b.height;
}

}  // namespace

Extent PreviewScene::picture() const {
  return {static_cast<double>(before_->width()), static_cast<double>(before_->height())};
}

void PreviewScene::set_before(const Image& picture_before, double reduction) {
  const std::optional<Extent> last = before_ ? std::optional(picture()) : std::nullopt;
  before_.emplace(picture_before);
  reduction_ = reduction;
  if (!last || !same_proportions(*last, picture())) {
    fits_ = true;
    close_up_.reset();
  } else {
    view_.scale *= last->width / picture().width;
  }
  update_view();
}

void PreviewScene::set_after(const Image& picture_after) {
  after_.emplace(picture_after);
  after_shown_.reset();
}

void PreviewScene::clear_after() {
  after_.reset();
  after_shown_.reset();
}

void PreviewScene::set_close_up(const Box& part, const Image& picture_before) {
  close_up_.emplace(part, PictureSurface(picture_before), std::nullopt);
  before_shown_.reset();
  after_shown_.reset();
}

void PreviewScene::set_close_up_after(const Image& picture_after) {
  close_up_->after.emplace(picture_after);
  after_shown_.reset();
}

void PreviewScene::clear_close_up() {
  close_up_.reset();
  before_shown_.reset();
  after_shown_.reset();
}

void PreviewScene::set_outlines(const std::vector<Image>& masks) {
  outlines_.clear();
  for (const Image& mask : masks) {
    outlines_.push_back(outline(mask));
  }
  update_view();
}

void PreviewScene::set_area(const Extent& area, double device_scale) {
  if (area == area_ && device_scale == device_scale_) {
    return;
  }
  // The middle stays in the middle.
  view_.corner.x += (area.width - area_.width) / 2;
  view_.corner.y += (area.height - area_.height) / 2;
  area_ = area;
  device_scale_ = device_scale;
  update_view();
}

void PreviewScene::fit() {
  fits_ = true;
  update_view();
}

void PreviewScene::set_zoom(double zoom, Point about) {
  if (!before_ || area_.width <= 0 || area_.height <= 0) {
    return;
  }
  const double lowest = std::min(lowest_zoom, fitted(picture(), area_).scale * device_scale_);
  const double pixels = std::clamp(zoom * reduction_, lowest, highest_zoom);
  fits_ = false;
  view_ = zoomed(view_, pixels / device_scale_, about);
  update_view();
}

double PreviewScene::zoom() const { return view_.scale * device_scale_ / reduction_; }

void PreviewScene::pan(double x, double y) {
  if (!can_pan()) {
    return;
  }
  fits_ = false;
  view_.corner.x += x;
  view_.corner.y += y;
  update_view();
}

bool PreviewScene::can_pan() const { return before_ && ui::can_pan(view_, picture(), area_); }

void PreviewScene::update_view() {
  before_shown_.reset();
  after_shown_.reset();
  if (!before_ || area_.width <= 0 || area_.height <= 0) {
    return;
  }
  if (fits_) {
    view_ = fitted(picture(), area_);
    view_.scale = std::min(view_.scale, highest_zoom / device_scale_);
  }
  view_ = held(view_, picture(), area_, grid());
}

Box PreviewScene::visible() const {
  if (!before_) {
    return {};
  }
  const Point first = view_.shown({0, 0});
  const Point last = view_.shown({picture().width, picture().height});
  const Point corner{std::max(first.x, 0.0), std::max(first.y, 0.0)};
  return {corner, {std::min(last.x, area_.width) - corner.x, std::min(last.y, area_.height) - corner.y}};
}

Box PreviewScene::visible_part() const {
  const Box box = visible();
  if (box.size.width <= 0 || box.size.height <= 0) {
    return {};
  }
  const Point first = view_.of_picture(box.corner);
  const Point last = view_.of_picture({box.right(), box.bottom()});
  const auto [width, height] = picture();
  return {{first.x / width, first.y / height}, {(last.x - first.x) / width, (last.y - first.y) / height}};
}

double PreviewScene::divider_x() const {
  const Box box = visible();
  const double x = box.corner.x + (mirrored_ ? 1 - divider_ : divider_) * box.size.width;
  return std::round(x / grid()) * grid();
}

double PreviewScene::share_at(double x) const {
  const Box box = visible();
  const double share = box.size.width > 0 ? std::clamp((x - box.corner.x) / box.size.width, 0.0, 1.0) : 0;
  return mirrored_ ? 1 - share : share;
}

SurfacePtr PreviewScene::render(const PictureSurface& shown, const PictureSurface* close_up) const {
  const auto pixels = [&](double length) { return static_cast<int>(std::ceil(length * device_scale_)); };
  SurfacePtr surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels(area_.width), pixels(area_.height)));
  cairo_surface_set_device_scale(surface.get(), device_scale_, device_scale_);
  const CairoPtr context(cairo_create(surface.get()));
  cairo_t* cairo = context.get();
  const Extent size{picture().width * view_.scale, picture().height * view_.scale};
  if (shown.transparent()) {
    draw_checkerboard(cairo, visible());
  }
  cairo_save(cairo);
  cairo_translate(cairo, view_.corner.x, view_.corner.y);
  shown.paint(cairo, size.width, size.height);
  if (close_up != nullptr) {
    const auto& [corner, extent] = close_up_->part;
    cairo_translate(cairo, corner.x * size.width, corner.y * size.height);
    close_up->paint(cairo, extent.width * size.width, extent.height * size.height);
    draw_frame(cairo, extent.width * size.width, extent.height * size.height);
  }
  cairo_restore(cairo);
  for (std::size_t region = 0; region < outlines_.size(); ++region) {
    draw_outline(cairo, outlines_[region], {view_.corner, size}, region);
  }
  return surface;
}

void PreviewScene::draw(cairo_t* cairo, PangoContext* font, bool faint, const std::string& note) {
  if (!before_ || area_.width <= 0 || area_.height <= 0) {
    return;
  }
  if (!before_shown_) {
    before_shown_ = render(*before_, close_up_ ? &close_up_->before : nullptr);
  }
  if (has_after() && !after_shown_) {
    after_shown_ = render(after_ ? *after_ : *before_, close_up_ && close_up_->after ? &*close_up_->after : nullptr);
  }
  if (has_after() && !faint) {
    draw_parted(cairo, font);
  } else {
    cairo_set_source_surface(cairo, before_shown_.get(), 0, 0);
    cairo_paint_with_alpha(cairo, faint ? faint_opacity : 1);
  }
  if (!note.empty()) {
    draw_word(cairo, font, note, visible(), mirrored_ ? Corner::bottom_left : Corner::bottom_right);  // of "after"
  }
}

void PreviewScene::draw_parted(cairo_t* cairo, PangoContext* font) {
  const Box whole = visible();
  const double x = divider_x();
  const Box left{whole.corner, {x - whole.corner.x, whole.size.height}};
  const Box right{{x, whole.corner.y}, {whole.right() - x, whole.size.height}};
  const auto show = [&](const Box& box, cairo_surface_t* surface) {
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_rectangle(cairo, box.corner.x, box.corner.y, box.size.width, box.size.height);
    cairo_fill(cairo);
  };
  show(mirrored_ ? right : left, before_shown_.get());
  show(mirrored_ ? left : right, after_shown_.get());
  // TRANSLATORS: the picture before and after it was painted; shown over its two halves.
  const char* before = tr("before");
  const char* after = tr("after");
  draw_word(cairo, font, mirrored_ ? after : before, left, Corner::top_left);
  draw_word(cairo, font, mirrored_ ? before : after, right, Corner::top_right);
  draw_divider(cairo, whole, x);
}

}  // namespace nst::ui
