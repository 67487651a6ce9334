// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/models-procedure.h"

#include "core/i18n.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/model-manager.h"
#include "plugin/gimp/presentation.h"

#include <libgimp/gimpui.h>

namespace nst::gimp {
namespace {

GimpValueArray* run(GimpProcedure* procedure, GimpProcedureConfig* config, gpointer) {
  return guarded(procedure, [&] {
    GimpRunMode mode = GIMP_RUN_NONINTERACTIVE;
    g_object_get(config, "run-mode", &mode, nullptr);
    if (mode == GIMP_RUN_NONINTERACTIVE) {
      throw CallingError(
          tr("Models are shown in a window. Without one, call the command “neural-style models” in place of this."));
    }
    gimp_ui_init("neural-style");
    manage_models(nullptr, nullptr);
    return gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  });
}

}  // namespace

GimpProcedure* make_models_procedure(GimpPlugIn* plug_in) {
  GimpProcedure* procedure =
      gimp_procedure_new(plug_in, models_procedure_name, GIMP_PDB_PROC_TYPE_PLUGIN, run, nullptr, nullptr);
  gimp_procedure_set_sensitivity_mask(procedure, GIMP_PROCEDURE_SENSITIVE_ALWAYS);
  present(procedure, tr("Neural Style M_odels…"));
  gimp_procedure_set_documentation(
      procedure, tr("Show, import, download and remove the networks that Neural Style paints with"),
      tr("A window lists the models that are installed, makes models of weights files, downloads those that their "
         "publishers offer, and removes those of the user's own. Nothing is downloaded without being asked for."),
      models_procedure_name);
  gimp_procedure_add_enum_argument(procedure, "run-mode", "Run mode", "The run mode", GIMP_TYPE_RUN_MODE,
                                   GIMP_RUN_INTERACTIVE, G_PARAM_READWRITE);
  return procedure;
}

}  // namespace nst::gimp
