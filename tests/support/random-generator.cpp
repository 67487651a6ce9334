// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random-generator.h"

#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <string>
#include <vector>

namespace nst::test {
namespace {

constexpr double slope = 0.2;

/// Adds convolutions whose results are as large as what goes in (He et al. 2015).
class Layers {
 public:
  explicit Layers(std::map<std::string, at::Tensor>& tensors)
      : tensors_(tensors), random_(at::detail::createCPUGenerator(/*seed=*/0)) {}

  void add(const std::string& layer, int inputs, int outputs, int kernel) {
    set(layer, {outputs, inputs, kernel, kernel}, outputs, inputs * kernel * kernel);
  }

  /// `summed`: how many products each number of the result is the sum of.
  void add_transposed(const std::string& layer, int inputs, int outputs, int kernel, int summed) {
    set(layer, {inputs, outputs, kernel, kernel}, outputs, summed);
  }

 private:
  void set(const std::string& layer, at::IntArrayRef shape, int outputs, int summed) {
    tensors_[layer + ".weight"] = at::randn(shape, random_) * std::sqrt(2.0 / summed);
    tensors_[layer + ".bias"] = at::zeros({outputs});
  }

  std::map<std::string, at::Tensor>& tensors_;
  at::Generator random_;
};

void write(const std::filesystem::path& path, const GeneratorDescription& description, const std::vector<int>& widths) {
  TensorFile file{.metadata = to_metadata(description), .tensors = {}};
  Layers layers(file.tensors);
  int inputs = description.latent;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const int per_side = description.strides[i] == 1 ? 1 : 2;  // how many positions a pixel is made of, in a row
    layers.add_transposed("up" + std::to_string(i), inputs, widths[i], 4, inputs * per_side * per_side);
    inputs = widths[i];
  }
  if (description.slope) {
    layers.add("down0", 3, 8, 4);
    layers.add("down1", 8, 8, 4);
    layers.add("down2", 8, 8, 4);
    layers.add("down3", 8, 1, 4);
  }
  write_safetensors(path, file);
}

}  // namespace

void write_random_generator(const std::filesystem::path& path, int latent, const std::array<int, 4>& widths) {
  write(path,
        {.name = "Random",
         .latent = latent,
         .global = latent,
         .grid = 1,
         .size = 64,
         .strides = {1, 2, 2, 2, 2},
         .slope = slope},
        {widths[0], widths[1], widths[2], widths[3], 3});
}

void write_random_grid_generator(const std::filesystem::path& path) {
  write(path,
        {.name = "Random grid",
         .latent = 16,
         .global = 4,
         .grid = 4,
         .size = 64,
         .strides = {2, 2, 2, 2},
         .slope = slope},
        {16, 16, 8, 3});
}

void write_random_upscaler(const std::filesystem::path& path, const std::array<int, 3>& widths) {
  const auto [a, b, c] = widths;
  TensorFile file{.metadata = upscaler_metadata("Random upscaler"), .tensors = {}};
  Layers layers(file.tensors);
  layers.add("enter", 3, a, 3);
  layers.add("down1", a, b, 4);
  layers.add("down2", b, c, 4);
  layers.add("body1", c, c, 3);
  layers.add("body2", c, c, 3);
  layers.add_transposed("up1", c, b, 4, c * 4);
  layers.add_transposed("up2", b, a, 4, b * 4);
  layers.add("leave", a, 3, 3);
  write_safetensors(path, file);
}

}  // namespace nst::test
