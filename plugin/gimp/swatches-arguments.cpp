// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/swatches-arguments.h"

#include "core/i18n.h"
#include "core/settings.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/guarded.h"
#include "plugin/swatch-seeds.h"

#include <cstdint>
#include <utility>

namespace nst::gimp {
namespace {

// Each becomes a layer, which GIMP shows in a list.
constexpr int most_layers = 256;

constexpr int default_count = 16;

std::vector<SwatchPoint> written_swatches(const std::string& seeds) {
  std::vector<SwatchPoint> points;
  for (SwatchShare& swatch : parse_seeds(seeds, most_layers)) {
    points.push_back(std::move(swatch.point));
  }
  return points;
}

std::vector<SwatchPoint> counted_swatches(GimpProcedureConfig* config) {
  int first = 0;
  int count = 0;
  g_object_get(config, "first-seed", &first, "count", &count, nullptr);
  if (static_cast<std::uint32_t>(first + count - 1) > largest_swatch_seed) {
    throw Error(tr("{} swatches from {} on go beyond the last one, {}. Take fewer, or a smaller first seed.", count,
                   first, largest_swatch_seed));
  }
  std::vector<SwatchPoint> points;
  for (int i = 0; i < count; ++i) {
    points.push_back({.seed = static_cast<std::uint32_t>(first + i)});
  }
  return points;
}

}  // namespace

void add_swatches_arguments(GimpProcedure* procedure) {
  gimp_procedure_add_enum_argument(procedure, "run-mode", "Run mode", "The run mode", GIMP_TYPE_RUN_MODE,
                                   GIMP_RUN_NONINTERACTIVE, G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(
      procedure, swatches_generator, tr("Generator"),
      tr("The generative network that paints the swatches, such as dcgan-abstract; empty takes the one that is built "
         "in"),
      "", G_PARAM_READWRITE);
  gimp_procedure_add_string_argument(
      procedure, "seeds", tr("S_watches"),
      tr("Which swatches are painted, such as 7,12,19 or 0-7; 12~1-8 are variations of "
         "12, and 3+9 lies between 3 and 9. If empty, as many as the count says are painted, from the "
         "first seed on"),
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
  gboolean rank = FALSE;
  gboolean as_patterns = FALSE;
  SwatchesCall call;
  g_object_get(config, "size", &call.options.size, "truncation", &call.options.truncation, "rank", &rank, "as-patterns",
               &as_patterns, nullptr);
  call.rank = rank != FALSE;
  call.as_patterns = as_patterns != FALSE;
  try {
    const std::string seeds = text_argument(config, "seeds");
    call.swatches = seeds.empty() ? counted_swatches(config) : written_swatches(seeds);
    call.model = generator_id(text_argument(config, swatches_generator));
  } catch (const Error& error) {
    throw CallingError(error.what());
  }
  call.files = find_generator(call.model);
  return call;
}

}  // namespace nst::gimp
