// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device.h"

#include "core/error.h"
#include "core/i18n.h"

#include <ATen/Context.h>

namespace nst {
namespace {

/// A network that was trained with plain maxima is optimised through blurred ones.
Pooling pooling_for(const Settings& settings, Pooling own) {
  switch (settings.pooling) {
    case PoolingChoice::max:
      return Pooling::max;
    case PoolingChoice::average:
      return Pooling::average;
    case PoolingChoice::l2:
      return Pooling::l2;
    case PoolingChoice::own:
      break;
  }
  return own == Pooling::max ? Pooling::blurred_max : own;
}

}  // namespace

Precision precision_for(const Settings& settings, const at::Device& device) {
  switch (settings.precision) {
    case PrecisionChoice::float32:
      return Precision::float32;
    case PrecisionChoice::bfloat16:
      return Precision::bfloat16;
    case PrecisionChoice::automatic:
      break;
  }
  return device.is_cpu() && bfloat16_is_faster() ? Precision::bfloat16 : Precision::float32;
}

at::Device device_for(const Settings& settings) {
  if (settings.device == DeviceChoice::cpu) {
    return at::kCPU;
  }
  if (at::hasCUDA()) {
    return at::kCUDA;
  }
  if (settings.device == DeviceChoice::cuda) {
    throw Error(
        tr("No graphics card can be used: this LibTorch has no CUDA, or there is no such card. Choose the "
           "processor as the device."));
  }
  return at::kCPU;
}

Encoder encoder_for(const Settings& settings, const std::filesystem::path& weights) {
  Encoder encoder = Encoder::load(weights);
  const at::Device device = device_for(settings);
  encoder.prepare(device, precision_for(settings, device), pooling_for(settings, encoder.description().pooling));
  return encoder;
}

}  // namespace nst
