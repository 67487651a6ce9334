// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import-dialog.h"

#include "core/i18n.h"
#include "ui/open-dialog.h"

#include <memory>
#include <string>
#include <vector>

namespace nst::ui {
namespace {

constexpr int spacing = 6;

std::string typed(GtkWidget* entry) {
  const std::unique_ptr<char, Deleter<g_free>> text(g_strdup(gtk_entry_get_text(GTK_ENTRY(entry))));
  return g_strstrip(text.get());
}

GtkFileFilter* new_filter() {
  GtkFileFilter* weights = gtk_file_filter_new();
  gtk_file_filter_set_name(weights, tr("Weights (.pth, .pt, .safetensors)"));
  for (const char* pattern : {"*.pth", "*.pt", "*.safetensors"}) {
    gtk_file_filter_add_pattern(weights, pattern);
  }
  return weights;
}

}  // namespace

ImportDetails::ImportDetails(std::span<const InputConvention> conventions)
    : grid_(gtk_grid_new()), convention_(gtk_combo_box_text_new()) {
  gtk_grid_set_row_spacing(GTK_GRID(grid_.get()), spacing);
  gtk_grid_set_column_spacing(GTK_GRID(grid_.get()), 2 * spacing);
  GtkComboBoxText* combo = GTK_COMBO_BOX_TEXT(convention_);
  gtk_combo_box_text_append(combo, "", tr("as the file tells"));
  for (const InputConvention& convention : conventions) {
    gtk_combo_box_text_append(combo, convention.name, tr(convention.help));
  }
  gtk_combo_box_set_active(GTK_COMBO_BOX(convention_), 0);
  add(0, tr("Con_vention"), convention_,
      tr("How the network wants its input. Few files need this: you are told if yours does."));
  id_ = add_entry(1, tr("I_D"), tr("one that fits the file"),
                  tr("What the model is called, such as encoder-mine. An encoder of this program needs one."));
  sum_ = add_entry(2, tr("SHA-_256"), tr("the one in the file's name, if there is one"),
                   tr("The first 8 or more digits of the sum that the file should have. Another file is refused."));
  gtk_widget_show_all(grid_.get());
}

void ImportDetails::add(int row, const char* label, GtkWidget* widget, const char* tooltip) {
  GtkWidget* text = gtk_label_new_with_mnemonic(label);
  gtk_label_set_xalign(GTK_LABEL(text), 0);
  gtk_label_set_mnemonic_widget(GTK_LABEL(text), widget);
  gtk_widget_set_tooltip_text(widget, tooltip);
  gtk_widget_set_hexpand(widget, TRUE);
  gtk_grid_attach(GTK_GRID(grid_.get()), text, 0, row, 1, 1);
  gtk_grid_attach(GTK_GRID(grid_.get()), widget, 1, row, 1, 1);
}

GtkWidget* ImportDetails::add_entry(int row, const char* label, const char* placeholder, const char* tooltip) {
  GtkWidget* entry = gtk_entry_new();
  gtk_entry_set_placeholder_text(GTK_ENTRY(entry), placeholder);
  gtk_entry_set_activates_default(GTK_ENTRY(entry), TRUE);
  add(row, label, entry, tooltip);
  return entry;
}

ImportOptions ImportDetails::options() const {
  const char* convention = gtk_combo_box_get_active_id(GTK_COMBO_BOX(convention_));
  return {.convention = convention == nullptr ? "" : convention, .sha256 = typed(sum_), .id = typed(id_)};
}

std::optional<ImportChoice> ask_for_import(GtkWindow* parent, std::span<const InputConvention> conventions) {
  const OwnedWidget dialog(new_open_dialog(parent, tr("Import a Model"), tr("_Import"), new_filter()));
  const ImportDetails details(conventions);
  gtk_file_chooser_set_extra_widget(GTK_FILE_CHOOSER(dialog.get()), details.widget());
  const std::vector<std::filesystem::path> files = ask_for_files(dialog.get());
  return files.empty() ? std::nullopt : std::optional(ImportChoice{files.front(), details.options()});
}

}  // namespace nst::ui
