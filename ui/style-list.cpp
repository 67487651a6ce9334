// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style-list.h"

#include "core/i18n.h"
#include "ui/labels.h"
#include "ui/row-parts.h"
#include "ui/style-row.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace nst::ui {
namespace {

// Two rows: the swatches below need the room.
constexpr int height = 84;

enum class Drop : unsigned { row, files };

GtkWidget* new_placeholder() {
  constexpr int border = 12;
  GtkWidget* label = new_dim_label(nullptr);
  gtk_label_set_xalign(GTK_LABEL(label), 0.5);
  gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start(label, border);
  gtk_widget_set_margin_end(label, border);
  gtk_widget_set_valign(label, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand(label, TRUE);
  gtk_widget_show(label);
  return label;
}

/// The files of this computer that were dropped.
std::vector<std::filesystem::path> dropped_files(GtkSelectionData* data) {
  std::vector<std::filesystem::path> paths;
  char** addresses = gtk_selection_data_get_uris(data);
  for (char** address = addresses; address != nullptr && *address != nullptr; ++address) {
    if (char* path = g_filename_from_uri(*address, nullptr, nullptr)) {
      paths.emplace_back(path);
      g_free(path);
    }
  }
  g_strfreev(addresses);
  return paths;
}

}  // namespace

StyleList::StyleList(StyleListOwner owner)
    : owner_(std::move(owner)),
      frame_(gtk_scrolled_window_new(nullptr, nullptr)),
      list_(gtk_list_box_new()),
      placeholder_(new_placeholder()) {
  GtkScrolledWindow* scroller = GTK_SCROLLED_WINDOW(frame_.get());
  gtk_scrolled_window_set_policy(scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(scroller, GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height(scroller, height);
  gtk_list_box_set_selection_mode(list(), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder(list(), placeholder_);
  set_placeholder(tr("No style is chosen yet.\nClick a swatch below, or drop picture files here."));
  set_accessible_name(list_, tr("Chosen styles"));
  gtk_container_add(GTK_CONTAINER(scroller), list_);
  g_signal_connect(
      list_, "key-press-event",
      G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, StyleList* self) -> gboolean { return self->press_key(*event); }),
      this);
  // Rows get their places later: only then is there an end to go to.
  g_signal_connect_swapped(scrolling(), "changed", G_CALLBACK(+[](StyleList* self) {
                             if (std::exchange(self->to_the_end_, false)) {
                               gtk_adjustment_set_value(self->scrolling(), gtk_adjustment_get_upper(self->scrolling()));
                             }
                           }),
                           this);
  accept_drops();
  gtk_widget_show_all(frame_.get());
}

StyleList::~StyleList() {
  g_signal_handlers_disconnect_by_data(scrolling(), this);
  g_signal_handlers_disconnect_by_data(list_, this);
}

GtkAdjustment* StyleList::scrolling() const {
  return gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(frame_.get()));
}

bool StyleList::has(std::string_view word) const {
  return std::ranges::find(styles_, word, &ChosenStyle::word) != styles_.end();
}

void StyleList::set_placeholder(const char* text) { gtk_label_set_text(GTK_LABEL(placeholder_), text); }

void StyleList::show(std::vector<ChosenStyle> styles) {
  styles_ = std::move(styles);
  rebuild();
}

void StyleList::add(ChosenStyle style) {
  styles_.push_back(std::move(style));
  rebuild();
  to_the_end_ = true;
}

void StyleList::set_thumbnail(std::string_view word, const Image& thumbnail) {
  for (std::size_t place = 0; place < styles_.size(); ++place) {
    if (styles_[place].word == word) {
      styles_[place].thumbnail = thumbnail;
      set_row_thumbnail(row(place), thumbnail);
    }
  }
}

void StyleList::remove(std::size_t place) {
  const bool had_keys = gtk_container_get_focus_child(GTK_CONTAINER(list_)) != nullptr;
  styles_.erase(styles_.begin() + static_cast<std::ptrdiff_t>(place));
  rebuild();
  if (had_keys && !styles_.empty()) {
    gtk_widget_grab_focus(row(std::min(place, styles_.size() - 1)));
  }
  owner_.changed();
}

void StyleList::move(std::size_t place, std::size_t before) {
  const auto begin = styles_.begin();
  const auto from = static_cast<std::ptrdiff_t>(place);
  const auto to = static_cast<std::ptrdiff_t>(before);
  if (to == from || to == from + 1) {
    return;
  }
  if (to < from) {
    std::rotate(begin + to, begin + from, begin + from + 1);
  } else {
    std::rotate(begin + from, begin + from + 1, begin + to);
  }
  rebuild();
  gtk_widget_grab_focus(row(to < from ? before : before - 1));
  owner_.changed();
}

void StyleList::set_weight(std::size_t place, double weight) {
  styles_[place].weight = weight;
  owner_.changed();
}

GtkWidget* StyleList::row(std::size_t place) const {
  return GTK_WIDGET(gtk_list_box_get_row_at_index(list(), static_cast<int>(place)));
}

/// Rows know their places, so all are made anew: there are few.
void StyleList::rebuild() {
  gtk_container_foreach(GTK_CONTAINER(list_), [](GtkWidget* old, gpointer) { gtk_widget_destroy(old); }, nullptr);
  for (std::size_t place = 0; place < styles_.size(); ++place) {
    gtk_list_box_insert(list(),
                        new_style_row(styles_[place], place, styles_.size() > 1,
                                      {.weighted = [this, place](double weight) { set_weight(place, weight); },
                                       .removed = [this, place] { remove(place); }}),
                        -1);
  }
}

bool StyleList::press_key(const GdkEventKey& event) {
  return press_row_key(list(), event,
                       {.remove = [this](std::size_t place) { remove(place); },
                        .move = [this](std::size_t place, std::size_t before) { move(place, before); }});
}

void StyleList::accept_drops() {
  const std::array targets{
      GtkTargetEntry{const_cast<char*>(row_target), GTK_TARGET_SAME_APP, static_cast<guint>(Drop::row)},
      GtkTargetEntry{const_cast<char*>("text/uri-list"), 0, static_cast<guint>(Drop::files)}};
  gtk_drag_dest_set(list_, GTK_DEST_DEFAULT_ALL, targets.data(), static_cast<int>(targets.size()),
                    static_cast<GdkDragAction>(GDK_ACTION_MOVE | GDK_ACTION_COPY));
  g_signal_connect(list_, "drag-data-received",
                   G_CALLBACK(+[](GtkWidget*, GdkDragContext* context, int, int y, GtkSelectionData* data, guint kind,
                                  guint, StyleList* self) {
                     static_cast<Drop>(kind) == Drop::files ? self->drop_files(data) : self->drop_row(context, y, data);
                   }),
                   this);
}

void StyleList::drop_files(GtkSelectionData* data) {
  if (const std::vector<std::filesystem::path> paths = dropped_files(data); !paths.empty()) {
    owner_.dropped(paths);
  }
}

void StyleList::drop_row(GdkDragContext* context, int y, GtkSelectionData* data) {
  if (const std::optional<RowMove> wanted = dropped_row(list(), context, y, data, styles_.size())) {
    move(wanted->place, wanted->before);
  }
}

}  // namespace nst::ui
