// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/encoder-file.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/model-folders.h"

#include <string>
#include <system_error>

namespace nst {

namespace {

/// What an option names: a file that exists, else the model whose id it ends in. `missing` is the sentence for one that
/// is not installed.
std::filesystem::path named(const std::string& name, const char* missing) {
  const std::filesystem::path file = name;
  const std::string id = file.filename().string();
  std::error_code error;
  if (std::filesystem::exists(file, error) || !is_model_id(id)) {
    return file;
  }
  try {
    return find_model(id, model_folders());
  } catch (const Error&) {
    throw Error(tr(missing, id));
  }
}

}  // namespace

std::filesystem::path encoder_file(const Settings& settings) {
  return settings.encoder.empty()
             ? find_model(default_encoder, model_folders())
             : named(
                   settings.encoder,
                   translatable("The model “{}” is not installed. Neural Style Models in GIMP, or “neural-style models "
                                "list”, shows those that are; there, or with “neural-style models fetch vgg19”, "
                                "VGG-19 is installed as encoder-vgg19."));
}

std::filesystem::path decoder_file(const Settings& settings) {
  if (!settings.decoder.empty()) {
    return named(settings.decoder,
                 translatable("The model “{}” is not installed. Neural Style Models in GIMP, or “neural-style models "
                              "list”, shows those that are."));
  }
  try {
    return find_model(default_decoder, model_folders());
  } catch (const Error&) {
    return {};
  }
}

}  // namespace nst
