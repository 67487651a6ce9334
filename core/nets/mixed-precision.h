// SPDX-License-Identifier: GPL-3.0-or-later
//
// Convolutions in bfloat16 for as long as an object of this class lives, where that is asked for: LibTorch's autocast.
#pragma once

#include <ATen/autocast_mode.h>

namespace nst {

class MixedPrecision {
 public:
  MixedPrecision(at::Device device, bool wanted) : type_(device.type()), wanted_(wanted) {
    if (wanted_) {
      at::autocast::set_autocast_dtype(type_, at::kBFloat16);
      at::autocast::set_autocast_enabled(type_, true);
    }
  }
  ~MixedPrecision() {
    if (wanted_) {
      at::autocast::clear_cache();
      at::autocast::set_autocast_enabled(type_, false);
    }
  }
  MixedPrecision(const MixedPrecision&) = delete;
  MixedPrecision& operator=(const MixedPrecision&) = delete;

 private:
  at::DeviceType type_;
  bool wanted_;
};

}  // namespace nst
