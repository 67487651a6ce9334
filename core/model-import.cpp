// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model-import.h"

#include "core/atomic-file.h"
#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/import/tensor-sum.h"
#include "core/import/vgg.h"
#include "core/import/weights-file.h"
#include "core/nets/decoder.h"
#include "core/nets/encoder.h"
#include "core/nets/generator.h"
#include "core/nets/upscaler.h"
#include "core/sha256.h"
#include "core/trained-style.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <format>
#include <optional>
#include <system_error>
#include <utility>

namespace nst {
namespace {

namespace fs = std::filesystem;

constexpr double byte = 255;
constexpr std::array<double, 3> of_bytes{1 / byte, 1 / byte, 1 / byte};  // what makes [0, 1] run from 0 to 255

// VGG-Face: Parkhi et al. 2015, "Deep Face Recognition"; its authors' PyTorch files want R, G, B, its Caffe file B, G,
// R.
constexpr std::array<double, 3> face_mean{129.1863 / byte, 104.7624 / byte, 93.5940 / byte};
constexpr std::array convention_table{
    InputConvention{
        "torchvision", translatable("PyTorch's torchvision"), {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}, false},
    InputConvention{"caffe",
                    translatable("the authors of VGG, for Caffe: B, G, R from 0 to 255"),
                    {123.68 / byte, 116.779 / byte, 103.939 / byte},
                    of_bytes,
                    true},
    InputConvention{"vgg-face", translatable("VGG-Face for PyTorch: R, G, B from 0 to 255"), face_mean, of_bytes,
                    false},
    InputConvention{"vgg-face-caffe", translatable("VGG-Face for Caffe: B, G, R from 0 to 255"), face_mean, of_bytes,
                    true},
};

/// Files that are told apart best by their sum.
struct KnownFile {
  std::string_view sha256;  ///< its beginning
  const char* convention;
};
constexpr std::array known_files{
    KnownFile{"dcbb9e9d", "torchvision"},  // vgg19, download.pytorch.org
    KnownFile{"397923af", "torchvision"},  // vgg16
    KnownFile{"d01eb7cb", "caffe"},        // vgg19, converted by Justin Johnson
    KnownFile{"00b39a1b", "caffe"},        // vgg16
};

const InputConvention& find_convention(const std::string& name) {
  const auto found = std::ranges::find(convention_table, name, [](const InputConvention& one) { return one.name; });
  if (found == convention_table.end()) {
    std::string names;
    for (const InputConvention& one : convention_table) {
      names += (names.empty() ? "" : ", ") + std::string(one.name);
    }
    throw Error(tr("There is no convention “{}”. Take one of these: {}.", name, names));
  }
  return *found;
}

/// The beginning that the sum of `file` must have; empty if none is known. Throws Error if what is asked for is none.
std::string expected_sum(const fs::path& file, const std::string& asked) {
  if (asked.empty()) {
    return sha256_in_name(file);
  }
  std::optional<std::string> expected = sha256_beginning(asked);
  if (!expected) {
    throw Error(
        tr("“{}” cannot be the beginning of a SHA-256: that has 8 to 64 digits, each 0 to 9 or a to f. Copy it from "
           "where the file comes from.",
           asked));
  }
  return *std::move(expected);
}

/// Gives whether the sum was known. Throws Error if it is another.
bool compare(const fs::path& file, const std::string& sum, const std::string& expected) {
  if (!sum.starts_with(expected)) {
    throw Error(
        tr("The SHA-256 of “{}” is {}, but should begin with {}: the file is damaged or another one. Get it "
           "again, or give this sum yourself if you know the file to be right.",
           file.string(), sum, expected));
  }
  const auto known = [&](const KnownFile& one) { return sum.starts_with(one.sha256); };
  return !expected.empty() || std::ranges::any_of(known_files, known);
}

/// What a file comes down to: an encoder with its description, and what is told of it.
struct Converted {
  EncoderDescription description;
  std::map<std::string, at::Tensor> tensors;
  std::string id;
  std::string convention;
};

Converted own_encoder(const fs::path& path, TensorFile file) {
  Encoder::load(path);  // complains, if there is a reason to
  return {description_from(file.metadata, path), std::move(file.tensors), {}, {}};
}

std::string convention_of(const Vgg& vgg, const std::string& sum, const std::string& asked) {
  if (!asked.empty()) {
    return asked;
  }
  for (const KnownFile& file : known_files) {
    if (sum.starts_with(file.sha256)) {
      return file.convention;
    }
  }
  if (vgg.convention.empty()) {
    throw Error(tr("it does not tell how it wants its input: name its convention"));
  }
  return vgg.convention;
}

std::string id_of(const Vgg& vgg, const std::string& convention) {
  std::string id = vgg.name == "VGG-19" ? "encoder-vgg19" : "encoder-vgg16";
  if (convention.starts_with("vgg-face")) {
    id = "encoder-vgg-face";
  }
  return convention == "caffe" ? id + "-caffe" : id;
}

Converted convert_vgg(const TensorFile& file, const std::string& sum, const std::string& asked) {
  const Vgg vgg = recognise_vgg(file.tensors);
  const std::string convention_name = convention_of(vgg, sum, asked);
  const InputConvention& convention = find_convention(convention_name);
  Converted result{{.name = std::format("{} ({})", vgg.name, convention.name),
                    .layers = vgg.layers,
                    .pooling = Pooling::max,
                    .mean = convention.mean,
                    .deviation = convention.deviation,
                    .bgr = convention.bgr},
                   {},
                   id_of(vgg, convention_name),
                   convention_name};
  for (const auto& [layer, key] : vgg.keys) {
    for (const char* part : {".weight", ".bias"}) {
      result.tensors[layer + part] = file.tensors.at(key + part).to(at::kFloat).contiguous();
    }
  }
  const Encoder check(result.description, result.tensors);  // it refuses what is not finite
  return result;
}

Converted convert(const fs::path& path, const std::string& sum, const ImportOptions& options) {
  const auto is_convolution = [](c10::IntArrayRef shape) { return shape.size() == 4 || shape.size() == 1; };
  TensorFile file = read_weights(path, is_convolution);
  if (file.metadata.contains("kind")) {
    return own_encoder(path, std::move(file));
  }
  try {
    return convert_vgg(file, sum, options.convention);
  } catch (const Error& error) {
    throw Error(tr("“{}” cannot be imported: {}.", path.string(), std::string(error.what())));
  }
}

std::string card(const Converted& model, const fs::path& source, const std::string& sum) {
  return std::format(
      "# {}\n\n{}, imported from `{}` (SHA-256 {}) and cut behind its last convolution; float32.\n\n"
      "**Input.** R'G'B' in [0, 1], minus {} {} {}, divided by {} {} {}{}.\n\n"
      "**License.** That of the weights it was imported from.\n",
      model.id, model.description.name, source.filename().string(), sum, model.description.mean[0],
      model.description.mean[1], model.description.mean[2], model.description.deviation[0],
      model.description.deviation[1], model.description.deviation[2],
      model.description.bgr ? ", then turned to B', G', R'" : "");
}

/// Writes the weights last: with them the model is there.
fs::path store(const fs::path& folder, const Converted& model, const fs::path& source, const std::string& sum) {
  TensorFile file{to_metadata(model.description), model.tensors};
  file.metadata["convention"] = model.convention;
  file.metadata["source"] = source.filename().string();
  file.metadata["source-sha256"] = sum;
  file.metadata["tensors-sha256"] = sum_of_tensors(model.tensors);
  const fs::path place = folder / model.id;
  std::error_code error;
  const bool made = fs::create_directories(place, error);
  try {
    const std::string text = card(model, source, sum);
    write_file(place / "card.md", std::as_bytes(std::span(text)));
    write_safetensors(place / "weights.safetensors", file);
  } catch (...) {
    if (made) {
      fs::remove_all(place, error);
    }
    throw;
  }
  return place / "weights.safetensors";
}

/// Loads the model whose folder says what kind it is of; throws Error if it is not.
void require_usable(const fs::path& weights) {
  switch (model_kind(weights.parent_path().filename().string()).value_or(ModelKind::encoder)) {
    case ModelKind::encoder:
      Encoder::load(weights);
      break;
    case ModelKind::generator:
      load_generator(weights);
      break;
    case ModelKind::upscaler:
      Upscaler::load(weights);
      break;
    case ModelKind::decoder:
      Decoder::load(weights);
      break;
    case ModelKind::style:
      load_trained_style(weights);
      break;
  }
}

}  // namespace

std::span<const InputConvention> conventions() { return convention_table; }

std::string sha256_in_name(const fs::path& file) {
  const std::string stem = file.stem().string();
  const std::string digits = stem.substr(stem.rfind('-') + 1);
  return stem.find('-') != std::string::npos ? sha256_beginning(digits).value_or("") : std::string();
}

ImportedModel import_model(const fs::path& file, const fs::path& folder, const ImportOptions& options,
                           const Progress& progress) {
  constexpr double summing_share = 0.5;
  if (!options.id.empty()) {
    require_encoder_id(options.id);
  }
  if (!options.convention.empty()) {
    find_convention(options.convention);
  }
  const std::string expected = expected_sum(file, options.sha256);
  const std::string sum = sha256_of_file(file, progress.part(0, summing_share));
  const bool compared = compare(file, sum, expected);
  Converted model = convert(file, sum, options);
  progress.check();
  if (!options.id.empty()) {
    model.id = options.id;
  }
  if (model.id.empty()) {
    throw Error(tr("“{}” is an encoder without an id to be called by. Give it one.", file.string()));
  }
  const fs::path weights = store(folder, model, file, sum);
  progress(1);
  return {model.id, model.description.name, model.convention, sum, compared, weights};
}

bool verify_model(const fs::path& weights) {
  require_usable(weights);
  const TensorFile file = read_safetensors(weights);
  const auto kept = file.metadata.find("tensors-sha256");
  if (kept == file.metadata.end()) {
    return false;
  }
  if (kept->second != sum_of_tensors(file.tensors)) {
    throw Error(
        tr("The weights file “{}” is not what was imported: its numbers have changed. Import or fetch it again.",
           weights.string()));
  }
  return true;
}

}  // namespace nst
