// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which generators are installed, by the names that users write, and the files of one. Used by both hosts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// The id of the generator that users call `name`: "dcgan-abstract" and "generator-dcgan-abstract" mean the same; the
/// built-in one if it is empty. Throws Error if no id can look like that; whether it is installed is not looked at.
std::string generator_id(std::string_view name);

/// What users call the generator `id`: without "generator-".
std::string generator_name(const std::string& id);

struct GeneratorName {
  std::string name;   ///< as users write it
  std::string label;  ///< what its weights call themselves; the name where they cannot be read
};

/// The installed ones.
std::vector<GeneratorName> generator_names();

/// What the weights of the generator `id` call themselves; its name where it is not installed or cannot be read. Opens
/// no other model.
std::string generator_label(const std::string& id);

/// The weights of a generator and of the network that enlarges its swatches, and what tells them apart from others.
struct GeneratorFiles {
  std::filesystem::path weights;
  std::string sha256;
  std::filesystem::path upscaler;  ///< empty: none is installed
  std::string upscaler_sha256;     ///< empty: none is installed
};

/// The files of the generator `id`. Throws Error, naming those that are installed, if it is not among them.
GeneratorFiles find_generator(const std::string& id);

}  // namespace nst
