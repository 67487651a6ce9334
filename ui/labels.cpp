// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labels.h"

namespace nst::ui {

void make_bold(GtkWidget* label) {
  PangoAttrList* bold = pango_attr_list_new();
  pango_attr_list_insert(bold, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes(GTK_LABEL(label), bold);
  pango_attr_list_unref(bold);
}

GtkWidget* new_text_label(const char* text, int longest_line) {
  GtkWidget* label = gtk_label_new(text);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_line_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);  // words of swatches and paths may be long
  gtk_label_set_max_width_chars(GTK_LABEL(label), longest_line);
  return label;
}

GtkWidget* new_dim_label(const char* text, int longest_line) {
  GtkWidget* label = new_text_label(text, longest_line);
  gtk_style_context_add_class(gtk_widget_get_style_context(label), GTK_STYLE_CLASS_DIM_LABEL);
  return label;
}

}  // namespace nst::ui
