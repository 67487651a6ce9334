// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of the regions that are painted in their own ways: masks, names and what is special about each, in an order
// that the user can change. Used by the page of the dialog that sets regions.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace nst::ui {

/// A region in the list.
struct ShownRegion {
  std::string name;
  std::string note = {};  ///< a few words about it, or none
  Image thumbnail = {};   ///< of its mask
};

/// What a list tells the one it belongs to, who shows the outcome.
struct RegionListOwner {
  std::function<void(std::size_t place)> selected;
  std::function<void(std::size_t place)> removed;
  /// The one at `place` shall come before the one at `before`, or to the end.
  std::function<void(std::size_t place, std::size_t before)> moved;
};

/// One row is always selected. The first region is the selection of the picture: it stays where it is, and later ones
/// lie over earlier ones. They are moved by dragging, or with Alt and the arrows; the key Delete removes one. Each has
/// the colour of its outline in the preview.
class RegionList {
 public:
  explicit RegionList(RegionListOwner owner);
  ~RegionList();
  RegionList(const RegionList&) = delete;
  RegionList& operator=(const RegionList&) = delete;

  GtkWidget* widget() const { return frame_.get(); }

  /// Shows other regions, at least one. The owner is not told.
  void show(std::vector<ShownRegion> regions, std::size_t selected);
  void set_thumbnail(std::size_t place, const Image& thumbnail);
  /// Says something else about one.
  void set_note(std::size_t place, const std::string& note);

 private:
  bool press_key(const GdkEventKey& event);
  void remove(std::size_t place);
  void move(std::size_t place, std::size_t before);
  void accept_drops();
  GtkWidget* row(std::size_t place) const;
  GtkListBox* list() const { return GTK_LIST_BOX(list_); }

  RegionListOwner owner_;
  OwnedWidget frame_;
  GtkWidget* list_;
  std::vector<ShownRegion> regions_;
  bool showing_ = false;  ///< rows are being made: what is selected meanwhile is not the user's doing
};

}  // namespace nst::ui
