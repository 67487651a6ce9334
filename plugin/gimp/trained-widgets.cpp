// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/trained-widgets.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/option-widgets.h"

#include <algorithm>
#include <string>

namespace nst::gimp {
namespace {

/// The name that the argument stands for: a script may have written the whole id.
std::string chosen_name(GimpProcedureConfig* config, const char* name) {
  try {
    return trained_style_name(trained_style_id(text_argument(config, name)));
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

GtkWidget* make_trained_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name,
                                const std::vector<TrainedStyleName>& styles) {
  const GObjectPtr<GtkListStore> names(gtk_list_store_new(2, G_TYPE_STRING, G_TYPE_STRING));
  for (const TrainedStyleName& style : styles) {
    gtk_list_store_insert_with_values(names.get(), nullptr, -1, 0, style.name.c_str(), 1, style.label.c_str(), -1);
  }
  const std::string chosen = chosen_name(config, name);
  const bool known = std::ranges::find(styles, chosen, &TrainedStyleName::name) != styles.end();
  g_object_set(config, name, known ? chosen.c_str() : styles.front().name.c_str(), nullptr);
  GtkWidget* combo = gimp_prop_string_combo_box_new(G_OBJECT(config), name, GTK_TREE_MODEL(names.get()), 0, 1);
  gtk_widget_set_tooltip_text(combo, tr("A style with a network of its own, which paints its drafts"));
  return beside_label(labels, tr("Trai_ned style"), combo);
}

}  // namespace nst::gimp
