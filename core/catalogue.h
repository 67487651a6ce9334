// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds models. A model is a folder named by its id with weights.safetensors and card.md in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// The id of the encoder that is used where the user names none.
inline constexpr std::string_view default_encoder = "encoder-vgg19-slim";

/// The weights file of the model `id` in the first of `folders` that has it.
/// Throws Error, naming the folders that were searched, if none has.
std::filesystem::path find_model(std::string_view id, std::span<const std::filesystem::path> folders);

struct ModelEntry {
  std::string id;
  std::filesystem::path weights;
  std::uint64_t bytes = 0;                      ///< of the weights file
  std::map<std::string, std::string> metadata;  ///< the description in the weights file
  std::string problem;                          ///< a sentence, if that cannot be read
};

/// The models in `folders`, by their ids; of several with one id, that which find_model() gives. Folders and files that
/// are no models are left out.
std::vector<ModelEntry> list_models(std::span<const std::filesystem::path> folders);

/// Whether `text` has the form of an id: "encoder-" and lower-case letters, digits and hyphens.
bool is_model_id(std::string_view text);

/// Throws Error, saying what an id looks like, if `text` is none.
void require_model_id(std::string_view text);

}  // namespace nst
