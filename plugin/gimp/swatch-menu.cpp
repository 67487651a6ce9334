// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatch-menu.h"

#include "core/i18n.h"
#include "ui/gobject.h"

namespace nst::gimp {
namespace {

/// Adds `item` to `menu`; `action` is done when it is chosen.
void append(GtkWidget* menu, GtkWidget* item, const std::function<void()>& action) {
  ui::connect(item, "activate", action);
  gtk_menu_shell_append(GTK_MENU_SHELL(menu), item);
}

GtkWidget* new_partners(const std::vector<SwatchMenuOwner::Partner>& partners) {
  GtkWidget* item = gtk_menu_item_new_with_mnemonic(tr("_Blend with"));
  if (partners.empty()) {
    gtk_widget_set_sensitive(item, FALSE);
    gtk_widget_set_tooltip_text(item, tr("Choose another swatch first, by a click"));
    return item;
  }
  GtkWidget* menu = gtk_menu_new();
  for (const SwatchMenuOwner::Partner& partner : partners) {
    append(menu, gtk_menu_item_new_with_label(partner.name.c_str()), partner.blend);
  }
  gtk_menu_item_set_submenu(GTK_MENU_ITEM(item), menu);
  return item;
}

}  // namespace

GtkWidget* new_swatch_menu(const SwatchMenuOwner& owner) {
  GtkWidget* menu = gtk_menu_new();
  append(menu, gtk_menu_item_new_with_mnemonic(tr("_Vary this one")), owner.vary);
  gtk_menu_shell_append(GTK_MENU_SHELL(menu), new_partners(owner.partners));
  GtkWidget* keep = gtk_check_menu_item_new_with_mnemonic(tr("_Keep"));
  gtk_check_menu_item_set_active(GTK_CHECK_MENU_ITEM(keep), owner.kept ? TRUE : FALSE);
  append(menu, keep, owner.keep);
  gtk_widget_show_all(menu);
  return menu;
}

}  // namespace nst::gimp
