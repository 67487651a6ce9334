// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generator.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/latent.h"
#include "core/memory.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/tensors.h"
#include "core/torch-errors.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <optional>

namespace nst {

struct Generator::Networks {
  GeneratorModel model;
  std::optional<Upscaler> upscaler;
  GeneratorInfo info;
};

namespace {

constexpr int smallest_side = 16;
constexpr int largest_side = 2048;
constexpr double largest_truncation = 2;

const char* not_enough_memory() {
  return tr("There is not enough memory for these swatches. Close other programs, or choose fewer or smaller ones.");
}

void check(std::span<const SwatchPoint> points, double truncation) {
  if (points.size() > most_swatches) {
    throw Error(
        tr("{} swatches are more than can be painted at once. Choose at most {}.", points.size(), most_swatches));
  }
  for (const SwatchPoint& point : points) {
    require_valid(point);
  }
  if (!(truncation > 0) || truncation > largest_truncation) {
    throw Error(
        tr("The truncation {} is out of range. Choose one above 0 and up to {}.", truncation, largest_truncation));
  }
}

/// Refuses before the work what would fail after much of it.
void require_memory_for(std::size_t swatches, int size) {
  const std::uint64_t bytes = std::uint64_t{3} * sizeof(float) * size * size * swatches;
  if (bytes > available_memory()) {
    throw Error(not_enough_memory());
  }
}

/// Does `work` with one of `points` after the other. 16 of 64 px at a time would be a third faster, but then the last
/// bits of a swatch depend on its company.
template <typename Work>
void one_by_one(std::span<const SwatchPoint> points, const Progress& progress, const Work& work) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    progress(static_cast<double>(i) / static_cast<double>(points.size()));
    work(points[i]);
  }
  progress(1);
}

/// The swatch of `point`, (1, 3, side, side): `side` is the generator's own unless that paints any size. Its grid then
/// begins with the picture's upper left corner, after a margin that is cut off.
at::Tensor painted(const GeneratorNetwork& network, const SwatchPoint& point, double truncation, int side) {
  const GeneratorDescription& description = network.description();
  const int margin = network.margin();
  const int cells = network.any_size() ? (side + network.cell() - 1) / network.cell() : description.grid;
  const GridPart part{-margin, cells + 2 * margin};
  // (1, latent, cells + 2 margin, the same)
  const at::Tensor latent =
      latent_of(point, description.global, description.latent - description.global, part).unsqueeze(0).mul_(truncation);
  const std::int64_t cut = std::int64_t{margin} * network.cell();
  return network(latent).narrow(2, cut, side).narrow(3, cut, side);
}

/// The same at `size`, whatever the generator's own is.
at::Tensor painted_at(const GeneratorNetwork& network, const std::optional<Upscaler>& upscaler,
                      const SwatchPoint& point, double truncation, int size) {
  const int own = network.description().size;
  const at::Tensor swatch = painted(network, point, truncation, network.any_size() ? size : own);
  const at::Tensor resized = resize_picture(swatch, {size, size});
  return upscaler && size_of(swatch).height < size ? (*upscaler)(resized) : resized;
}

}  // namespace

Generator::Generator(const std::filesystem::path& weights, const std::filesystem::path& upscaler) {
  networks_ = for_user(not_enough_memory(), [&] {
    GeneratorModel model = load_generator(weights);
    const GeneratorDescription& description = model.generator.description();
    GeneratorInfo info{.name = description.name,
                       .size = description.size,
                       .any_size = model.generator.any_size(),
                       .scores = model.discriminator.has_value()};
    std::optional<Upscaler> enlarging;
    if (!upscaler.empty()) {
      enlarging = Upscaler::load(upscaler);
    }
    return std::make_unique<const Networks>(std::move(model), std::move(enlarging), std::move(info));
  });
}

Generator::~Generator() = default;
Generator::Generator(Generator&&) noexcept = default;
Generator& Generator::operator=(Generator&&) noexcept = default;

const GeneratorInfo& Generator::info() const { return networks_->info; }

std::vector<Image> Generator::paint(std::span<const SwatchPoint> points, const SwatchOptions& options,
                                    const Progress& progress) const {
  check(points, options.truncation);
  const int size = options.size == 0 ? info().size : options.size;
  if (size < smallest_side || size > largest_side) {
    throw Error(
        tr("A swatch cannot have {} pixels a side. Choose a size from {} to {}.", size, smallest_side, largest_side));
  }
  require_memory_for(points.size(), size);
  return for_user(not_enough_memory(), [&] {
    const at::NoGradGuard no_grad;
    std::vector<Image> images;
    images.reserve(points.size());
    one_by_one(points, progress, [&](const SwatchPoint& point) {
      to_image(painted_at(networks_->model.generator, networks_->upscaler, point, options.truncation, size),
               images.emplace_back(size, size, 3));
    });
    return images;
  });
}

std::vector<double> Generator::scores(std::span<const SwatchPoint> points, double truncation,
                                      const Progress& progress) const {
  check(points, truncation);
  if (!info().scores) {
    throw Error(tr("The generator “{}” cannot rank its swatches: its file holds no discriminator. Choose another one.",
                   info().name));
  }
  return for_user(not_enough_memory(), [&] {
    const at::NoGradGuard no_grad;
    std::vector<double> scores;
    one_by_one(points, progress, [&](const SwatchPoint& point) {
      const at::Tensor swatch = painted(networks_->model.generator, point, truncation, info().size);
      scores.push_back((*networks_->model.discriminator)(swatch).to(at::kDouble).sigmoid().item<double>());
    });
    return scores;
  });
}

}  // namespace nst
