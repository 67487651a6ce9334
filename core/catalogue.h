// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds models. A model is a folder named by its id with weights.safetensors and card.md in it.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace nst {

/// The id of the encoder that is used where the user names none.
inline constexpr std::string_view default_encoder = "encoder-vgg19-slim";

/// The weights file of the model `id` in the first of `folders` that has it.
/// Throws Error, naming the folders that were searched, if none has.
std::filesystem::path find_model(std::string_view id, std::span<const std::filesystem::path> folders);

}  // namespace nst
