// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/procedure.h"

#include "core/i18n.h"
#include "core/stylist.h"
#include "plugin/blas-check.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/dialog.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/gegl-start.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/job.h"
#include "plugin/gimp/presentation.h"
#include "plugin/gimp/recall.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/regions.h"
#include "plugin/gimp/result.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/task.h"
#include "ui/recall-notice.h"

#include <libgimp/gimpui.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

/// What was selected.
struct Subject {
  GimpLayer* selected;
  std::optional<Recalled> recalled;             ///< what it remembers, if it was painted before
  std::optional<ui::RecallNotice> notice = {};  ///< what the dialog says about that

  /// The layer to paint.
  GimpLayer* layer() const { return notice && notice->paints_original() ? recalled->original : selected; }
  /// Where the original of a painted layer is painted again, unless something is selected: where that one shows.
  GimpLayerMask* shown() const { return layer() != selected ? gimp_layer_get_mask(selected) : nullptr; }
};

Content read_subject(const Subject& subject, const Settings& settings) {
  GimpLayer* layer = subject.layer();
  Content content = read_content(layer, settings);
  GimpLayerMask* mask = subject.shown();
  if (mask != nullptr && gimp_selection_is_empty(gimp_item_get_image(GIMP_ITEM(layer)))) {
    content.mask = read_mask(GIMP_DRAWABLE(mask));
  }
  return content;
}

Job read_job(const Subject& subject, GimpProcedureConfig* config) {
  GimpImage* image = gimp_item_get_image(GIMP_ITEM(subject.selected));
  Job job = begin_job(config, image);
  Content content = read_subject(subject, job.request.settings);
  const StyleSets styles = read_pictures(job, config, image, {content.picture.width, content.picture.height});
  const std::vector<std::string> black = set_content(job, subject.layer(), std::move(content), styles);
  if (!black.empty() && job.plan.overlaid) {  // the arrays of earlier versions took such masks
    throw Error(
        tr("The mask “{}” is black all over the layer, so its region is nowhere. Paint it white where the region "
           "shall be, or remove the region.",
           black.front()));
  }
  return job;
}

/// Shows the dialog and lets `read` check its answers. Returns the layer to paint.
GimpLayer* ask_for_layer(GimpProcedure* procedure, GimpProcedureConfig* config, Subject& subject,
                         const std::function<void()>& read) {
  subject.recalled = recall(subject.selected, config);
  if (subject.recalled) {
    GimpLayer* original = subject.recalled->original;
    const std::string name = original == nullptr ? std::string() : take_string(gimp_item_get_name(GIMP_ITEM(original)));
    subject.notice.emplace(name, subject.recalled->missing, subject.recalled->missing_masks);
  }
  GimpLayer* layer = subject.selected;
  const Question question{.title = tr("Neural Style"),
                          .image = gimp_item_get_image(GIMP_ITEM(subject.selected)),
                          .previewed = [&] { return Previewed{.layer = subject.layer(), .shown = subject.shown()}; },
                          .notice = subject.notice ? &*subject.notice : nullptr};
  ask_for_painting(procedure, config, question, [&] {
    layer = subject.layer();
    read();
  });
  return layer;  // the dialog, and the notice in it, are gone by now
}

/// Regions that leave nothing out need no layer mask.
void drop_white_mask(const Request& request, Result& result) {
  constexpr float white = 0.9999F;  // sums of what completes each other
  if (request.mask.empty() && std::ranges::all_of(result.mask.pixels, [](float value) { return value >= white; })) {
    result.mask = {};
  }
}

Result paint(Job& job, GimpImage* image, bool windows) {
  // Of the time, which the swatches take next to nothing of.
  constexpr double swatches_share = 0.02;
  Result result;
  const Task task = [&](const Progress& progress, const Watcher& watcher) {
    add_styles(job.request.regions, job.style_sets, paint_swatches(job, progress.part(0, swatches_share)));
    result = stylise(job.request, progress.part(swatches_share, 1), watcher);
  };
  const Settings& settings = job.request.settings;
  if (!windows) {
    carry_out_with_progress(task);
  } else if (settings.quality == Quality::draft) {  // which is there at once or not at all
    carry_out_with_window(task, image);
  } else {
    carry_out_with_choice(task, settings.keep_stopped ? ui::Ending::keep : ui::Ending::discard, image);
  }
  drop_white_mask(job.request, result);
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
    start_gegl();
    const bool windows = has_windows(mode);
    Subject subject{.selected = content_layer(image, drawables), .recalled = {}};
    Job job;
    const auto read = [&] { job = read_job(subject, config); };
    if (windows) {
      gimp_ui_init("neural-style");
    }
    GimpLayer* layer = subject.selected;
    if (mode == GIMP_RUN_INTERACTIVE) {
      layer = ask_for_layer(procedure, config, subject, read);
    } else {
      read();
    }
    if (mode != GIMP_RUN_INTERACTIVE && blas_is_slow()) {  // the dialog says so itself
      gimp_message(slow_blas_advice());
    }
    const Result painted = paint(job, image, windows);
    const Place place{.image = image, .content = layer, .above = subject.selected};
    GimpLayer* result = add_layer(place, painted, {job.request.settings, job.styles, lines_of(job.plan)});
    if (mode != GIMP_RUN_NONINTERACTIVE) {
      gimp_displays_flush();
    }
    return success(procedure, result);
  });
}

void document(GimpProcedure* procedure) {
  gimp_procedure_set_documentation(
      procedure, tr("Paint the selected layer in the style of a painting, a photograph or a pattern"),
      tr("A neural network looks at the selected layer and at one or more styles (a list with "
         "weights, styles; or style-file, style-layer, style-pattern, style-seeds, style-trained), and paints the "
         "layer's subject with the strokes and "
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
