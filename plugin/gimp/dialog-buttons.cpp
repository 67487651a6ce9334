// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/dialog-buttons.h"

#include "core/i18n.h"
#include "plugin/gimp/help-page.h"
#include "plugin/gimp/model-manager.h"
#include "ui/on-press.h"

namespace nst::gimp {
namespace {

/// Takes away what GIMP does at a signal: its help knows no pages of plug-ins.
void forget_handlers(gpointer object, const char* signal, GType type) {
  g_signal_handlers_disconnect_matched(object, G_SIGNAL_MATCH_ID, g_signal_lookup(signal, type), 0, nullptr, nullptr,
                                       nullptr);
}

void lead_help(GtkDialog* dialog, const char* section) {
  // There is no button where GIMP's preferences say so; F1 is there in any case.
  if (GtkWidget* button = gtk_dialog_get_widget_for_response(dialog, GTK_RESPONSE_HELP); button != nullptr) {
    forget_handlers(button, "clicked", GTK_TYPE_BUTTON);
    ui::on_press(button, [dialog, section] { open_help(GTK_WINDOW(dialog), section); });
    gtk_button_set_label(GTK_BUTTON(button), tr("_Help"));  // which GIMP has in some languages only
    gtk_widget_set_tooltip_text(button, tr("Opens the user guide"));
  }
  forget_handlers(dialog, "show-help", GTK_TYPE_WIDGET);
  const auto asked = +[](GtkWindow* window, GtkWidgetHelpType, gpointer part) -> gboolean {
    open_help(window, static_cast<const char*>(part));
    return TRUE;
  };
  g_signal_connect(dialog, "show-help", G_CALLBACK(asked), const_cast<char*>(section));
}

}  // namespace

void add_dialog_buttons(GimpProcedureDialog* dialog, GimpProcedureConfig* config, const char* section) {
  lead_help(GTK_DIALOG(dialog), section);
  GtkWidget* button = gtk_button_new_with_mnemonic(tr("_Models…"));
  gtk_widget_set_tooltip_text(button, tr("Shows the networks that paint, and lets you add and remove some"));
  ui::on_press(button, [dialog, config] { manage_models(GTK_WINDOW(dialog), config); });
  GtkWidget* buttons = add_beside_buttons(dialog, button);
  if (GTK_IS_BUTTON_BOX(buttons)) {
    gtk_button_box_set_child_secondary(GTK_BUTTON_BOX(buttons), button, TRUE);
  }
}

GtkWidget* add_beside_buttons(GimpProcedureDialog* dialog, GtkWidget* widget) {
  GtkWidget* ok = gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog), GTK_RESPONSE_OK);
  GtkWidget* buttons = gtk_widget_get_parent(ok);
  gtk_container_add(GTK_CONTAINER(buttons), widget);
  gtk_widget_show(widget);
  return buttons;
}

}  // namespace nst::gimp
