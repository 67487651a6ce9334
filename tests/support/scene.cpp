// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"

#include "tests/support/random-encoder.h"
#include "tests/support/temporary-folder.h"

#include <ATen/ATen.h>

namespace nst::test {
namespace {

Encoder random_encoder(const std::filesystem::path& path, Pooling pooling, const std::array<int, 5>& widths) {
  write_random_encoder(path, widths);
  Encoder encoder = Encoder::load(path);
  encoder.prepare(at::kCPU, Precision::float32, pooling);
  return encoder;
}

}  // namespace

SceneTest::SceneTest(Pooling pooling, const std::array<int, 5>& widths)
    : encoder([&] {
        const TemporaryFolder folder;
        return random_encoder(folder.path() / "encoder.safetensors", pooling, widths);
      }()) {
  at::manual_seed(1);
  scene.content = random_picture(40, 36);
  scene.regions.push_back({{}, {{random_picture(48, 32), {}, 1.0}}, 1, 1});
}

at::Tensor random_picture(std::int64_t height, std::int64_t width) {
  return at::rand({1, 3, height, width}).contiguous(at::MemoryFormat::ChannelsLast);
}

double relative_difference(const at::Tensor& a, const at::Tensor& b) {
  return ((a - b).abs().max() / b.abs().max()).item<double>();
}

}  // namespace nst::test
