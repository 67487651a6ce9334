// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/generator-widgets.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/generators.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/model-changes.h"
#include "plugin/gimp/option-widgets.h"
#include "ui/gobject.h"

#include <string>
#include <vector>

namespace nst::gimp {
namespace {

/// Brings the name in the argument to the form that the chooser knows: a script may have left it empty or written the
/// whole id.
void simplify_name(GimpProcedureConfig* config, const char* name) {
  try {
    g_object_set(config, name, generator_name(generator_id(text_argument(config, name))).c_str(), nullptr);
  } catch (const Error&) {
    // "OK" says what is wrong, while the dialog is there to mend it.
  }
}

/// Puts the installed generators into the list of `combo`. The argument `name` keeps its value, which a list that is
/// emptied would take from it: what GIMP connected with `config` is blocked meanwhile.
void fill_list(GimpProcedureConfig* config, GtkWidget* combo, const char* name) {
  GtkListStore* list = GTK_LIST_STORE(gtk_combo_box_get_model(GTK_COMBO_BOX(combo)));
  const std::string chosen = text_argument(config, name);
  const std::vector<GeneratorName> generators = generator_names();
  g_signal_handlers_block_matched(combo, G_SIGNAL_MATCH_DATA, 0, 0, nullptr, nullptr, config);
  gtk_list_store_clear(list);
  for (const GeneratorName& generator : generators) {
    gtk_list_store_insert_with_values(list, nullptr, -1, 0, generator.name.c_str(), 1, generator.label.c_str(), -1);
  }
  gimp_string_combo_box_set_active(GIMP_STRING_COMBO_BOX(combo), chosen.c_str());
  g_signal_handlers_unblock_matched(combo, G_SIGNAL_MATCH_DATA, 0, 0, nullptr, nullptr, config);
  gtk_widget_set_sensitive(combo, !generators.empty());
}

}  // namespace

GtkWidget* make_generator_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name) {
  const GObjectPtr<GtkListStore> names(gtk_list_store_new(2, G_TYPE_STRING, G_TYPE_STRING));
  simplify_name(config, name);
  GtkWidget* combo = gimp_prop_string_combo_box_new(G_OBJECT(config), name, GTK_TREE_MODEL(names.get()), 0, 1);
  ui::set_accessible_name(combo, tr("Generator"));  // by itself it is called like the chosen one
  fill_list(config, combo, name);
  on_models_change(config, combo, [=] { fill_list(config, combo, name); });
  gtk_widget_set_tooltip_text(combo, tr("The generative network that paints the swatches"));
  return beside_label(labels, tr("_Generator"), combo);
}

std::string lack_of_generator(const std::string& model) {
  return generator_names().empty()
             ? tr("There are no swatches: no network that generates styles is installed. Install Neural Style again. "
                  "Files, layers and patterns can be styles all the same.")
             : tr("The generator “{}” is not installed. Choose another one above.", generator_name(model));
}

}  // namespace nst::gimp
