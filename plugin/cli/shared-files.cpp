// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/shared-files.h"

#include "core/generator.h"
#include "core/model-import.h"
#include "plugin/cli/job.h"
#include "plugin/encoder-file.h"
#include "plugin/picture-file.h"

namespace nst::cli {
namespace {

namespace fs = std::filesystem;

/// Not only the header: a file that is cut off has one, too.
void require_whole(const fs::path& picture) {
  if (!picture.empty()) {
    read_picture(picture);
  }
}

}  // namespace

std::map<std::string, GeneratorFiles> require_shared_files(const Arguments& painting, const fs::path& picture) {
  require_whole(painting.mask);
  require_whole(painting.detail);
  for (const RegionArgument& region : painting.regions) {
    require_whole(region.mask);
    for (const StyleArgument& style : region.styles) {
      require_whole(style.file);
      require_whole(style.mask);
    }
  }
  Arguments unmasked = painting;  // whether masks are as large as the picture is for each picture to say
  unmasked.content = picture;
  unmasked.mask.clear();
  for (RegionArgument& region : unmasked.regions) {
    region.mask.clear();
  }
  std::map<std::string, GeneratorFiles> generators = plan(unmasked).generators;
  for (const auto& [id, files] : generators) {
    const Generator usable(files.weights, files.upscaler);
  }
  verify_model(encoder_file(painting.settings));
  return generators;
}

}  // namespace nst::cli
