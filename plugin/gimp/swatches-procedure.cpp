// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatches-procedure.h"

#include "core/generator.h"
#include "core/i18n.h"
#include "plugin/gimp/gegl-start.h"
#include "plugin/gimp/guarded.h"
#include "plugin/gimp/presentation.h"
#include "plugin/gimp/swatch-items.h"
#include "plugin/gimp/swatches-arguments.h"
#include "plugin/gimp/swatches-dialog.h"
#include "plugin/gimp/task.h"
#include "plugin/swatch-word.h"

#include <libgimp/gimpui.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <optional>
#include <utility>

namespace nst::gimp {
namespace {

struct Swatch {
  SwatchPoint point;
  std::optional<double> score;
  Image image;
};

std::vector<SwatchPoint> points_of(const std::vector<Swatch>& swatches) {
  std::vector<SwatchPoint> points;
  for (const Swatch& swatch : swatches) {
    points.push_back(swatch.point);
  }
  return points;
}

std::vector<Swatch> paint(const SwatchesCall& call, const Progress& progress) {
  constexpr double ranking_share = 0.2;  // of the time
  const Generator generator(call.files.weights, call.files.upscaler);
  std::vector<Swatch> swatches;
  for (const SwatchPoint& point : call.swatches) {
    swatches.push_back({.point = point});
  }
  if (call.rank) {
    const std::vector<double> scores =
        generator.scores(points_of(swatches), call.options.truncation, progress.part(0, ranking_share));
    for (std::size_t i = 0; i < scores.size(); ++i) {
      swatches[i].score = scores[i];
    }
    std::ranges::stable_sort(swatches, std::ranges::greater(), &Swatch::score);
  }
  std::vector<Image> images =
      generator.paint(points_of(swatches), call.options, progress.part(call.rank ? ranking_share : 0, 1));
  for (std::size_t i = 0; i < images.size(); ++i) {
    swatches[i].image = std::move(images[i]);
  }
  return swatches;
}

std::string name_of(const SwatchesCall& call, const Swatch& swatch) {
  const std::string name = std::format("{} {}", generator_name(call.model), swatch_text(swatch.point));
  // A pattern goes by its name, so that the same swatch has the same one.
  // TRANSLATORS: the name of a layer: a generator and a swatch, and a score between 0 and 1.
  return swatch.score && !call.as_patterns ? tr("{}, score {}", name, number_text(*swatch.score, 3)) : name;
}

std::string description_of(const SwatchesCall& call, const Swatch& swatch) {
  nlohmann::ordered_json json{{"version", NEURAL_STYLE_VERSION},      {"generator", call.model},
                              {"sha256", call.files.sha256},          {"upscaler-sha256", call.files.upscaler_sha256},
                              {"swatch", swatch_text(swatch.point)},  {"size", call.options.size},
                              {"truncation", call.options.truncation}};
  if (swatch.score) {
    json["score"] = *swatch.score;
  }
  return json.dump(2);
}

std::vector<NamedSwatch> paint_beside_main_loop(const SwatchesCall& call, bool windows) {
  std::vector<Swatch> swatches;
  const Task task = [&](const Progress& progress, const Watcher&) { swatches = paint(call, progress); };
  windows ? carry_out_with_window(task) : carry_out_with_progress(task);
  std::vector<NamedSwatch> named;
  for (Swatch& swatch : swatches) {
    const std::string name = name_of(call, swatch);
    named.push_back({std::move(swatch.image), name, description_of(call, swatch)});
  }
  return named;
}

GimpValueArray* success(GimpProcedure* procedure, GimpImage* image) {
  GimpValueArray* values = gimp_procedure_new_return_values(procedure, GIMP_PDB_SUCCESS, nullptr);
  g_value_set_object(gimp_value_array_index(values, 1), image);
  return values;
}

GimpValueArray* run(GimpProcedure* procedure, GimpProcedureConfig* config, gpointer) {
  return guarded(procedure, [&] {
    start_gegl();
    GimpRunMode mode = GIMP_RUN_NONINTERACTIVE;
    g_object_get(config, "run-mode", &mode, nullptr);
    const bool windows = has_windows(mode);
    if (windows) {
      gimp_ui_init("neural-style");
    }
    SwatchesCall call;
    const auto read = [&] { call = read_swatches_call(config); };
    if (mode == GIMP_RUN_INTERACTIVE) {
      ask_for_swatches(procedure, config, read);
    } else {
      read();
    }
    const std::vector<NamedSwatch> swatches = paint_beside_main_loop(call, windows);
    if (call.as_patterns) {
      make_patterns(swatches);
      if (mode != GIMP_RUN_NONINTERACTIVE) {
        gimp_message(tr_plural("{} pattern was added to the Patterns dialog.",
                               "{} patterns were added to the Patterns dialog.", static_cast<long>(swatches.size()))
                         .c_str());
      }
      return success(procedure, nullptr);
    }
    GimpImage* image = make_swatch_image(swatches);
    if (mode != GIMP_RUN_NONINTERACTIVE) {
      gimp_display_new(image);
      gimp_displays_flush();
    }
    return success(procedure, image);
  });
}

}  // namespace

GimpProcedure* make_swatches_procedure(GimpPlugIn* plug_in) {
  GimpProcedure* procedure =
      gimp_procedure_new(plug_in, swatches_procedure_name, GIMP_PDB_PROC_TYPE_PLUGIN, run, nullptr, nullptr);
  gimp_procedure_set_sensitivity_mask(procedure, GIMP_PROCEDURE_SENSITIVE_ALWAYS);
  present(procedure, tr("Neural Style _Swatches…"));
  gimp_procedure_set_documentation(
      procedure, tr("Paint small pictures that no one has painted, to be used as styles"),
      tr("A generative network paints swatches: those of seeds, their variations, and what lies between two; the same "
         "ones each time. They become the layers of a new image, named by what they are, or patterns. A layer or a "
         "pattern can be the style of "
         "plug-in-neural-style, which takes the seeds themselves, too (style-seeds). Each layer has a parasite "
         "“neural-style-swatch” that tells how it was made."),
      swatches_procedure_name);
  add_swatches_arguments(procedure);
  gimp_procedure_add_image_return_value(procedure, "image", tr("Image"), tr("The new image; none with patterns"), TRUE,
                                        G_PARAM_READWRITE);
  return procedure;
}

}  // namespace nst::gimp
