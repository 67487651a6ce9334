// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/style-file.h"

#include "core/composition.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/nets/description.h"
#include "core/safetensors.h"
#include "core/tensors.h"

#include <ATen/ATen.h>

#include <format>

namespace nst {
namespace {

constexpr const char* picture_prefix = "picture";
constexpr int most_pictures = 64;

std::string key(const char* what, std::size_t index) { return std::format("{}{}", what, index); }

bool is_picture(const at::Tensor& x) {
  return x.dim() == 4 && x.size(0) == 1 && x.size(1) == 3 && x.size(2) >= smallest_side && x.size(3) >= smallest_side &&
         x.is_floating_point() && x.isfinite().all().item<bool>();
}

}  // namespace

StyleFile read_style_file(const std::filesystem::path& path) {
  TensorFile stored = read_safetensors(path);
  const DescriptionReader reader(
      stored.metadata, path,
      tr("The weights file “{}” is not a trained style of this program: {}. Choose another file."));
  StyleFile file{.description = decoder_description_from(stored.metadata, path), .weights = {}, .styles = {}};
  const int count = reader.integer("pictures", 1, most_pictures);
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    const auto found = stored.tensors.find(key(picture_prefix, i));
    if (found == stored.tensors.end() || !is_picture(found->second)) {
      reader.refuse(tr("its picture {} is missing or broken", i + 1));
    }
    const at::Tensor picture = found->second.to(at::kFloat).clamp(0, 1);
    Style style{.image = Image(static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2)), 3),
                .weight = reader.real(key("weight", i), 1e-9, 1e9)};
    to_image(picture, style.image);
    style.brush_size = reader.real(key("brush-size", i), 1e-3, 1);
    file.styles.push_back(std::move(style));
    stored.tensors.erase(found);
  }
  file.weights = std::move(stored.tensors);
  return file;
}

void write_style_file(const std::filesystem::path& path, const StyleFile& file) {
  TensorFile stored{to_metadata(file.description), {}};
  for (const auto& [name, tensor] : file.weights) {
    stored.tensors[name] = tensor.detach().to(at::kCPU, at::kHalf).contiguous();
  }
  for (std::size_t i = 0; i < file.styles.size(); ++i) {
    const Style& style = file.styles[i];
    stored.tensors[key(picture_prefix, i)] = colours(style.image).to(at::kHalf).contiguous();
    stored.metadata[key("weight", i)] = std::format("{}", style.weight);
    stored.metadata[key("brush-size", i)] = std::format("{}", style.brush_size);
  }
  stored.metadata["pictures"] = std::format("{}", file.styles.size());
  write_safetensors(path, stored);
}

}  // namespace nst
