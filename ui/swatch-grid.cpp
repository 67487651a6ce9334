// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-grid.h"

#include "ui/grid-keys.h"
#include "ui/swatch-accessible.h"
#include "ui/swatch-area.h"
#include "ui/swatch-drawing.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace nst::ui {
namespace {

GtkAdjustment* scrolling(GtkWidget* scroller) {
  return gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scroller));
}

bool has_state(unsigned state, unsigned modifier) { return (state & modifier) != 0; }

}  // namespace

SwatchGrid::SwatchGrid(const std::string& name, std::size_t most, SwatchGridOwner owner)
    : owner_(std::move(owner)),
      scroller_(gtk_scrolled_window_new(nullptr, nullptr)),
      area_(new_swatch_area(this)),
      choice_(most) {
  GtkScrolledWindow* scroller = GTK_SCROLLED_WINDOW(scroller_.get());
  gtk_scrolled_window_set_policy(scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(scroller, GTK_SHADOW_IN);
  // A bar that lies over the last column would hide its stars.
  gtk_scrolled_window_set_overlay_scrolling(scroller, FALSE);
  gtk_container_add(GTK_CONTAINER(scroller), area_);
  set_accessible_name(area_, name);
  connect();
  gtk_widget_show_all(scroller_.get());
}

SwatchGrid::~SwatchGrid() {
  if (asking_ != 0) {
    g_source_remove(asking_);
  }
  g_signal_handlers_disconnect_by_data(scrolling(scroller_.get()), this);
  g_signal_handlers_disconnect_by_data(area_, this);
  leave_swatch_area(area_);
}

void SwatchGrid::connect() {
  const auto on = [this](const char* signal, GCallback handler) { g_signal_connect(area_, signal, handler, this); };
  on("draw", G_CALLBACK(+[](GtkWidget*, cairo_t* cairo, SwatchGrid* self) -> gboolean {
       self->draw(cairo);
       return GDK_EVENT_PROPAGATE;
     }));
  on("size-allocate",
     G_CALLBACK(+[](GtkWidget*, GdkRectangle* place, SwatchGrid* self) { self->resize(place->width); }));
  on("map", G_CALLBACK(+[](GtkWidget*, SwatchGrid* self) { self->ask_soon(); }));
  on("direction-changed", G_CALLBACK(+[](GtkWidget* area, GtkTextDirection, SwatchGrid* self) {
       self->geometry_.right_to_left = gtk_widget_get_direction(area) == GTK_TEXT_DIR_RTL;
     }));
  on("button-press-event",
     G_CALLBACK(+[](GtkWidget*, GdkEventButton* event, SwatchGrid* self) -> gboolean { return self->press(*event); }));
  on("key-press-event",
     G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, SwatchGrid* self) -> gboolean { return self->press_key(*event); }));
  on("popup-menu", G_CALLBACK(+[](GtkWidget*, SwatchGrid* self) -> gboolean {
       self->open_menu(self->focus_);
       return self->has_menus() ? TRUE : FALSE;
     }));
  on("motion-notify-event", G_CALLBACK(+[](GtkWidget*, GdkEventMotion* event, SwatchGrid* self) -> gboolean {
       self->hover(self->item_at(event->x, event->y));
       return GDK_EVENT_PROPAGATE;
     }));
  on("leave-notify-event", G_CALLBACK(+[](GtkWidget*, GdkEvent*, SwatchGrid* self) -> gboolean {
       self->hover({});
       return GDK_EVENT_PROPAGATE;
     }));
  for (const char* signal : {"focus-in-event", "focus-out-event"}) {
    on(signal, G_CALLBACK(+[](GtkWidget*, GdkEvent*, SwatchGrid* self) -> gboolean {
         self->redraw(self->focus_);
         return GDK_EVENT_PROPAGATE;
       }));
  }
  on("query-tooltip",
     G_CALLBACK(+[](GtkWidget*, int x, int y, gboolean by_key, GtkTooltip* tooltip, SwatchGrid* self) -> gboolean {
       return self->show_tooltip(x, y, by_key != FALSE, tooltip);
     }));
  on("notify::scale-factor", G_CALLBACK(+[](GtkWidget*, GParamSpec*, SwatchGrid* self) {
       self->pictures_.drop();
       self->ask_soon();
     }));
  for (const char* signal : {"value-changed", "changed"}) {
    g_signal_connect_swapped(scrolling(scroller_.get()), signal,
                             G_CALLBACK(+[](SwatchGrid* self) { self->ask_soon(); }), this);
  }
  geometry_.right_to_left = gtk_widget_get_direction(area_) == GTK_TEXT_DIR_RTL;
}

