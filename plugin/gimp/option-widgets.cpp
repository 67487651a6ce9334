// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/option-widgets.h"

#include "core/i18n.h"
#include "core/presets.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/model-changes.h"
#include "ui/late-widget.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <string>
#include <string_view>
#include <variant>

namespace nst::gimp {
namespace {

constexpr int spacing = 6;

void bind(GimpProcedureConfig* config, const char* name, GtkWidget* widget, const char* property) {
  g_object_bind_property(config, name, widget, property,
                         static_cast<GBindingFlags>(G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE));
}

constexpr unsigned most_digits = 12;

/// Keeps the digits of `entry` in step with the argument it shows.
void follow_digits(GimpProcedureConfig* config, const char* name, GtkWidget* entry, unsigned least) {
  g_object_set_data(G_OBJECT(entry), "least-digits", GUINT_TO_POINTER(least));
  const auto follow = +[](GObject* object, GParamSpec* property, gpointer shown) {
    double value = 0;
    g_object_get(object, property->name, &value, nullptr);
    const unsigned digits = digits_for(value, GPOINTER_TO_UINT(g_object_get_data(G_OBJECT(shown), "least-digits")));
    gimp_label_spin_set_digits(GIMP_LABEL_SPIN(shown), static_cast<int>(digits));
    GtkEntry* number = GTK_ENTRY(gimp_label_spin_get_spin_button(GIMP_LABEL_SPIN(shown)));
    gtk_entry_set_width_chars(number, std::max(gtk_entry_get_width_chars(number), static_cast<int>(digits) + 3));
  };
  follow_argument(config, name, entry, follow);
}

/// Whether `option` offers drafts, which need a network of their own.
bool offers_drafts(const Option& option) { return std::string_view(option.name) == "quality"; }

bool has_drafts() { return !decoder_file(Settings()).empty(); }

/// What is said about an option.
std::string help_of(const Option& option) {
  std::string help = tr(option.help);
  if (offers_drafts(option) && !has_drafts()) {
    help += "\n";
    help +=
        tr("There are no drafts: the model “decoder-arbitrary” is not installed. Install it, or Neural Style again.");
  }
  return help;
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
    const unsigned digits = fine ? 3 : 2;
    GtkWidget* entry = slider(range, Settings().*range.member, fine ? 0.001 : 0.05, digits);
    follow_digits(config, option.name, entry, digits);
    return entry;
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
    if (offers_drafts(option)) {
      // Asked again each time: the network may come while the dialog is open.
      const auto usable =
          +[](const char* name, gpointer) -> gboolean { return std::string_view(name) != "draft" || has_drafts(); };
      gimp_string_combo_box_set_sensitivity(GIMP_STRING_COMBO_BOX(combo), usable, nullptr, nullptr);
    }
    return labelled(gimp_label_string_widget_new(tr(option.label), combo));
  }
  GtkWidget* operator()(const Text&) const {
    return beside_label(labels, tr(option.label), gimp_prop_entry_new(G_OBJECT(config), option.name, 0));
  }
  GtkWidget* operator()(const File& file) const {
    return make_file_chooser(config, labels, option.name, tr(option.label),
                             file.written ? GIMP_FILE_CHOOSER_ACTION_SAVE : GIMP_FILE_CHOOSER_ACTION_OPEN);
  }
};

}  // namespace

unsigned digits_for(double value, unsigned least) {
  const double wanted = value > 0 ? 2 - std::floor(std::log10(value)) : 0;
  return std::clamp(static_cast<unsigned>(std::max(0.0, wanted)), least, most_digits);
}

void follow_argument(GimpProcedureConfig* config, const char* name, GtkWidget* widget,
                     void (*follow)(GObject* config, GParamSpec*, gpointer widget)) {
  g_signal_connect_object(config, (std::string("notify::") + name).c_str(), G_CALLBACK(follow), widget,
                          static_cast<GConnectFlags>(0));
  follow(G_OBJECT(config), g_object_class_find_property(G_OBJECT_GET_CLASS(config), name), widget);
}

GtkWidget* beside_label(GtkSizeGroup* labels, const char* text, GtkWidget* widget) {
  GtkWidget* label = gtk_label_new_with_mnemonic(text);
  gtk_label_set_mnemonic_widget(GTK_LABEL(label), widget);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_size_group_add_widget(labels, label);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, spacing);
  gtk_box_pack_start(GTK_BOX(box), label, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), widget, TRUE, TRUE, 0);
  return box;
}

GtkWidget* make_file_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name, const char* label,
                             GimpFileChooserAction action) {
  GtkWidget* chooser = gimp_file_chooser_new(action, label, tr("Choose a File"), nullptr);
  bind(config, name, chooser, "file");
  gtk_size_group_add_widget(labels, gimp_file_chooser_get_label_widget(GIMP_FILE_CHOOSER(chooser)));
  return chooser;
}

GtkWidget* make_preset_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels) {
  GtkWidget* combo = gtk_combo_box_text_new();
  std::string help = tr("Sets all options at once; they can be changed afterwards");
  gtk_combo_box_text_append(GTK_COMBO_BOX_TEXT(combo), "", tr("Choose…"));
  for (const Preset& preset : presets()) {
    gtk_combo_box_text_append(GTK_COMBO_BOX_TEXT(combo), preset.name, tr(preset.label));
    help += std::format("\n{}: {}", tr(preset.label), tr(preset.help));
  }
  gtk_combo_box_set_active(GTK_COMBO_BOX(combo), 0);
  const auto chosen = +[](GtkComboBox* presets, gpointer arguments) {
    if (const std::string name = gtk_combo_box_get_active_id(presets); !name.empty()) {
      choose_preset(GIMP_PROCEDURE_CONFIG(arguments), name.c_str());
    }
  };
  g_signal_connect(combo, "changed", G_CALLBACK(chosen), config);
  gtk_widget_set_tooltip_text(combo, help.c_str());
  return beside_label(labels, tr("Pr_eset"), combo);
}

GtkWidget* make_option_widget(GimpProcedureConfig* config, GtkSizeGroup* labels, std::string_view name) {
  const Option& option = *find_option(name);
  GtkWidget* widget = std::visit(MakeWidget{config, labels, option}, option.kind);
  const auto explain = [widget, &option] { gtk_widget_set_tooltip_text(widget, help_of(option).c_str()); };
  explain();
  if (offers_drafts(option)) {
    on_models_change(config, widget, explain);
  }
  return widget;
}

GtkWidget* make_option_box(GimpProcedureConfig* config, GtkSizeGroup* labels, Group group,
                           std::span<const char* const> elsewhere) {
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, spacing);
  for (const Option& option : options()) {
    if (option.group == group && std::ranges::find(elsewhere, option.name, [](const char* name) {
                                   return std::string_view(name);
                                 }) == elsewhere.end()) {
      // All of them together take longer than the rest of the dialog, and most of their pages are hidden at first.
      gtk_box_pack_start(GTK_BOX(box), ui::make_late([config, labels, name = option.name] {
                           return make_option_widget(config, labels, name);
                         }),
                         FALSE, FALSE, 0);
    }
  }
  return box;
}

}  // namespace nst::gimp
