// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/file-dialog.h"

#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/gobject.h"
#include "ui/open-dialog.h"

#include <string>

namespace nst::gimp {
namespace {

constexpr int preview_side = 192;

/// Shows the picture under the cursor beside the list of files.
void add_preview(GtkFileChooser* chooser) {
  GtkWidget* preview = gtk_image_new();
  gtk_widget_set_size_request(preview, preview_side, -1);
  gtk_file_chooser_set_preview_widget(chooser, preview);
  const auto update = +[](GtkFileChooser* files, gpointer image) {
    const std::string path = take_string(gtk_file_chooser_get_preview_filename(files));
    const GObjectPtr<GdkPixbuf> pixbuf(
        path.empty() ? nullptr : gdk_pixbuf_new_from_file_at_size(path.c_str(), preview_side, preview_side, nullptr));
    gtk_image_set_from_pixbuf(GTK_IMAGE(image), pixbuf.get());
    gtk_file_chooser_set_preview_widget_active(files, pixbuf != nullptr);
  };
  g_signal_connect(chooser, "update-preview", G_CALLBACK(update), preview);
}

GtkFileFilter* new_filter() {
  GtkFileFilter* pictures = gtk_file_filter_new();
  gtk_file_filter_set_name(pictures, tr("Pictures"));
  for (const char* type : {"image/png", "image/jpeg", "image/tiff", "image/webp", "image/gif", "image/heif"}) {
    gtk_file_filter_add_mime_type(pictures, type);
  }
  return pictures;
}

}  // namespace

std::vector<std::filesystem::path> ask_for_pictures(GtkWindow* parent) {
  const DialogPtr dialog(ui::new_open_dialog(parent, tr("Choose Pictures"), tr("_Add"), new_filter()));
  GtkFileChooser* chooser = GTK_FILE_CHOOSER(dialog.get());
  gtk_file_chooser_set_select_multiple(chooser, TRUE);
  add_preview(chooser);
  return ui::ask_for_files(dialog.get());
}

}  // namespace nst::gimp
