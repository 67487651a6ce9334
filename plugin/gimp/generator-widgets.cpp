// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/generator-widgets.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/generators.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/option-widgets.h"

#include <string>

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

}  // namespace

GtkWidget* make_generator_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name) {
  const GObjectPtr<GtkListStore> names(gtk_list_store_new(2, G_TYPE_STRING, G_TYPE_STRING));
  for (const GeneratorName& generator : generator_names()) {
    gtk_list_store_insert_with_values(names.get(), nullptr, -1, 0, generator.name.c_str(), 1, generator.label.c_str(),
                                      -1);
  }
  simplify_name(config, name);
  GtkWidget* combo = gimp_prop_string_combo_box_new(G_OBJECT(config), name, GTK_TREE_MODEL(names.get()), 0, 1);
  gtk_widget_set_tooltip_text(combo, tr("The generative network that paints the swatches"));
  return beside_label(labels, tr("_Generator"), combo);
}

}  // namespace nst::gimp
