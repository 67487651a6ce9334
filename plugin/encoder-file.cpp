// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/encoder-file.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/model-folders.h"

#include <string>
#include <system_error>

namespace nst {

std::filesystem::path encoder_file(const Settings& settings) {
  if (settings.encoder.empty()) {
    return find_model(default_encoder, model_folders());
  }
  const std::filesystem::path file = settings.encoder;
  const std::string id = file.filename().string();
  std::error_code error;
  if (std::filesystem::exists(file, error) || !is_model_id(id)) {
    return file;
  }
  try {
    return find_model(id, model_folders());
  } catch (const Error&) {
    throw Error(
        tr("The model “{}” is not installed. “neural-style models list” shows those that are; “neural-style "
           "models fetch vgg19” installs VGG-19 as encoder-vgg19.",
           id));
  }
}

}  // namespace nst
