// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a model of a weights file from elsewhere: VGG-19, VGG-16 and VGG-Face as PyTorch, torchvision or safetensors
// keep them, and this program's own encoders. The other half is checking later that a model is still what it was.
#pragma once

#include "core/progress.h"

#include <array>
#include <filesystem>
#include <span>
#include <string>

namespace nst {

/// How a network wants its input: the weights do not say, but mean nothing without.
struct InputConvention {
  const char* name;                 ///< as in scripts
  const char* help;                 ///< translatable: whose networks these are
  std::array<double, 3> mean;       ///< of R', G', B' in [0, 1] …
  std::array<double, 3> deviation;  ///< … as in EncoderDescription
  bool bgr;
};

/// All conventions that are known.
std::span<const InputConvention> conventions();

struct ImportOptions {
  std::string convention;  ///< by name; empty: what the file itself gives away
  std::string sha256;      ///< the beginning that the file's sum must have, 8 to 64 hexadecimal digits; empty: the one
                           ///< in its name, if there is one
  std::string id;          ///< of the model; empty: one that says what it is
};

struct ImportedModel {
  std::string id;
  std::string name;
  std::string convention;  ///< by name; empty for an encoder of this program's own, which describes itself
  std::string sha256;      ///< of the file it was made from
  bool compared = false;   ///< whether that sum was known beforehand, and is the one
  std::filesystem::path weights;
};

/// The hexadecimal digits in a name like "vgg19-dcbb9e9d.pth", by which PyTorch's files tell the beginning of their
/// SHA-256; empty if there are none.
std::string sha256_in_name(const std::filesystem::path& file);

/// Reads `file` and writes it, converted to this program's form and cut behind the last convolution, as a model below
/// `folder`, which is made if need be. The model appears whole or not at all; one of the same id is replaced.
/// Throws Error if an option makes no sense, the sum is another, the file cannot be read, is another network, or does
/// not tell its convention.
ImportedModel import_model(const std::filesystem::path& file, const std::filesystem::path& folder,
                           const ImportOptions& options, const Progress& progress);

/// Reads the model at `weights`, and compares its numbers with the sum that was kept when it was imported.
/// Gives whether there was one to compare with. Throws Error if the model cannot be used or is not what it was.
bool verify_model(const std::filesystem::path& weights);

}  // namespace nst
