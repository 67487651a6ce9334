// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/file-dialog.h"

#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/gobject.h"

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

void add_filters(GtkFileChooser* chooser) {
  GtkFileFilter* pictures = gtk_file_filter_new();
  gtk_file_filter_set_name(pictures, tr("Pictures"));
  for (const char* type : {"image/png", "image/jpeg", "image/tiff", "image/webp", "image/gif", "image/heif"}) {
    gtk_file_filter_add_mime_type(pictures, type);
  }
  gtk_file_chooser_add_filter(chooser, pictures);
  GtkFileFilter* all = gtk_file_filter_new();
  gtk_file_filter_set_name(all, tr("All files"));
  gtk_file_filter_add_pattern(all, "*");
  gtk_file_chooser_add_filter(chooser, all);
}

}  // namespace

std::vector<std::filesystem::path> ask_for_pictures(GtkWindow* parent) {
  const DialogPtr dialog(gtk_file_chooser_dialog_new(tr("Choose Pictures"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                                     tr("_Cancel"), GTK_RESPONSE_CANCEL, tr("_Add"),
                                                     GTK_RESPONSE_ACCEPT, nullptr));
  gtk_dialog_set_default_response(GTK_DIALOG(dialog.get()), GTK_RESPONSE_ACCEPT);
  GtkFileChooser* chooser = GTK_FILE_CHOOSER(dialog.get());
  gtk_file_chooser_set_select_multiple(chooser, TRUE);
  add_preview(chooser);
  add_filters(chooser);
  std::vector<std::filesystem::path> paths;
  if (gtk_dialog_run(GTK_DIALOG(dialog.get())) != GTK_RESPONSE_ACCEPT) {
    return paths;
  }
  GSList* names = gtk_file_chooser_get_filenames(chooser);
  for (GSList* name = names; name != nullptr; name = name->next) {
    paths.emplace_back(static_cast<const char*>(name->data));
  }
  g_slist_free_full(names, g_free);
  return paths;
}

}  // namespace nst::gimp
