// SPDX-License-Identifier: GPL-3.0-or-later
//
// A grid of thumbnails to choose from, as many as one likes: only visible ones are drawn, and their pictures are asked
// for when they come into view. Used by the pages of the dialog that show styles.
#pragma once

#include "core/image.h"
#include "ui/choice.h"
#include "ui/gobject.h"
#include "ui/grid-geometry.h"
#include "ui/swatch-pictures.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nst::ui {

/// What a grid asks and tells the one it belongs to. All are called on the main thread.
struct SwatchGridOwner {
  /// What an item is called, for screen readers.
  std::function<std::string(std::size_t item)> name;
  /// What is said about it under the pointer.
  std::function<std::string(std::size_t item)> tooltip;
  /// The items that are in view, or will be soon, and have no picture, the most urgent first. What was wanted before
  /// and is not among them is no longer.
  std::function<void(const std::vector<std::size_t>& items)> wanted;
  /// The user chose other items.
  std::function<void()> chosen;
  /// The user wants to keep an item, or no longer. Without this function there are no stars.
  std::function<void(std::size_t item, bool kept)> kept = {};
  /// The user went to an item: visited().
  std::function<void()> visited = {};
  /// A new menu of what can be done with an item; the grid shows it and lets go of it. Without this function there are
  /// none.
  std::function<GtkWidget*(std::size_t item)> menu = {};
};

/// Items are chosen by a click, further ones with Ctrl or Shift; by keys with Space, Shift and the arrows, Ctrl+A. The
/// star is its corner, or the key S. The second button of the pointer, or the menu key, opens an item's menu.
class SwatchGrid {
 public:
  /// `name` is that of the whole for screen readers. No more than `most` items can be chosen.
  SwatchGrid(const std::string& name, std::size_t most, SwatchGridOwner owner);
  ~SwatchGrid();
  SwatchGrid(const SwatchGrid&) = delete;
  SwatchGrid& operator=(const SwatchGrid&) = delete;

  /// The grid with its scroll bar.
  GtkWidget* widget() const { return scroller_.get(); }

  /// Shows `count` other items, from the top: none has a picture, is chosen or kept.
  void show(std::size_t count);
  /// An item got its picture; an empty one is none.
  void set_picture(std::size_t item, const Image& picture);
  void set_chosen(const std::set<std::size_t>& items);
  void set_kept(std::size_t item, bool kept);

  std::size_t count() const { return geometry_.count; }
  const std::set<std::size_t>& chosen() const { return choice_.items(); }
  bool is_chosen(std::size_t item) const { return choice_.has(item); }
  bool is_kept(std::size_t item) const { return kept_.contains(item); }
  bool has_stars() const { return static_cast<bool>(owner_.kept); }
  bool has_menus() const { return static_cast<bool>(owner_.menu); }
  bool has_picture(std::size_t item) const { return pictures_.find(item) != nullptr; }
  std::string name(std::size_t item) const { return owner_.name(item); }

  // What a user can do, as the widget and screen readers do it.
  void toggle(std::size_t item);
  void choose_all();
  void choose_none();
  void keep(std::size_t item, bool kept);
  /// At the item, or where the pointer is in `event`.
  void open_menu(std::size_t item, const GdkEvent* event = nullptr);
  /// Gives an item the keyboard, and brings it into view.
  void focus(std::size_t item);
  /// The item that has the keyboard while the grid does; nothing where there are no items.
  std::optional<std::size_t> focused() const;
  /// The item that the user went to last, by a click or a key; nothing before that.
  std::optional<std::size_t> visited() const { return visited_ ? focused() : std::nullopt; }

  /// Places in pixels from the corner of area().
  Rect cell(std::size_t item) const { return geometry_.cell(item); }
  std::optional<std::size_t> item_at(double x, double y) const { return geometry_.item_at(x, y); }
  /// The items in view.
  ItemRange visible() const;
  /// What is scrolled: the grid itself.
  GtkWidget* area() const { return area_; }
  int height_for(int width) const;

 private:
  void connect();
  void resize(int width);
  void draw(cairo_t* cairo) const;
  bool press(const GdkEventButton& event);
  void press_item(std::size_t item, const GdkEventButton& event);
  bool press_key(const GdkEventKey& event);
  bool move_focus(const GdkEventKey& event);
  void hover(std::optional<std::size_t> item);
  bool show_tooltip(int x, int y, bool by_key, GtkTooltip* tooltip) const;
  /// Whether `change` made a difference.
  bool change_choice(const std::function<void()>& change);
  /// The same, and the owner is told.
  void choose(const std::function<void()>& change);
  void redraw(std::size_t item);
  void ask_soon();
  void ask();

  SwatchGridOwner owner_;
  OwnedWidget scroller_;
  GtkWidget* area_;
  GridGeometry geometry_;
  Choice choice_;
  std::set<std::size_t> kept_;
  SwatchPictures pictures_;
  std::size_t focus_ = 0;
  bool visited_ = false;
  std::optional<std::size_t> hover_;
  /// The one that was opened last. It outlives its use: screen readers still look at it then.
  std::optional<OwnedWidget> menu_;
  guint asking_ = 0;  ///< the idle call that will ask for pictures; 0: none
};

}  // namespace nst::ui
