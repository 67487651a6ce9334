// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/chosen-encoder.h"

#include "core/error.h"
#include "core/settings.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"

namespace nst::gimp {
namespace {

constexpr const char* argument = "encoder";

std::filesystem::path file_of(const Settings& settings) {
  try {
    return encoder_file(settings);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

bool takes_encoder(GimpProcedureConfig* config) {
  return g_object_class_find_property(G_OBJECT_GET_CLASS(config), argument) != nullptr;
}

std::filesystem::path chosen_encoder(GimpProcedureConfig* config) {
  if (!takes_encoder(config)) {
    return {};
  }
  try {
    Settings settings;
    settings.encoder = path_argument(config, argument);
    return file_of(settings);
  } catch (const Error&) {
    return {};  // a file on another computer
  }
}

void choose_encoder(GimpProcedureConfig* config, const std::filesystem::path& weights) {
  if (!takes_encoder(config)) {
    return;
  }
  const bool built_in = weights.empty() || weights == file_of(Settings());
  const GObjectPtr<GFile> file(built_in ? nullptr : g_file_new_for_path(weights.c_str()));
  g_object_set(config, argument, file.get(), nullptr);
}

}  // namespace nst::gimp
