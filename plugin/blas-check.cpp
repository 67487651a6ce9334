// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/blas-check.h"

#include "core/i18n.h"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

namespace nst {

bool is_reference_blas(const std::filesystem::path& library) {
  // Every other BLAS installs its own libblas.so.3 in a folder of its name, or is a library of another name.
  constexpr std::array<std::string_view, 5> optimised{"openblas", "mkl", "blis", "atlas", "flexiblas"};
  const std::string path = library.string();
  return library.filename().string().starts_with("libblas.so") &&
         std::ranges::none_of(optimised, [&](std::string_view name) { return path.find(name) != std::string::npos; });
}

bool blas_is_slow() {
  Dl_info library{};
  void* const multiply = dlsym(RTLD_DEFAULT, "sgemm_");
  if (multiply == nullptr || dladdr(multiply, &library) == 0 || library.dli_fname == nullptr) {
    return false;
  }
  std::error_code error;
  const std::filesystem::path file = std::filesystem::canonical(library.dli_fname, error);
  return !error && is_reference_blas(file);
}

const char* slow_blas_advice() {
  return tr(
      "The matrix library on this computer is slow, and so is this program: install the package libopenblas0-openmp.");
}

}  // namespace nst
