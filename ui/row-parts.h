// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rows of lists have in common: thumbnails, and being removed and moved to another place, by dragging or by
// keys. Private to the lists of styles and of regions.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>

namespace nst::ui {

inline constexpr int row_spacing = 8;

/// What the drag of a row carries: its place as an int. Only this program takes it.
inline constexpr const char* row_target = "application/x-neural-style-row";

/// A thumbnail in a widget of its own size; until there is a picture, a soft place for it. There is one in each row.
GtkWidget* new_row_thumbnail(GtkWidget* row, const Image& picture);

/// Shows another thumbnail in a row.
void set_row_thumbnail(GtkWidget* row, const Image& thumbnail);

/// What the row `name` is dragged by from its `place`: a handle with `parts` behind it, of which the last one takes the
/// room that is left. Without a place the row stays where it is, and its handle is not seen.
GtkWidget* new_drag_part(GtkWidget* row, const std::string& name, std::optional<std::size_t> place,
                         std::initializer_list<GtkWidget*> parts);

/// A button that removes the row `name`. The row goes away in the call.
GtkWidget* new_remove_button(const std::string& name, const char* tooltip, std::function<void()> removed);

/// What can be done with the row at `place`.
struct RowActions {
  std::function<void(std::size_t place)> remove;
  std::function<void(std::size_t place, std::size_t before)> move;  ///< before another one, or before the end
};

/// What a handler of "key-press-event" does: Delete removes the row that has the keyboard, Alt and an arrow move it.
/// Gives whether the key was taken; a key that turns the pages of a notebook around the list is left to that.
bool press_row_key(GtkListBox* list, const GdkEventKey& event, const RowActions& actions);

/// A move of a row before another one, or before the end.
struct RowMove {
  std::size_t place;
  std::size_t before;
};

/// The move that the drop of a row at `y` means in a list of `count` rows; nothing for other drops, such as the row of
/// another list: while it is dragged, a notebook turns its pages.
std::optional<RowMove> dropped_row(GtkListBox* list, GdkDragContext* context, int y, GtkSelectionData* data,
                                   std::size_t count);

}  // namespace nst::ui
