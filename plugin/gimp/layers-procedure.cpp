// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/layers-procedure.h"

#include "core/i18n.h"
#include "plugin/blas-check.h"
#include "plugin/gimp/animation.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/dialog.h"
#include "plugin/gimp/frame-painter.h"
#include "plugin/gimp/gegl-start.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/job.h"
#include "plugin/gimp/presentation.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/task.h"

#include <libgimp/gimpui.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

constexpr const char* steadiness_argument = "steadiness";

/// What a call asks for, read and checked.
struct LayersCall {
  Job job;
  StyleSets styles;
  FrameOptions options;
};

void require_paintable(GimpImage* image) {
  if (gimp_image_get_floating_sel(image) != nullptr) {
    throw Error(tr("The image has a floating selection. Anchor it, or make it a layer with Layer > To New Layer."));
  }
  const std::vector<GimpLayer*> frames = frames_of(image);
  if (frames.empty()) {
    throw Error(tr("The image has no layer to paint. Add one with Layer > New Layer."));
  }
  if (std::ranges::none_of(frames, is_large_enough)) {
    throw Error(tr("All layers are too small. A layer needs at least {} pixels in both directions.", smallest_side));
  }
}

/// The selected layer, or the first frame, of those that can be painted.
Previewed previewed_frame(GimpImage* image) {
  std::vector<GimpLayer*> frames = frames_of(image);
  std::erase_if(frames, [](GimpLayer* frame) { return !is_large_enough(frame); });
  const GFreePtr<GimpLayer*> selected(gimp_image_get_selected_layers(image));
  const auto current = std::ranges::find(frames, selected == nullptr ? nullptr : *selected);
  GimpLayer* shown = current == frames.end() ? frames.front() : *current;
  double pixels = 0;
  for (GimpLayer* frame : frames) {
    pixels += pixels_of(frame);
  }
  return {.layer = shown, .times = pixels / pixels_of(shown)};
}

LayersCall read_call(GimpImage* image, GimpProcedureConfig* config, bool windows) {
  LayersCall call{.job = begin_job(config, image), .styles = {}, .options = {.windows = windows}};
  const Settings& settings = call.job.request.settings;
  if (!settings.state_file.empty()) {
    throw CallingError(
        tr("The option “{}” is for single pictures. Leave it empty, and use “{}” to keep the layers that are painted "
           "when you stop.",
           std::string("state-file"), std::string("keep-stopped")));
  }
  g_object_get(config, steadiness_argument, &call.options.steadiness, nullptr);
  call.options.keep_stopped = settings.keep_stopped;
  for (GimpLayer* frame : frames_of(image)) {
    GimpDrawable* drawable = GIMP_DRAWABLE(frame);
    require_memory(gimp_drawable_get_width(drawable), gimp_drawable_get_height(drawable), settings);
  }
  call.styles = read_pictures(call.job, config, image, {gimp_image_get_width(image), gimp_image_get_height(image)});
  return call;
}

std::string left_out(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "“" : ", “") + name + "”";
  }
  return tr_plural(
             "{} layer is too small to be painted and was left as it is:",
             "{} layers are too small to be painted and were left as they are:", static_cast<long>(names.size())) +
         " " + list;
}

/// What there is to say about the frames; empty if all went as expected and `steadiness` is not wanted.
std::string summary(const PaintedFrames& frames, bool steadiness) {
  std::string text;
  const auto add = [&](const std::string& sentence) { text += (text.empty() ? "" : "\n") + sentence; };
  if (frames.stopped) {
    add(tr("Stopped: {} of {} layers are painted, the others are as they were.", frames.painted, frames.count));
  }
  if (!frames.too_small.empty()) {
    add(left_out(frames.too_small));
  }
  if (steadiness && frames.flicker) {
    add(
        tr("Steadiness: where the photographs stand still, consecutive paintings differ by {} of 255, the photographs "
           "themselves by {}.",
           number_text(frames.flicker->paintings, 1), number_text(frames.flicker->photographs, 1)));
  }
  return text;
}

GimpValueArray* success(GimpProcedure* procedure, GimpImage* image, const PaintedFrames& frames) {
  constexpr Flicker unknown{-1, -1};
  const Flicker flicker = frames.flicker.value_or(unknown);
  GimpValueArray* values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  g_value_set_object(gimp_value_array_index(values, 1), image);
  g_value_set_double(gimp_value_array_index(values, 2), flicker.paintings);
  g_value_set_double(gimp_value_array_index(values, 3), flicker.photographs);
  return values;
}

