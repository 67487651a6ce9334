// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random-encoder.h"

#include "core/nets/encoder.h"
#include "core/safetensors.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <string>

namespace nst::test {

void write_random_encoder(const std::filesystem::path& path, const std::array<int, 5>& widths, std::uint64_t seed) {
  const EncoderDescription description{
      .name = "Random", .layers = vgg19_layers("conv5_1"), .pooling = Pooling::average};
  const at::Generator random = at::detail::createCPUGenerator(seed);
  TensorFile file{.metadata = to_metadata(description), .tensors = {}};
  int inputs = 3;
  for (const std::string& layer : description.layers) {
    if (!layer.starts_with("conv")) {
      continue;
    }
    const int outputs = widths.at(static_cast<std::size_t>(layer.at(4) - '1'));
    file.tensors[layer + ".weight"] = at::randn({outputs, inputs, 3, 3}, random) * std::sqrt(2.0 / (9.0 * inputs));
    file.tensors[layer + ".bias"] = at::zeros({outputs});
    inputs = outputs;
  }
  write_safetensors(path, file);
}

}  // namespace nst::test
