// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rows of lists have in common: thumbnails, and being dragged to another place. Private to the lists of styles
// and of regions.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

#include <cstddef>
#include <functional>
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

/// What shows that a row can be dragged.
GtkWidget* new_drag_handle();

/// Makes `part` of a row, a widget with a window of its own, what drags the row at `place`.
void make_draggable(GtkWidget* part, GtkWidget* row, std::size_t place);

/// A button that removes the row `name`. The row goes away in the call.
GtkWidget* new_remove_button(const std::string& name, const char* tooltip, std::function<void()> removed);

/// Whether `event` turns the pages of a notebook around the list: GTK's list would take the key for itself. Then the
/// handler of "key-press-event" that asks is the last one, and returns that the key is not taken.
bool turns_pages(GtkListBox* list, const GdkEventKey& event);

/// A move of a row before another one, or before the end.
struct RowMove {
  std::size_t place;
  std::size_t before;
};

/// The move that the drop of a row at `y` means in a list of `count` rows; nothing for other drops.
std::optional<RowMove> dropped_row(GtkListBox* list, int y, GtkSelectionData* data, std::size_t count);

}  // namespace nst::ui
