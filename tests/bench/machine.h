// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all benchmarks measure with: the machine's peak, the encoders, the memory of this process.
#pragma once

#include "core/nets/encoder.h"
#include "core/nets/precision.h"

#include <filesystem>

namespace nst::bench {

/// FLOP/s of a 3 x 3 convolution that no network of ours is faster than, the best of many, measured now.
double convolution_peak(Precision precision);

/// Multiplications and additions of the encoder's convolutions for one pixel, one way.
double operations_per_pixel(const Encoder& encoder);

/// The weights of the encoder that is shipped, and of a random network as large as VGG-19 up to conv5_1: as fast.
std::filesystem::path slim_weights();
std::filesystem::path large_weights();

/// The weights of the network that is shipped for drafts.
std::filesystem::path decoder_weights();

/// Forgets the peak of this process's memory, so that peak_bytes() tells that of what comes.
void reset_peak_bytes();
double peak_bytes();

/// A random picture, (1, 3, height, width), channels-last.
at::Tensor random_picture(std::int64_t height, std::int64_t width);

}  // namespace nst::bench
