// SPDX-License-Identifier: GPL-3.0-or-later
//
// The module neural-style-engine.so: the core with LibTorch, and the readers of pictures with libvips. The plug-in
// loads it beside its dialog (plugin/gimp/engine.h).
#include "plugin/gimp/engine-table.h"

namespace nst::gimp {
namespace {

constexpr EngineTable table{
    .version = NEURAL_STYLE_VERSION,
    .stylise = nst::stylise,
    .painted_share = nst::painted_share,
    .estimate = nst::estimate,
    .make_drafter = [] { return Made<Drafter>(new Drafter, [](Drafter* drafter) { delete drafter; }); },
    .drafter_paint = &Drafter::paint,
    .drafter_computed = &Drafter::computed,
    .make_generator =
        [](const std::filesystem::path& weights, const std::filesystem::path& upscaler) {
          return Made<Generator>(new Generator(weights, upscaler), [](Generator* generator) { delete generator; });
        },
    .generator_info = &Generator::info,
    .generator_paint = &Generator::paint,
    .generator_scores = &Generator::scores,
    .load_trained_style = nst::load_trained_style,
    .conventions = nst::conventions,
    .import_model = nst::import_model,
    .verify_model = nst::verify_model,
    .download_model = nst::download_model,
    .inspect_picture = nst::inspect_picture,
    .read_picture = nst::read_picture,
    .read_scaled_picture = nst::read_picture,
    .scaled_to_fit = nst::scaled_to_fit,
    .blas_is_slow = nst::blas_is_slow,
    .slow_blas_advice = nst::slow_blas_advice,
};

}  // namespace
}  // namespace nst::gimp

extern "C" [[gnu::visibility("default")]] const nst::gimp::EngineTable* neural_style_engine() {
  return &nst::gimp::table;
}
