// SPDX-License-Identifier: GPL-3.0-or-later
//
// The user's styles with networks of their own, by the names that users write. Used by both hosts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// Whether `text` asks for such a style, "trained:NAME", and is no file's name.
bool is_trained_style(std::string_view text);

/// The id of the model that users call `name`: "van-gogh" and "style-van-gogh" mean the same. Throws Error if no id can
/// look like that; whether it is installed is not looked at.
std::string trained_style_id(std::string_view name);

/// What users call the model `id`: without "style-".
std::string trained_style_name(const std::string& id);

/// The word for the style `id` among other styles: "trained:NAME".
std::string trained_style_word(const std::string& id);

struct TrainedStyleName {
  std::string name;   ///< as users write it
  std::string label;  ///< what its file calls it; the name where it cannot be read
};

/// The installed ones.
std::vector<TrainedStyleName> trained_style_names();

/// The weights of the style `id`. Throws Error, naming those that are there, if it is not among them.
std::filesystem::path find_trained_style(const std::string& id);

}  // namespace nst
