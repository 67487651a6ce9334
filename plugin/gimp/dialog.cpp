// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/dialog.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/advanced-page.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/colour-page.h"
#include "plugin/gimp/dialog-buttons.h"
#include "plugin/gimp/lack-notice.h"
#include "plugin/gimp/live-preview.h"
#include "plugin/gimp/region-page.h"
#include "plugin/gimp/style-page.h"
#include "ui/once-drawn.h"

#include <libgimp/gimpui.h>

#include <algorithm>
#include <string>
#include <vector>

namespace nst::gimp {
namespace {

constexpr int wanted_width = 1240;
constexpr int wanted_height = 800;
constexpr int least_height = 320;         // of a page
constexpr int least_preview_width = 420;  // the pages need the rest of a small screen

/// The window as large as serves the preview, but so that all of it is seen on a small screen.
void set_size(GtkWindow* window) {
  constexpr int edges = 40;   // what is beside it shows where the window ends
  constexpr int others = 60;  // a title, and a panel that the desktop does not tell of
  GdkDisplay* display = gdk_display_get_default();
  GdkMonitor* primary = gdk_display_get_primary_monitor(display);
  GdkMonitor* monitor = primary != nullptr ? primary : gdk_display_get_monitor(display, 0);
  GdkRectangle room;
  gdk_monitor_get_workarea(monitor, &room);
  gtk_window_set_default_size(window, std::min(wanted_width, room.width - edges),
                              std::min(wanted_height, room.height - others));
}

/// A page that can be scrolled where the screen has no room for all of it.
void add_page(GtkWidget* pages, const char* title, GtkWidget* box) {
  GtkWidget* scroller = gtk_scrolled_window_new(nullptr, nullptr);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height(GTK_SCROLLED_WINDOW(scroller), least_height);
  gtk_scrolled_window_set_propagate_natural_height(GTK_SCROLLED_WINDOW(scroller), TRUE);
  gtk_container_set_border_width(GTK_CONTAINER(box), dialog_border);
  gtk_container_add(GTK_CONTAINER(scroller), box);
  // What has the keyboard first may lie further down.
  ui::once_drawn(box, [scroller] {
    gtk_adjustment_set_value(gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scroller)), 0);
  });
  gtk_notebook_append_page(GTK_NOTEBOOK(pages), scroller, gtk_label_new(title));
}

GtkWidget* make_number(GimpProcedureDialog* dialog, GtkSizeGroup* labels, const char* argument) {
  GtkWidget* entry = gimp_procedure_dialog_get_scale_entry(dialog, argument, 1);
  gtk_size_group_add_widget(labels, gimp_labeled_get_label(GIMP_LABELED(entry)));
  return entry;
}

/// What a script's preset stood for is shown, and can be changed.
void show_preset(GimpProcedureConfig* config) {
  try {
    write_settings(config, settings_from(config));
  } catch (const Error&) {
    // "Paint" says what is wrong, while the dialog is there to mend it.
  }
}

/// Puts what GIMP has packed into the dialog itself, its buttons for saved settings, below the preview, where there is
/// room: a line of their own would be taken from the pages.
void move_own_buttons(GimpProcedureDialog* dialog, GtkWidget* column) {
  GtkWidget* content = gtk_dialog_get_content_area(GTK_DIALOG(dialog));
  const auto move = +[](GtkWidget* child, gpointer place) {
    if (GTK_IS_BUTTON_BOX(child)) {
      const GObjectPtr<GtkWidget> kept(GTK_WIDGET(g_object_ref(child)));
      gtk_container_remove(GTK_CONTAINER(gtk_widget_get_parent(child)), child);
      gtk_box_pack_end(GTK_BOX(place), child, FALSE, FALSE, 0);
    }
  };
  gtk_container_foreach(GTK_CONTAINER(content), move, column);
}

/// Puts `preview` beside the pages, and what it says of the run beside the button that begins it.
void add_preview(GimpProcedureDialog* dialog, GtkWidget* columns, const LivePreview& preview) {
  GtkWidget* column = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
  gtk_widget_set_size_request(preview.widget(), least_preview_width, -1);
  gtk_box_pack_start(GTK_BOX(column), preview.widget(), TRUE, TRUE, 0);
  move_own_buttons(dialog, column);
  gtk_widget_show(column);
  gtk_box_pack_start(GTK_BOX(columns), column, TRUE, TRUE, 0);
  GtkWidget* estimate = preview.estimate();
  GtkWidget* buttons = add_beside_buttons(dialog, estimate);
  if (GTK_IS_BUTTON_BOX(buttons)) {
    gtk_button_box_set_child_non_homogeneous(GTK_BUTTON_BOX(buttons), estimate, TRUE);
  }
  if (GTK_IS_BOX(buttons)) {
    gtk_box_reorder_child(GTK_BOX(buttons), estimate, 0);
  }
}

}  // namespace

void ask_for_painting(GimpProcedure* procedure, GimpProcedureConfig* config, const Question& question,
                      const std::function<void()>& accept) {
  show_preset(config);
  const DialogPtr owner(gimp_procedure_dialog_new(procedure, config, question.title));
  GimpProcedureDialog* dialog = GIMP_PROCEDURE_DIALOG(owner.get());
  gimp_procedure_dialog_set_ok_label(dialog, tr("Pa_int"));
  set_size(GTK_WINDOW(dialog));
  GtkBox* content = GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(dialog)));
  if (question.notice != nullptr) {
    GtkWidget* notice = question.notice->widget();
    gtk_container_set_border_width(GTK_CONTAINER(notice), dialog_border);
    gtk_box_pack_start(content, notice, FALSE, FALSE, 0);
  }
  const LackNotice lack(owner.get(), config);
  gtk_container_set_border_width(GTK_CONTAINER(lack.widget()), dialog_border);
  gtk_box_pack_start(content, lack.widget(), FALSE, FALSE, 0);
  add_dialog_buttons(dialog, config, "painting");
  const GObjectPtr<GtkSizeGroup> labels(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  std::vector<GtkWidget*> more;
  for (const char* argument : question.numbers) {
    more.push_back(make_number(dialog, labels.get(), argument));
  }
  GtkWidget* pages = gtk_notebook_new();
  const Previewed previewed = question.previewed();
  StylePage styles(config, question.image, labels.get(), more);
  const RegionPage regions(config, question.image, previewed.layer, [&](const std::string& mask) {
    styles.show_region(mask);
    gtk_notebook_set_current_page(GTK_NOTEBOOK(pages), 0);
  });
  add_page(pages, tr("Style"), styles.widget());
  add_page(pages, tr("Regions"), regions.widget());
  const GObjectPtr<GtkSizeGroup> colour_labels(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  add_page(pages, tr("Colors"), make_colour_page(config, colour_labels.get()));
  add_page(pages, tr("Advanced"), make_advanced_page(config));
  GtkWidget* columns = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_border);
  // All the room that they do not need is the preview's.
  gtk_widget_set_hexpand(pages, FALSE);
  gtk_box_pack_end(GTK_BOX(columns), pages, FALSE, FALSE, 0);
  gtk_box_pack_start(content, columns, TRUE, TRUE, 0);
  gtk_widget_show_all(columns);
  LivePreview preview(config, previewed, [&] { return styles.is_at_rest(); });
  add_preview(dialog, columns, preview);
  if (question.notice != nullptr) {
    question.notice->on_change([&] { preview.show(question.previewed()); });
  }
  ask(owner.get(), [&] {
    styles.require_style();
    accept();
  });
}

}  // namespace nst::gimp
