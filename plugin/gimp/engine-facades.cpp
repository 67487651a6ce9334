// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facades of the core, and what else the engine has, as the plug-in's own code calls them: each function passes the
// call on to the one of the same name in the module. How to add one: plugin/README.md.
#include "plugin/gimp/engine-table.h"
#include "plugin/gimp/engine.h"

#include <functional>

namespace nst {

using gimp::engine;
using gimp::Made;

Result stylise(const Request& request, const Progress& progress, const Watcher& watcher) {
  return engine().stylise(request, progress, watcher);
}

double painted_share(const Request& request) { return engine().painted_share(request); }

Estimate estimate(int width, int height, const Settings& settings, const std::filesystem::path& encoder, double painted,
                  int regions, const std::filesystem::path& decoder) {
  return engine().estimate(width, height, settings, encoder, painted, regions, decoder);
}

struct Drafter::State {
  Made<Drafter> made;
};

// Does not load the engine: windows have one of these before they are shown.
Drafter::Drafter() = default;
Drafter::~Drafter() = default;
Drafter::Drafter(Drafter&&) noexcept = default;
Drafter& Drafter::operator=(Drafter&&) noexcept = default;

Result Drafter::paint(const Request& request, const Progress& progress) {
  if (!state_) {
    state_ = std::make_unique<State>(engine().make_drafter());
  }
  return std::invoke(engine().drafter_paint, *state_->made, request, progress);
}

int Drafter::computed() const { return state_ ? std::invoke(engine().drafter_computed, *state_->made) : 0; }

struct Generator::Networks {
  Made<Generator> made;
};

Generator::Generator(const std::filesystem::path& weights, const std::filesystem::path& upscaler)
    : networks_(std::make_unique<const Networks>(engine().make_generator(weights, upscaler))) {}
Generator::~Generator() = default;
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;

const GeneratorInfo& Generator::info() const { return std::invoke(engine().generator_info, *networks_->made); }

std::vector<Image> Generator::paint(std::span<const SwatchPoint> points, const SwatchOptions& options,
                                    const Progress& progress) const {
  return std::invoke(engine().generator_paint, *networks_->made, points, options, progress);
}

std::vector<double> Generator::scores(std::span<const SwatchPoint> points, double truncation,
                                      const Progress& progress) const {
  return std::invoke(engine().generator_scores, *networks_->made, points, truncation, progress);
}

TrainedStyle load_trained_style(const std::filesystem::path& weights) { return engine().load_trained_style(weights); }

std::span<const InputConvention> conventions() { return engine().conventions(); }

ImportedModel import_model(const std::filesystem::path& file, const std::filesystem::path& folder,
                           const ImportOptions& options, const Progress& progress) {
  return engine().import_model(file, folder, options, progress);
}

bool verify_model(const std::filesystem::path& weights) { return engine().verify_model(weights); }

ImportedModel download_model(const ModelSource& source, const std::filesystem::path& folder,
                             std::chrono::seconds patience, const Progress& progress) {
  return engine().download_model(source, folder, patience, progress);
}

PictureInfo inspect_picture(const std::filesystem::path& path) { return engine().inspect_picture(path); }

Image read_picture(const std::filesystem::path& path) { return engine().read_picture(path); }

Image read_picture(const std::filesystem::path& path, PictureSize size, Scaling scaling) {
  return engine().read_scaled_picture(path, size, scaling);
}

Image scaled_to_fit(const Image& picture, int side) { return engine().scaled_to_fit(picture, side); }

bool blas_is_slow() { return engine().blas_is_slow(); }

const char* slow_blas_advice() { return engine().slow_blas_advice(); }

}  // namespace nst
