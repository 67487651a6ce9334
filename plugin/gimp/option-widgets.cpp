// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/option-widgets.h"

#include "core/i18n.h"
#include "plugin/gimp/gobject.h"

#include <algorithm>
#include <variant>

namespace nst::gimp {
namespace {

constexpr int spacing = 6;

void bind(GimpProcedureConfig* config, const char* name, GtkWidget* widget, const char* property) {
  g_object_bind_property(config, name, widget, property,
                         static_cast<GBindingFlags>(G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE));
}

struct MakeWidget {
  GimpProcedureConfig* config;
  GtkSizeGroup* labels;
  const Option& option;

  GtkWidget* labelled(GtkWidget* widget) const {
    gtk_size_group_add_widget(labels, gimp_labeled_get_label(GIMP_LABELED(widget)));
    return widget;
  }
  /// The slider shows the useful part of a range; the number beside it takes all of it.
  template <typename Range>
  GtkWidget* slider(const Range& range, double value, double step, unsigned digits) const {
    // libgimp 3.0 starts with steps of 1, and complains if the range is shorter than that.
    GtkWidget* entry = gimp_scale_entry_new(tr(option.label), value, range.lowest,
                                            std::max<double>(range.highest, range.lowest + 1), digits);
    gimp_scale_entry_set_bounds(GIMP_SCALE_ENTRY(entry), range.lowest, range.highest, FALSE);
    gimp_scale_entry_set_bounds(GIMP_SCALE_ENTRY(entry), range.slider_lowest, range.slider_highest, TRUE);
    gimp_label_spin_set_increments(GIMP_LABEL_SPIN(entry), step, step * 10);
    bind(config, option.name, entry, "value");
    return labelled(entry);
  }
  GtkWidget* operator()(const Integer& range) const { return slider(range, Settings().*range.member, 1, 0); }
  GtkWidget* operator()(const Real& range) const {
    const bool fine = range.slider_highest <= 1;
    return slider(range, Settings().*range.member, fine ? 0.001 : 0.05, fine ? 3 : 2);
  }
  GtkWidget* operator()(const Toggle&) const {
    GtkWidget* button = gtk_check_button_new_with_mnemonic(tr(option.label));
    bind(config, option.name, button, "active");
    return button;
  }
  GtkWidget* operator()(const Choice& choice) const {
    const GObjectPtr<GtkListStore> names(gtk_list_store_new(2, G_TYPE_STRING, G_TYPE_STRING));
    for (const Choice::Entry& entry : choice.entries) {
      gtk_list_store_insert_with_values(names.get(), nullptr, -1, 0, entry.name, 1, tr(entry.label), -1);
    }
    GtkWidget* combo = gimp_prop_string_combo_box_new(G_OBJECT(config), option.name, GTK_TREE_MODEL(names.get()), 0, 1);
    return labelled(gimp_label_string_widget_new(tr(option.label), combo));
  }
  GtkWidget* operator()(const Text&) const {
    GtkWidget* entry = gimp_prop_entry_new(G_OBJECT(config), option.name, 0);
    GtkWidget* label = gtk_label_new_with_mnemonic(tr(option.label));
    gtk_label_set_mnemonic_widget(GTK_LABEL(label), entry);
    gtk_label_set_xalign(GTK_LABEL(label), 0);
    gtk_size_group_add_widget(labels, label);
    GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
    gtk_box_pack_start(GTK_BOX(box), label, FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(box), entry, TRUE, TRUE, 0);
    return box;
  }
  GtkWidget* operator()(const File&) const { return make_file_chooser(config, labels, option.name, tr(option.label)); }
};

}  // namespace

GtkWidget* make_file_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name, const char* label) {
  GtkWidget* chooser = gimp_file_chooser_new(GIMP_FILE_CHOOSER_ACTION_OPEN, label, tr("Choose a File"), nullptr);
  bind(config, name, chooser, "file");
  gtk_size_group_add_widget(labels, gimp_file_chooser_get_label_widget(GIMP_FILE_CHOOSER(chooser)));
  return chooser;
}

GtkWidget* make_option_box(GimpProcedureConfig* config, GtkSizeGroup* labels, Group group) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  for (const Option& option : options()) {
    if (option.group == group) {
      GtkWidget* widget = std::visit(MakeWidget{config, labels, option}, option.kind);
      gtk_widget_set_tooltip_text(widget, tr(option.help));
      gtk_box_pack_start(GTK_BOX(box), widget, FALSE, FALSE, 0);
    }
  }
  return box;
}

}  // namespace nst::gimp
