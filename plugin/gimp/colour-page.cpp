// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/colour-page.h"

#include "core/i18n.h"
#include "core/options.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/option-widgets.h"
#include "ui/labels.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

namespace nst::gimp {
namespace {

/// What is said about the value that a choice has now.
const char* help_of_value(GimpProcedureConfig* config, const Option& option) {
  const std::string name = text_argument(config, option.name);
  const auto& entries = std::get<Choice>(option.kind).entries;
  const auto found = std::ranges::find_if(entries, [&](const Choice::Entry& entry) { return name == entry.name; });
  return found == entries.end() ? "" : tr(found->help);
}

GtkWidget* new_help(GimpProcedureConfig* config, const Option& option) {
  constexpr int longest_line = 40;
  GtkWidget* label = ui::new_dim_label(nullptr, longest_line);
  gtk_widget_set_margin_bottom(label, dialog_border);
  follow_argument(
      config, option.name, label, +[](GObject* object, GParamSpec* argument, gpointer shown) {
        gtk_label_set_text(GTK_LABEL(shown),
                           help_of_value(GIMP_PROCEDURE_CONFIG(object), *find_option(argument->name)));
      });
  return label;
}

}  // namespace

GtkWidget* make_colour_page(GimpProcedureConfig* config, GtkSizeGroup* labels) {
  GtkWidget* page = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
  for (const Option& option : options()) {
    if (option.group != Group::colour) {
      continue;
    }
    GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
    gtk_box_pack_start(GTK_BOX(box), make_option_widget(config, labels, option.name), FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(box), new_help(config, option), FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(page), box, FALSE, FALSE, 0);
    if (std::string_view(option.name) == "color-matching") {
      follow_argument(
          config, "color", box, +[](GObject* object, GParamSpec* argument, gpointer widget) {
            const bool matched = text_argument(GIMP_PROCEDURE_CONFIG(object), argument->name) == "matched";
            gtk_widget_set_sensitive(GTK_WIDGET(widget), matched ? TRUE : FALSE);
          });
    }
  }
  return page;
}

}  // namespace nst::gimp
