// SPDX-License-Identifier: GPL-3.0-or-later
//
// The GIMP plug-in "neural-style": says which procedures it has.
#include "core/i18n.h"
#include "plugin/gimp/at-work.h"
#include "plugin/gimp/gegl-start.h"
#include "plugin/gimp/layers-procedure.h"
#include "plugin/gimp/models-procedure.h"
#include "plugin/gimp/procedure.h"
#include "plugin/gimp/swatches-procedure.h"
#include "plugin/program-folder.h"

#include <libgimp/gimp.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace {

struct NeuralStyle {
  GimpPlugIn parent;
};

struct NeuralStyleClass {
  GimpPlugInClass parent;
};

GType neural_style_get_type();

G_DEFINE_TYPE(NeuralStyle, neural_style, GIMP_TYPE_PLUG_IN)

struct Entry {
  std::string_view name;
  GimpProcedure* (*make)(GimpPlugIn* plug_in);
};
constexpr std::array procedures{Entry{nst::gimp::procedure_name, nst::gimp::make_procedure},
                                Entry{nst::gimp::layers_procedure_name, nst::gimp::make_layers_procedure},
                                Entry{nst::gimp::swatches_procedure_name, nst::gimp::make_swatches_procedure},
                                Entry{nst::gimp::models_procedure_name, nst::gimp::make_models_procedure}};

// Not init_procedures: GIMP would start the plug-in each time it starts itself.
GList* query_procedures(GimpPlugIn*) {
  GList* names = nullptr;
  for (const Entry& entry : procedures) {
    names = g_list_append(names, g_strdup(entry.name.data()));
  }
  return names;
}

GimpProcedure* create_procedure(GimpPlugIn* plug_in, const char* name) {
  const auto found = std::ranges::find(procedures, name, &Entry::name);
  return found == procedures.end() ? nullptr : found->make(plug_in);
}

/// The catalogues lie below the folder of the plug-in. Without them GIMP would warn at each run.
gboolean set_i18n(GimpPlugIn*, const char*, char** domain, char** folder) {
  *domain = g_strdup(nst::translation_domain);
  *folder = g_strdup("locale");
  std::error_code error;
  return std::filesystem::is_directory(nst::program_folder() / "locale", error);
}

/// Called by libgimp before it ends the process, also where GIMP has gone.
void quit(GimpPlugIn* plug_in) {
  nst::gimp::end_at_once_if_at_work();
  const GimpPlugInClass* parent = GIMP_PLUG_IN_CLASS(neural_style_parent_class);
  if (parent->quit != nullptr) {
    parent->quit(plug_in);
  }
}

void neural_style_class_init(NeuralStyleClass* type) {
  GimpPlugInClass* plug_in = GIMP_PLUG_IN_CLASS(type);
  plug_in->query_procedures = query_procedures;
  plug_in->create_procedure = create_procedure;
  plug_in->set_i18n = set_i18n;
  plug_in->quit = quit;
}

void neural_style_init(NeuralStyle*) {}

/// The type, before anything of GIMP is started.
GType light_neural_style() {
  nst::gimp::lighten_babl();
  return neural_style_get_type();
}

}  // namespace

GIMP_MAIN(light_neural_style())
