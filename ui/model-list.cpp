// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model-list.h"

#include "ui/labels.h"
#include "ui/on-press.h"

#include <algorithm>

namespace nst::ui {
namespace {

constexpr int spacing = 6;
constexpr int border = 8;

GtkWidget* add_label(GtkWidget* text, const std::string& line) {
  GtkWidget* label = gtk_label_new(line.c_str());
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_ellipsize(GTK_LABEL(label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand(label, TRUE);
  gtk_grid_attach_next_to(GTK_GRID(text), label, nullptr, GTK_POS_BOTTOM, 1, 1);
  return label;
}

/// Lets a label take up to `lines` lines. What does not fit is in the tooltip.
void wrap(GtkWidget* label, int lines) {
  gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
  gtk_label_set_line_wrap_mode(GTK_LABEL(label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines(GTK_LABEL(label), lines);
  gtk_widget_set_tooltip_text(label, gtk_label_get_text(GTK_LABEL(label)));
}

GtkWidget* make_text(const ModelLine& line) {
  constexpr int problem_lines = 4;
  constexpr int detail_lines = 2;
  GtkWidget* text = gtk_grid_new();  // GIMP's themes give vertical boxes a background of their own
  gtk_grid_set_row_spacing(GTK_GRID(text), 2);
  make_bold(add_label(text, line.title));
  add_label(text, line.facts);
  if (!line.problem.empty()) {
    GtkWidget* problem = add_label(text, line.problem);
    wrap(problem, problem_lines);
    gtk_style_context_add_class(gtk_widget_get_style_context(problem), GTK_STYLE_CLASS_ERROR);
  }
  for (const std::string& line_of_details : line.details) {
    GtkWidget* detail = add_label(text, line_of_details);
    wrap(detail, detail_lines);
    gtk_style_context_add_class(gtk_widget_get_style_context(detail), GTK_STYLE_CLASS_DIM_LABEL);
  }
  return text;
}

GtkWidget* make_button(const ModelButton& button) {
  GtkWidget* widget = gtk_button_new_with_mnemonic(button.label.c_str());
  set_accessible_name(widget, button.name);
  gtk_widget_set_tooltip_text(widget, button.tooltip.c_str());
  gtk_widget_set_valign(widget, GTK_ALIGN_CENTER);
  on_press(widget, button.press);
  return widget;
}

GtkWidget* make_row(const ModelLine& line) {
  GtkWidget* content = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
  gtk_container_set_border_width(GTK_CONTAINER(content), border);
  gtk_box_pack_start(GTK_BOX(content), make_text(line), TRUE, TRUE, 0);
  for (const ModelButton& button : line.buttons) {
    gtk_box_pack_start(GTK_BOX(content), make_button(button), FALSE, FALSE, 0);
  }
  GtkWidget* row = gtk_list_box_row_new();
  gtk_list_box_row_set_activatable(GTK_LIST_BOX_ROW(row), FALSE);
  gtk_container_add(GTK_CONTAINER(row), content);
  set_accessible_name(row, line.title);
  atk_object_set_description(gtk_widget_get_accessible(row), line.facts.c_str());
  gtk_widget_show_all(row);
  return row;
}

}  // namespace

ModelList::ModelList(const std::string& name) : box_(gtk_list_box_new()) {
  gtk_list_box_set_selection_mode(GTK_LIST_BOX(box_.get()), GTK_SELECTION_NONE);
  set_accessible_name(box_.get(), name);
}

void ModelList::show(const std::vector<ModelLine>& lines) {
  GtkListBox* list = GTK_LIST_BOX(box_.get());
  GtkWidget* with_keys = gtk_container_get_focus_child(GTK_CONTAINER(list));
  const int place = with_keys == nullptr ? -1 : gtk_list_box_row_get_index(GTK_LIST_BOX_ROW(with_keys));
  gtk_container_foreach(GTK_CONTAINER(list), [](GtkWidget* old, gpointer) { gtk_widget_destroy(old); }, nullptr);
  for (const ModelLine& line : lines) {
    gtk_list_box_insert(list, make_row(line), -1);
  }
  if (place >= 0 && !lines.empty()) {
    const int last = static_cast<int>(lines.size()) - 1;
    gtk_widget_grab_focus(GTK_WIDGET(gtk_list_box_get_row_at_index(list, std::min(place, last))));
  }
}

}  // namespace nst::ui
