// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random-decoder.h"

#include "core/safetensors.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

namespace nst::test {

std::map<std::string, at::Tensor> random_decoder(const std::array<int, 5>& widths, const DecoderShape& shape) {
  const std::array<std::int64_t, 3> features{widths[3], widths[2], widths[1]};  // of decoded_layers
  std::int64_t style = 0;
  for (const int width : widths) {
    style += 2 * width;
  }
  const at::Generator random = at::detail::createCPUGenerator(5);
  std::map<std::string, at::Tensor> tensors;
  for (const auto& [name, sizes] : decoder_tensors(shape, features, style)) {
    std::int64_t inputs = 1;
    for (std::size_t i = 1; i < sizes.size(); ++i) {
      inputs *= sizes[i];
    }
    const double deviation = sizes.size() == 1 ? 0.05 : std::sqrt(1.0 / static_cast<double>(inputs));
    tensors[name] = at::randn(sizes, random) * (name.starts_with("leave") ? 0.2 * deviation : deviation);
  }
  return tensors;
}

void write_random_decoder(const std::filesystem::path& path, const std::array<int, 5>& widths) {
  write_safetensors(
      path, {to_metadata(DecoderDescription{.name = "Random", .encoder = "encoder-random"}), random_decoder(widths)});
}

}  // namespace nst::test