void SwatchGrid::show(std::size_t count) {
  pictures_.clear();
  kept_.clear();
  choice_.set({});
  hover_.reset();
  focus_ = 0;
  visited_ = false;
  geometry_.count = count;
  gtk_adjustment_set_value(scrolling(scroller_.get()), 0);
  gtk_widget_queue_resize(area_);
  gtk_widget_queue_draw(area_);
  tell_other_items(area_);
  ask_soon();
}

void SwatchGrid::set_picture(std::size_t item, const Image& picture) {
  if (item >= geometry_.count) {
    return;
  }
  pictures_.set(item, picture, gtk_widget_get_scale_factor(area_), visible());
  redraw(item);
}

void SwatchGrid::set_chosen(const std::set<std::size_t>& items) {
  change_choice([&] { choice_.set(items); });
}

void SwatchGrid::set_kept(std::size_t item, bool kept) {
  kept ? static_cast<void>(kept_.insert(item)) : static_cast<void>(kept_.erase(item));
  redraw(item);
}

bool SwatchGrid::change_choice(const std::function<void()>& change) {
  const std::set<std::size_t> before = choice_.items();
  change();
  std::vector<std::size_t> changed;
  std::ranges::set_symmetric_difference(before, choice_.items(), std::back_inserter(changed));
  for (const std::size_t item : changed) {
    redraw(item);
    tell_choice(area_, item, choice_.has(item));
  }
  return !changed.empty();
}

void SwatchGrid::choose(const std::function<void()>& change) {
  if (change_choice(change)) {
    owner_.chosen();
  }
}

void SwatchGrid::toggle(std::size_t item) {
  choose([&] { choice_.toggle(item); });
}

void SwatchGrid::choose_all() {
  choose([&] { choice_.all(geometry_.count); });
}

void SwatchGrid::choose_none() {
  choose([&] { choice_.set({}); });
}

void SwatchGrid::keep(std::size_t item, bool kept) {
  if (has_stars() && item < geometry_.count) {
    set_kept(item, kept);
    owner_.kept(item, kept);
  }
}

std::optional<std::size_t> SwatchGrid::focused() const {
  return geometry_.count == 0 ? std::nullopt : std::optional(focus_);
}

void SwatchGrid::focus(std::size_t item) {
  if (item >= geometry_.count) {
    return;
  }
  redraw(std::exchange(focus_, item));
  redraw(item);
  const Rect place = cell(item);
  gtk_adjustment_clamp_page(scrolling(scroller_.get()), place.y, place.y + place.height);
  tell_focus(area_, item);
  visited_ = true;
  if (owner_.visited) {
    owner_.visited();
  }
}

ItemRange SwatchGrid::visible() const {
  GtkAdjustment* adjustment = scrolling(scroller_.get());
  const double top = gtk_adjustment_get_value(adjustment);
  return geometry_.items_between(top, top + gtk_adjustment_get_page_size(adjustment));
}

int SwatchGrid::height_for(int width) const { return GridGeometry{.count = geometry_.count, .width = width}.height(); }

void SwatchGrid::resize(int width) {
  geometry_.width = width;
  ask_soon();
}

void SwatchGrid::redraw(std::size_t item) {
  const Rect place = cell(item);
  gtk_widget_queue_draw_area(area_, place.x, place.y, place.width, place.height);
}

void SwatchGrid::draw(cairo_t* cairo) const {
  GdkRectangle clip;
  if (gdk_cairo_get_clip_rectangle(cairo, &clip) == FALSE) {
    return;
  }
  const ItemRange range = geometry_.items_between(clip.y, clip.y + clip.height);
  for (std::size_t item = range.first; item < range.end; ++item) {
    const bool has_keys = item == focus_ && gtk_widget_has_visible_focus(area_) != FALSE;
    draw_swatch(area_, cairo, cell(item),
                {.picture = pictures_.find(item),
                 .chosen = is_chosen(item),
                 .focused = has_keys,
                 .with_star = has_stars() && (hover_ == item || has_keys),
                 .kept = is_kept(item)});
  }
}

void SwatchGrid::open_menu(std::size_t item, const GdkEvent* event) {
  focus(item);
  if (!has_menus() || item >= geometry_.count) {
    return;
  }
  GtkMenu* menu = GTK_MENU(menu_.emplace(owner_.menu(item)).get());
  gtk_menu_attach_to_widget(menu, area_, nullptr);
  if (event != nullptr) {
    gtk_menu_popup_at_pointer(menu, event);
  } else {
    const Rect place = cell(item);
    const GdkRectangle at{place.x, place.y, place.width, place.height};
    gtk_menu_popup_at_rect(menu, gtk_widget_get_window(area_), &at, GDK_GRAVITY_CENTER, GDK_GRAVITY_NORTH_WEST,
                           nullptr);
  }
}

