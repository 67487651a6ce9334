// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatches-arguments.h"

#include "core/i18n.h"
#include "core/settings.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/guarded.h"

namespace nst::gimp {
namespace {

// Each becomes a layer, which GIMP shows in a list.
constexpr int most_layers = 256;

constexpr int default_count = 16;

}  // namespace

void add_swatches_arguments(GimpProcedure* procedure) {
  gimp_procedure_add_enum_argument(procedure, "run-mode", "Run mode", "The run mode", GIMP_TYPE_RUN_MODE,
                                   GIMP_RUN_NONINTERACTIVE, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(
      procedure, swatches_generator, tr("Generator"),
      tr("The generative network that paints the swatches, such as dcgan-abstract; empty takes the one that is built "
         "in"),
      "", G_PARAM_READWRITE);
  gimp_procedure_add_int_argument(procedure, "first-seed", tr("_First seed"),
                                  tr("The number of the first swatch; the others follow it"), 0, largest_swatch_seed, 0,
                                  G_PARAM_READWRITE);
  gimp_procedure_add_int_argument(procedure, "count", tr("C_ount"), tr("How many swatches are painted"), 1, most_layers,
                                  default_count, G_PARAM_READWRITE);
  gimp_procedure_add_int_argument(procedure, "size", tr("Si_ze"), tr("The side of a swatch in pixels"), 16, 2048,
                                  Settings().swatch_size, G_PARAM_READWRITE);
  gimp_procedure_add_double_argument(
      procedure, "truncation", tr("_Truncation"),
      tr("How far the swatches go from the usual: below 1 safer and more alike, above 1 wilder"), 0.01, 2,
      Settings().truncation, G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument(
      procedure, "rank", tr("_Best first"),
      tr("Put those first that the generator's own critic takes for paintings, and show its scores"), FALSE,
      G_PARAM_READWRITE);
  gimp_procedure_add_boolean_argument(procedure, "as-patterns", tr("As _patterns"),
                                      tr("Make GIMP patterns of the swatches, which stay, in place of an image"), FALSE,
                                      G_PARAM_READWRITE);
}

SwatchesCall read_swatches_call(GimpProcedureConfig* config) {
  int first = 0;
  int count = 0;
  gboolean rank = FALSE;
  gboolean as_patterns = FALSE;
  SwatchesCall call;
  g_object_get(config, "first-seed", &first, "count", &count, "size", &call.options.size, "truncation",
               &call.options.truncation, "rank", &rank, "as-patterns", &as_patterns, nullptr);
  call.rank = rank != FALSE;
  call.as_patterns = as_patterns != FALSE;
  for (int i = 0; i < count; ++i) {
    call.seeds.push_back(static_cast<std::uint32_t>(first + i));
  }
  if (call.seeds.back() > largest_swatch_seed) {
    throw CallingError(tr("{} swatches from {} on go beyond the last one, {}. Take fewer, or a smaller first seed.",
                          count, first, largest_swatch_seed));
  }
  try {
    call.model = generator_id(text_argument(config, swatches_generator));
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
  call.files = find_generator(call.model);
  return call;
}

}  // namespace nst::gimp
