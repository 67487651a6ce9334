// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue.h"

#include "core/error.h"
#include "core/i18n.h"

#include <string>

namespace nst {

std::filesystem::path find_model(std::string_view id, std::span<const std::filesystem::path> folders) {
  std::string searched;
  for (const std::filesystem::path& folder : folders) {
    std::error_code error;
    std::filesystem::path weights = folder / id / "weights.safetensors";
    if (std::filesystem::is_regular_file(weights, error)) {
      return weights;
    }
    searched += (searched.empty() ? "" : ", ") + folder.string();
  }
  throw Error(
      tr("The model “{}” is not installed (searched: {}). Install Neural Style again.", std::string(id), searched));
}

}  // namespace nst
