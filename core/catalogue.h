// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds models. A model is a folder named by its id with weights.safetensors and card.md in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// The id of the encoder that is used where the user names none.
inline constexpr std::string_view default_encoder = "encoder-vgg19-slim";

/// The ids of the generator of swatches and of the network that enlarges them, where the user names none.
inline constexpr std::string_view default_generator = "generator-dcgan-abstract";
inline constexpr std::string_view default_upscaler = "upscaler-paintings";

/// The id of the network that paints drafts, where the user names none.
inline constexpr std::string_view default_decoder = "decoder-arbitrary";

/// What a model does, which its id begins with: "encoder-", "generator-", "upscaler-", "decoder-", or "style-" for a
/// decoder that was trained on one style and has its pictures with it.
enum class ModelKind { encoder, generator, upscaler, decoder, style };

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

/// The model that find_model() gives, and what its file says of it. Throws Error as that does.
ModelEntry describe_model(const std::string& id, std::span<const std::filesystem::path> folders);

/// The models in `folders`, by their ids; of several with one id, that which find_model() gives. Folders and files that
/// are no models are left out.
std::vector<ModelEntry> list_models(std::span<const std::filesystem::path> folders);

/// Those of them that are of `kind` by their ids.
std::vector<ModelEntry> list_models(std::span<const std::filesystem::path> folders, ModelKind kind);

/// What the description of a model says under `key`; `otherwise` if that is nothing.
std::string metadata_of(const ModelEntry& model, const std::string& key, const std::string& otherwise = {});

/// The kind of the model with the id `text`; nothing if that has not the form of an id: the beginning that belongs to
/// a kind, then lower-case letters, digits and hyphens.
std::optional<ModelKind> model_kind(std::string_view text);

/// Whether `text` has the form of an id.
bool is_model_id(std::string_view text);

/// Throws Error, saying what an id looks like, if `text` is none.
void require_model_id(std::string_view text);

/// The same for the id of an encoder.
void require_encoder_id(std::string_view text);

}  // namespace nst
