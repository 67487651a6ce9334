// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/region-list.h"

#include "core/i18n.h"
#include "ui/region-row.h"
#include "ui/row-parts.h"

#include <algorithm>
#include <utility>

namespace nst::ui {
namespace {

// Four rows: what is set for the chosen one is below.
constexpr int height = 180;

}  // namespace

RegionList::RegionList(RegionListOwner owner)
    : owner_(std::move(owner)), frame_(gtk_scrolled_window_new(nullptr, nullptr)), list_(gtk_list_box_new()) {
  GtkScrolledWindow* scroller = GTK_SCROLLED_WINDOW(frame_.get());
  gtk_scrolled_window_set_policy(scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type(scroller, GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height(scroller, height);
  gtk_list_box_set_selection_mode(list(), GTK_SELECTION_BROWSE);
  set_accessible_name(list_, tr("Regions"));
  gtk_container_add(GTK_CONTAINER(scroller), list_);
  g_signal_connect(
      list_, "key-press-event",
      G_CALLBACK(+[](GtkWidget*, GdkEventKey* event, RegionList* self) -> gboolean { return self->press_key(*event); }),
      this);
  g_signal_connect(list_, "row-selected", G_CALLBACK(+[](GtkListBox*, GtkListBoxRow* row, RegionList* self) {
                     if (row != nullptr && !self->showing_) {
                       self->owner_.selected(static_cast<std::size_t>(gtk_list_box_row_get_index(row)));
                     }
                   }),
                   this);
  accept_drops();
  gtk_widget_show_all(frame_.get());
}

RegionList::~RegionList() { g_signal_handlers_disconnect_by_data(list_, this); }

void RegionList::show(std::vector<ShownRegion> regions, std::size_t selected) {
  const bool had_keys = gtk_container_get_focus_child(GTK_CONTAINER(list_)) != nullptr;
  showing_ = true;
  regions_ = std::move(regions);
  gtk_container_foreach(GTK_CONTAINER(list_), [](GtkWidget* old, gpointer) { gtk_widget_destroy(old); }, nullptr);
  for (std::size_t place = 0; place < regions_.size(); ++place) {
    gtk_list_box_insert(list(), new_region_row(regions_[place], place, [this, place] { remove(place); }), -1);
  }
  GtkWidget* chosen = row(std::min(selected, regions_.size() - 1));
  gtk_list_box_select_row(list(), GTK_LIST_BOX_ROW(chosen));
  if (had_keys) {
    gtk_widget_grab_focus(chosen);
  }
  showing_ = false;
}

void RegionList::set_thumbnail(std::size_t place, const Image& thumbnail) {
  regions_[place].thumbnail = thumbnail;
  set_row_thumbnail(row(place), thumbnail);
}

void RegionList::set_note(std::size_t place, const std::string& note) {
  regions_[place].note = note;
  set_region_note(row(place), regions_[place]);
}

void RegionList::remove(std::size_t place) {
  if (place > 0) {
    owner_.removed(place);
  }
}

void RegionList::move(std::size_t place, std::size_t before) {
  before = std::max<std::size_t>(before, 1);
  if (place > 0 && before != place && before != place + 1 && before <= regions_.size()) {
    owner_.moved(place, before);
  }
}

GtkWidget* RegionList::row(std::size_t place) const {
  return GTK_WIDGET(gtk_list_box_get_row_at_index(list(), static_cast<int>(place)));
}

bool RegionList::press_key(const GdkEventKey& event) {
  return press_row_key(list(), event,
                       {.remove = [this](std::size_t place) { remove(place); },
                        .move = [this](std::size_t place, std::size_t before) { move(place, before); }});
}

void RegionList::accept_drops() {
  const GtkTargetEntry target{const_cast<char*>(row_target), GTK_TARGET_SAME_APP, 0};
  gtk_drag_dest_set(list_, GTK_DEST_DEFAULT_ALL, &target, 1, GDK_ACTION_MOVE);
  g_signal_connect(list_, "drag-data-received",
                   G_CALLBACK(+[](GtkWidget*, GdkDragContext* context, int, int y, GtkSelectionData* data, guint, guint,
                                  RegionList* self) {
                     if (const auto wanted = dropped_row(self->list(), context, y, data, self->regions_.size())) {
                       self->move(wanted->place, wanted->before);
                     }
                   }),
                   this);
}

}  // namespace nst::ui
