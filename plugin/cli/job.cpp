// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/job.h"

#include "core/catalogue.h"
#include "core/i18n.h"
#include "core/stylist.h"
#include "plugin/cli/mask.h"
#include "plugin/model-folders.h"
#include "plugin/picture-file.h"

#include <algorithm>
#include <cmath>

namespace nst::cli {
namespace {

PictureSize with_long_side(PictureSize size, int side) {
  const double factor = static_cast<double>(side) / std::max(size.width, size.height);
  const auto scale = [&](int extent) { return std::max(1, static_cast<int>(std::lround(extent * factor))); };
  return {scale(size.width), scale(size.height)};
}

std::filesystem::path encoder_of(const Settings& settings) {
  return settings.encoder.empty() ? find_model(default_encoder, model_folders())
                                  : std::filesystem::path(settings.encoder);
}

void require_same_size(const std::filesystem::path& mask, PictureSize mask_size, PictureSize content) {
  if (mask_size != content) {
    throw Error(tr("The mask “{}” has {} × {} pixels, the photograph {} × {}. Scale the mask to the same size.",
                   mask.string(), mask_size.width, mask_size.height, content.width, content.height));
  }
}

/// Looks at every file's header.
PictureInfo check(const Arguments& arguments) {
  require_writable(arguments.output);
  const PictureInfo content = inspect_picture(arguments.content);
  for (const StyleArgument& style : arguments.styles) {
    inspect_picture(style.file);
  }
  if (!arguments.mask.empty()) {
    require_same_size(arguments.mask, inspect_picture(arguments.mask).size, content.size);
  }
  return content;
}

Request read(const Arguments& arguments, PictureSize size, const Progress& progress) {
  Request request{.content = {},
                  .mask = {},
                  .styles = {},
                  .settings = arguments.settings,
                  .encoder = encoder_of(arguments.settings)};
  request.content = read_picture(arguments.content, size);
  if (!arguments.mask.empty()) {
    request.mask = to_mask(read_picture(arguments.mask, size, Scaling::linear));
  }
  for (const StyleArgument& style : arguments.styles) {
    progress.check();
    request.styles.push_back({.image = read_picture(style.file), .weight = style.weight});
  }
  return request;
}

}  // namespace

void run(const Arguments& arguments, const Progress& progress) {
  const PictureInfo content = check(arguments);
  const PictureSize size = arguments.size > 0 ? with_long_side(content.size, arguments.size) : content.size;
  require_writable(arguments.output, size);
  require_memory(size.width, size.height, arguments.settings);
  const Request request = read(arguments, size, progress);
  Image result = stylise(request, progress);
  if (!request.mask.empty()) {
    result = blend(request.content, result, request.mask);
  }
  progress.check();
  write_picture(arguments.output, result, content.bits);
}

}  // namespace nst::cli
