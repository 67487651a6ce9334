// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trained-style.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/decoder.h"
#include "core/safetensors.h"
#include "core/style-file.h"

namespace nst {

TrainedStyle load_trained_style(const std::filesystem::path& weights) {
  StyleFile file = read_style_file(weights);
  for (Style& style : file.styles) {
    style.network = weights;
  }
  return {file.description.name, std::move(file.styles)};
}

}  // namespace nst
