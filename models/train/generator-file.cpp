// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/generator-file.h"

#include "core/nets/generator.h"
#include "core/safetensors.h"

#include <torch/types.h>

namespace nst::train {
namespace {

struct Folded {
  at::Tensor weight;
  at::Tensor bias;  // (C_out)
};

/// norm(W x) = (gamma / s) W x + (beta - gamma m / s) with the running mean m and deviation s; `dim` is that of the
/// weight's output channels.
Folded fold(const at::Tensor& weight, std::int64_t dim, torch::nn::BatchNorm2d norm) {
  const at::Tensor scale = norm->weight / (norm->running_var + norm->options.eps()).sqrt();  // (C_out)
  std::vector<std::int64_t> shape(4, 1);
  shape[static_cast<std::size_t>(dim)] = -1;
  return {weight * scale.view(shape), norm->bias - norm->running_mean * scale};
}

void put(TensorFile& file, const std::string& name, const Folded& folded) {
  file.tensors[name + ".weight"] = folded.weight.to(at::kCPU, at::kHalf).contiguous();
  file.tensors[name + ".bias"] = folded.bias.to(at::kCPU, at::kHalf).contiguous();
}

}  // namespace

void write_generator(const std::filesystem::path& path, const std::string& name, GeneratorNet& generator,
                     DiscriminatorNet* discriminator) {
  const torch::NoGradGuard no_grad;
  const GeneratorShape& shape = generator->shape();
  TensorFile file;
  GeneratorDescription description{.name = name,
                                   .latent = shape.latent,
                                   .global = shape.global,
                                   .grid = shape.grid,
                                   .size = shape.size,
                                   .strides = {},
                                   .slope = {}};
  for (std::size_t i = 0; i < generator->convolutions().size(); ++i) {
    const torch::nn::ConvTranspose2d& up = generator->convolutions()[i];
    put(file, "up" + std::to_string(i),
        i < generator->norms().size() ? fold(up->weight, 1, generator->norms()[i]) : Folded{up->weight, up->bias});
    description.strides.push_back(i == 0 ? 1 : 2);
  }
  if (discriminator != nullptr && (*discriminator)->shape().normalisation == Normalisation::batch) {
    description.slope = (*discriminator)->shape().slope;
    const std::vector<torch::nn::Conv2d>& downs = (*discriminator)->convolutions();
    for (std::size_t i = 0; i < downs.size(); ++i) {
      const bool normalised = i > 0 && i + 1 < downs.size();
      put(file, "down" + std::to_string(i),
          normalised ? fold(downs[i]->weight, 0, (*discriminator)->norms()[i - 1])
                     : Folded{downs[i]->weight, downs[i]->bias});
    }
  }
  file.metadata = to_metadata(description);
  write_safetensors(path, file);
}

}  // namespace nst::train
