// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/procedure.h"

#include "core/i18n.h"
#include "core/stylist.h"
#include "plugin/blas-check.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/dialog.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/job.h"
#include "plugin/gimp/presentation.h"
#include "plugin/gimp/regions.h"
#include "plugin/gimp/result.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/task.h"

#include <libgimp/gimpui.h>

#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

Job read_job(GimpLayer* layer, GimpProcedureConfig* config) {
  Job job = begin_job(config);
  Content content = read_content(layer, job.request.settings);
  const std::vector<Style> styles = read_pictures(job, config, content.picture.width, content.picture.height);
  set_content(job, config, layer, std::move(content), styles);
  return job;
}

Result paint(Job& job, bool windows) {
  // Of the time, which the swatches take next to nothing of.
  constexpr double swatches_share = 0.02;
  Result result;
  const Task task = [&](const Progress& progress) {
    add_swatches(job.request, paint_swatches(job, progress.part(0, swatches_share)));
    result = stylise(job.request, progress.part(swatches_share, 1));
  };
  windows ? carry_out_with_window(task) : carry_out_with_progress(task);
  return result;
}

GimpValueArray* success(GimpProcedure* procedure, GimpLayer* layer) {
  GimpValueArray* values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  g_value_set_object(gimp_value_array_index(values, 1), layer);
  return values;
}

GimpValueArray* run(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image, GimpDrawable** drawables,
                    GimpProcedureConfig* config, gpointer) {
  return guarded(procedure, [&] {
    gegl_init(nullptr, nullptr);
    const bool windows = has_windows(mode);
    GimpLayer* layer = content_layer(image, drawables);
    Job job;
    const auto read = [&] { job = read_job(layer, config); };
    if (windows) {
      gimp_ui_init("neural-style");
    }
    if (blas_is_slow()) {
      gimp_message(slow_blas_advice());
    }
    if (mode == GIMP_RUN_INTERACTIVE) {
      ask_for_painting(procedure, config, tr("Neural Style"), {}, read);
    } else {
      read();
    }
    const Result painted = paint(job, windows);
    GimpLayer* result = add_layer(layer, painted, job.request.settings, job.styles);
    if (mode != GIMP_RUN_NONINTERACTIVE) {
      gimp_displays_flush();
    }
    return success(procedure, result);
  });
}

void document(GimpProcedure* procedure) {
  gimp_procedure_set_documentation(
      procedure, tr("Paint the selected layer in the style of a painting, a photograph or a pattern"),
      tr("A neural network looks at the selected layer and at one or more styles (style-file, style-layer, "
         "style-pattern, style-seeds; several count equally), and paints the layer's subject with the strokes and "
         "colors of the styles. The result is a new layer above, with the selection as its layer mask and the settings "
         "as its parasite “neural-style-settings”. It works on RGB and grayscale images of any precision; an indexed "
         "image becomes RGB in the same undo step, since its palette has no room for the colors of the style. Exactly "
         "one layer must be selected: not a group, a mask or a channel."),
      procedure_name);
}

}  // namespace

GimpProcedure* make_procedure(GimpPlugIn* plug_in) {
  GimpProcedure* procedure =
      gimp_image_procedure_new(plug_in, procedure_name, GIMP_PDB_PROC_TYPE_PLUGIN, run, nullptr, nullptr);
  gimp_procedure_set_image_types(procedure, "RGB*, GRAY*, INDEXED*");
  // Always open: a sentence that says what to select helps more than a menu entry that is grey for no visible reason.
  gimp_procedure_set_sensitivity_mask(procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                                     GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                                     GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);
  present(procedure, tr("_Neural Style…"));
  document(procedure);
  add_style_arguments(procedure);
  add_region_arguments(procedure);
  add_preset_argument(procedure);
  add_option_arguments(procedure);
  gimp_procedure_add_layer_return_value(procedure, "layer", tr("Layer"), tr("The new layer"), FALSE, G_PARAM_READWRITE);
  return procedure;
}

}  // namespace nst::gimp
