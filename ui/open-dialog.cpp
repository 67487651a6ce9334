// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open-dialog.h"

#include "core/i18n.h"

namespace nst::ui {

GtkWidget* new_open_dialog(GtkWindow* parent, const char* title, const char* open, GtkFileFilter* wanted) {
  GtkWidget* dialog = gtk_file_chooser_dialog_new(title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, tr("_Cancel"),
                                                  GTK_RESPONSE_CANCEL, open, GTK_RESPONSE_ACCEPT, nullptr);
  gtk_dialog_set_default_response(GTK_DIALOG(dialog), GTK_RESPONSE_ACCEPT);
  gtk_file_chooser_add_filter(GTK_FILE_CHOOSER(dialog), wanted);
  GtkFileFilter* all = gtk_file_filter_new();
  gtk_file_filter_set_name(all, tr("All files"));
  gtk_file_filter_add_pattern(all, "*");
  gtk_file_chooser_add_filter(GTK_FILE_CHOOSER(dialog), all);
  return dialog;
}

std::vector<std::filesystem::path> ask_for_files(GtkWidget* dialog) {
  std::vector<std::filesystem::path> paths;
  if (gtk_dialog_run(GTK_DIALOG(dialog)) != GTK_RESPONSE_ACCEPT) {
    return paths;
  }
  GSList* names = gtk_file_chooser_get_filenames(GTK_FILE_CHOOSER(dialog));
  for (GSList* name = names; name != nullptr; name = name->next) {
    paths.emplace_back(static_cast<const char*>(name->data));
  }
  g_slist_free_full(names, g_free);
  return paths;
}

}  // namespace nst::ui
