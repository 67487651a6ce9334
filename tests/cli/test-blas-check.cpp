// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/blas-check.h"

#include <gtest/gtest.h>

#include <string_view>

namespace nst {
namespace {

TEST(BlasCheck, KnowsTheReferenceByItsPlace) {
  EXPECT_TRUE(is_reference_blas("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.12.1"));
  EXPECT_TRUE(is_reference_blas("/usr/lib64/libblas.so.3.12.0"));
}

TEST(BlasCheck, TakesNoOtherForIt) {
  for (const char* library :
       {"/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", "/usr/lib/x86_64-linux-gnu/blis-openmp/libblas.so.3",
        "/usr/lib/x86_64-linux-gnu/atlas/libblas.so.3", "/usr/lib/x86_64-linux-gnu/libmkl_rt.so",
        "/opt/libtorch/lib/libtorch_cpu.so", "/usr/lib64/libflexiblas.so.3"}) {
    EXPECT_FALSE(is_reference_blas(library)) << library;
  }
}

TEST(BlasCheck, AnswersForThisProcess) {
  EXPECT_NO_THROW(blas_is_slow());
  EXPECT_NE(std::string_view(slow_blas_advice()).find("libopenblas0"), std::string_view::npos);
}

}  // namespace
}  // namespace nst
