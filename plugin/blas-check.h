// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tells whether the matrix library is the slow one. Debian's LibTorch takes whatever libblas.so.3 there is; with the
// reference implementation every convolution takes many times as long, and nothing else would tell the user why.
#pragma once

#include <filesystem>

namespace nst {

/// Whether `library`, the file that BLAS comes from, is the reference implementation.
bool is_reference_blas(const std::filesystem::path& library);

/// Whether this process computes with the reference implementation of BLAS.
bool blas_is_slow();

/// One translated sentence that says so and names the remedy.
const char* slow_blas_advice();

}  // namespace nst