GimpValueArray* run(GimpProcedure* procedure, GimpRunMode mode, GimpImage* image, GimpDrawable**,
                    GimpProcedureConfig* config, gpointer) {
  return guarded(procedure, [&] {
    start_gegl();
    const bool windows = has_windows(mode);
    require_paintable(image);
    LayersCall call;
    const auto read = [&] { call = read_call(image, config, windows); };
    if (windows) {
      gimp_ui_init("neural-style");
    }
    if (mode == GIMP_RUN_INTERACTIVE) {
      ask_for_painting(procedure, config,
                       {.title = tr("Neural Style on All Layers"),
                        .image = image,
                        .previewed = [&] { return previewed_frame(image); },
                        .numbers = {steadiness_argument}},
                       read);
    } else {
      read();
    }
    if (mode != GIMP_RUN_INTERACTIVE && blas_is_slow()) {  // the dialog says so itself
      gimp_message(slow_blas_advice());
    }
    Animation animation(image);
    const PaintedFrames frames = paint_frames(animation, std::move(call.job), call.styles, call.options);
    GimpImage* painted = animation.release();
    const bool shown = mode != GIMP_RUN_NONINTERACTIVE;
    if (shown) {
      gimp_display_new(painted);
      gimp_displays_flush();
    }
    if (const std::string text = summary(frames, shown); !text.empty()) {
      gimp_message(text.c_str());
    }
    return success(procedure, painted, frames);
  });
}

void document(GimpProcedure* procedure) {
  gimp_procedure_set_documentation(
      procedure, tr("Paint all layers of the image in the same style, as the frames of an animation"),
      tr("Each layer is painted as plug-in-neural-style does, from the lowest to the top one; hidden layers and those "
         "in groups, too. The result is a new image whose layers keep their names, and with them the times of an "
         "animation, their sizes, places, modes, masks and transparent parts; a text layer becomes a plain one. Only "
         "what is selected is painted. So that an animation does not flicker, a layer of the same size as the one "
         "before it begins with that one's painting and keeps it where the photograph has not changed (steadiness); "
         "what moves is painted anew. Each painted layer has the parasite “neural-style-settings”. A layer that is "
         "smaller than 16 pixels is left as it is. With keep-stopped, a stop gives the layers that are painted until "
         "then, and the others as they were."),
      layers_procedure_name);
}

void add_return_values(GimpProcedure* procedure) {
  constexpr double largest = 255;
  gimp_procedure_add_image_return_value(procedure, "painted-image", tr("Image"), tr("The new image"), FALSE,
                                        G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value(
      procedure, "painting-flicker", tr("Flicker of the paintings"),
      tr("The mean difference of consecutive paintings where the photographs stand still, of 255; -1 if none of them "
         "does"),
      -1, largest, -1, G_PARAM_READWRITE);
  gimp_procedure_add_double_return_value(procedure, "photograph-flicker", tr("Flicker of the photographs"),
                                         tr("The same of the photographs themselves, which is noise"), -1, largest, -1,
                                         G_PARAM_READWRITE);
}

}  // namespace

GimpProcedure* make_layers_procedure(GimpPlugIn* plug_in) {
  GimpProcedure* procedure =
      gimp_image_procedure_new(plug_in, layers_procedure_name, GIMP_PDB_PROC_TYPE_PLUGIN, run, nullptr, nullptr);
  gimp_procedure_set_image_types(procedure, "RGB*, GRAY*, INDEXED*");
  gimp_procedure_set_sensitivity_mask(procedure, GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                                     GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                                     GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);
  present(procedure, tr("Neural Style on All _Layers…"));
  document(procedure);
  add_style_arguments(procedure);
  add_region_arguments(procedure);
  add_preset_argument(procedure);
  add_option_arguments(procedure);
  gimp_procedure_add_double_argument(
      procedure, steadiness_argument, tr("Ste_adiness"),
      tr("How much of the last layer's painting is kept where the photograph has not changed: 0 paints each layer by "
         "itself"),
      0, 1, 1, G_PARAM_READWRITE);
  add_return_values(procedure);
  return procedure;
}

}  // namespace nst::gimp
