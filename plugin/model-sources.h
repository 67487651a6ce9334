// SPDX-License-Identifier: GPL-3.0-or-later
//
// Networks that their publishers offer for download: which there are, where each comes from, and what is known of its
// file. Nothing is downloaded here (plugin/model-download.h). Used by both hosts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace nst {

struct ModelSource {
  std::string name;     ///< as users write it, say "vgg19"
  std::string title;    ///< as its authors write it, say "VGG-19"
  std::string id;       ///< of the model that it becomes
  std::string rights;   ///< whose work it is, and its license
  std::string address;  ///< https://…
  std::string sha256;   ///< the beginning of its file's sum
  std::uint64_t bytes;  ///< of its file
};

/// The names of all.
std::vector<std::string> model_source_names();

/// All of them. Where $NEURAL_STYLE_DOWNLOADS names a file, each of its lines, "NAME ADDRESS SHA256 BYTES", lets one of
/// them come from elsewhere. Throws Error if that file cannot be read or understood.
std::vector<ModelSource> model_sources();

/// The one of that name, which must be among model_source_names(). Throws as model_sources().
ModelSource model_source(const std::string& name);

/// Where its file is kept, below the folder of models, until it has become a model.
std::filesystem::path download_file(const ModelSource& source, const std::filesystem::path& folder);

/// So many bytes of it have come already, in a download that was stopped or broke off.
std::uint64_t downloaded_bytes(const ModelSource& source, const std::filesystem::path& folder);

}  // namespace nst