bool SwatchGrid::press(const GdkEventButton& event) {
  const auto* any = reinterpret_cast<const GdkEvent*>(&event);
  const bool for_menu = gdk_event_triggers_context_menu(any) != FALSE;
  if (event.type != GDK_BUTTON_PRESS || (!for_menu && event.button != GDK_BUTTON_PRIMARY)) {
    return GDK_EVENT_PROPAGATE;
  }
  gtk_widget_grab_focus(area_);
  if (const auto item = item_at(event.x, event.y)) {
    for_menu ? open_menu(*item, any) : press_item(*item, event);
  }
  return GDK_EVENT_STOP;
}

void SwatchGrid::press_item(std::size_t item, const GdkEventButton& event) {
  focus(item);
  const Rect star = star_area(cell(item), geometry_.right_to_left);
  if (has_stars() && event.x >= star.x && event.x < star.x + star.width && event.y < star.y + star.height) {
    keep(item, !is_kept(item));
  } else if (has_state(event.state, GDK_CONTROL_MASK)) {
    toggle(item);
  } else if (has_state(event.state, GDK_SHIFT_MASK)) {
    choose([&] { choice_.extend_to(item); });
  } else {
    choose([&] { choice_.only(item); });
  }
}

bool SwatchGrid::press_key(const GdkEventKey& event) {
  if (geometry_.count == 0) {
    return GDK_EVENT_PROPAGATE;
  }
  const unsigned modifiers = event.state & gtk_accelerator_get_default_mod_mask();
  const unsigned key = gdk_keyval_to_lower(event.keyval);
  if (key == GDK_KEY_a && modifiers == GDK_CONTROL_MASK) {
    choose_all();
  } else if (key == GDK_KEY_s && modifiers == 0 && has_stars()) {
    focus(focus_);
    keep(focus_, !is_kept(focus_));
  } else if ((key == GDK_KEY_space || key == GDK_KEY_KP_Space) && (modifiers & ~GDK_CONTROL_MASK) == 0) {
    focus(focus_);
    toggle(focus_);
  } else if ((modifiers & ~GDK_SHIFT_MASK) == 0) {  // with Ctrl, Page Down goes to the next page of the dialog
    return move_focus(event);
  } else {
    return GDK_EVENT_PROPAGATE;
  }
  return GDK_EVENT_STOP;
}

bool SwatchGrid::move_focus(const GdkEventKey& event) {
  const std::optional<GridGeometry::Way> way = way_of(event.keyval);
  if (!way) {
    return GDK_EVENT_PROPAGATE;
  }
  const int page = static_cast<int>(gtk_adjustment_get_page_size(scrolling(scroller_.get())));
  focus(geometry_.moved(focus_, *way, page));
  if (has_state(event.state, GDK_SHIFT_MASK)) {
    choose([&] { choice_.extend_to(focus_); });
  }
  return GDK_EVENT_STOP;
}

void SwatchGrid::hover(std::optional<std::size_t> item) {
  if (hover_ == item) {
    return;
  }
  for (const auto& each : {std::exchange(hover_, item), item}) {
    if (each) {
      redraw(*each);
    }
  }
}

bool SwatchGrid::show_tooltip(int x, int y, bool by_key, GtkTooltip* tooltip) const {
  const auto item = by_key ? focused() : item_at(x, y);
  if (!item) {
    return false;
  }
  const Rect place = cell(*item);
  const GdkRectangle area{place.x, place.y, place.width, place.height};
  gtk_tooltip_set_tip_area(tooltip, &area);
  gtk_tooltip_set_text(tooltip, owner_.tooltip(*item).c_str());
  return true;
}

void SwatchGrid::ask_soon() {
  if (asking_ != 0) {
    return;
  }
  asking_ = g_idle_add(
      [](gpointer self) -> gboolean {
        static_cast<SwatchGrid*>(self)->asking_ = 0;
        static_cast<SwatchGrid*>(self)->ask();
        return G_SOURCE_REMOVE;
      },
      this);
}

void SwatchGrid::ask() {
  if (gtk_widget_get_mapped(area_) == FALSE) {
    return;
  }
  const ItemRange range = visible();
  const std::size_t ahead = std::min(range.end + (range.end - range.first), geometry_.count);
  std::vector<std::size_t> items;
  for (std::size_t item = range.first; item < ahead; ++item) {
    if (pictures_.is_missing(item)) {
      items.push_back(item);
    }
  }
  owner_.wanted(items);
}

}  // namespace nst::ui
