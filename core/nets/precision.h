// SPDX-License-Identifier: GPL-3.0-or-later
//
// The numbers that an encoder is run in. Private to the core.
#pragma once

#include <ATen/core/Tensor.h>

namespace nst {

/// bfloat16 has the range of float32 and 8 bits of its mantissa's 24; sums are float32 in both.
enum class Precision { float32, bfloat16 };

at::ScalarType scalar_type(Precision precision);

/// Whether this machine's processor convolves in bfloat16 clearly faster than in float32: where it has instructions for
/// it (AVX-512 BF16), convolutions took half of the time. Not measured at run time: on a busy machine one run would
/// measure otherwise than the next, and the same request would give other pixels.
bool bfloat16_is_faster();

}  // namespace nst
