// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatches-dialog.h"

#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/dialog-buttons.h"
#include "plugin/gimp/generator-widgets.h"
#include "plugin/gimp/swatches-arguments.h"

namespace nst::gimp {
namespace {

GtkWidget* make_box(GimpProcedureDialog* dialog, GimpProcedureConfig* config) {
  const GObjectPtr<GtkSizeGroup> labels(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
  gtk_container_set_border_width(GTK_CONTAINER(box), dialog_border);
  gtk_box_pack_start(GTK_BOX(box), make_generator_chooser(config, labels.get(), swatches_generator), FALSE, FALSE, 0);
  for (const char* argument : swatches_rows) {
    GtkWidget* widget = gimp_procedure_dialog_get_widget(dialog, argument, G_TYPE_NONE);
    gtk_size_group_add_widget(labels.get(), gimp_labeled_get_label(GIMP_LABELED(widget)));
    gtk_box_pack_start(GTK_BOX(box), widget, FALSE, FALSE, 0);
  }
  for (const char* argument : swatches_toggles) {
    gtk_box_pack_start(GTK_BOX(box), gimp_procedure_dialog_get_widget(dialog, argument, G_TYPE_NONE), FALSE, FALSE, 0);
  }
  return box;
}

}  // namespace

void ask_for_swatches(GimpProcedure* procedure, GimpProcedureConfig* config, const std::function<void()>& accept) {
  const DialogPtr owner(gimp_procedure_dialog_new(procedure, config, tr("Neural Style Swatches")));
  GimpProcedureDialog* dialog = GIMP_PROCEDURE_DIALOG(owner.get());
  gimp_procedure_dialog_set_ok_label(dialog, tr("Pa_int"));
  GtkWidget* box = make_box(dialog, config);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(dialog))), box, TRUE, TRUE, 0);
  gtk_widget_show_all(box);
  add_dialog_buttons(dialog, config, "swatches");
  ask(owner.get(), accept);
}

}  // namespace nst::gimp
