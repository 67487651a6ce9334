// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/picture-io.h"

#include "core/atomic-file.h"
#include "core/error.h"

#include <ATen/ATen.h>
#include <vips/vips8>

#include <algorithm>
#include <cstdlib>
#include <span>

namespace nst::train {
namespace {

/// No limit for the longer side of a thumbnail: the shorter one decides.
constexpr int any_length = 10'000'000;

vips::VImage open(const std::filesystem::path& path, int smallest_side, int shorter_side) {
  vips::VImage image = vips::VImage::new_from_file(path.c_str(), vips::VImage::option()->set("access", "sequential"));
  const int shorter = std::min(image.width(), image.height());
  if (shorter_side == 0 || shorter <= shorter_side || shorter < smallest_side) {
    return image.autorot();
  }
  // The box of a thumbnail bounds both sides; turned or not, the shorter one has to fit exactly.
  const bool upright = image.height() >= image.width();
  auto* options = vips::VImage::option()->set("size", VIPS_SIZE_DOWN)->set("no_rotate", true);
  return vips::VImage::thumbnail(path.c_str(), upright ? shorter_side : any_length,
                                 options->set("height", upright ? any_length : shorter_side))
      .autorot();
}

}  // namespace

void start_pictures(const char* program) {
  setenv("VIPS_WARNING", "0", /*overwrite=*/1);
  if (VIPS_INIT(program) != 0) {
    throw Error("libvips does not start. Install it anew.");
  }
}

std::optional<at::Tensor> read_picture(const std::filesystem::path& path, int smallest_side, int shorter_side) {
  try {
    vips::VImage image = open(path, smallest_side, shorter_side).colourspace(VIPS_INTERPRETATION_sRGB);
    if (image.has_alpha()) {
      image = image.flatten(vips::VImage::option()->set("background", std::vector<double>{255}));
    }
    if (std::min(image.width(), image.height()) < smallest_side || image.bands() != 3) {
      return std::nullopt;
    }
    std::size_t bytes = 0;
    void* memory = image.cast(VIPS_FORMAT_UCHAR).write_to_memory(&bytes);
    const at::Tensor interleaved =
        at::from_blob(memory, {image.height(), image.width(), 3}, [](void* data) { g_free(data); }, at::kByte);
    return interleaved.permute({2, 0, 1}).contiguous();
  } catch (const vips::VError&) {
    return std::nullopt;
  }
}

void write_picture(const std::filesystem::path& path, const at::Tensor& picture) {
  const at::Tensor bytes =  // (H, W, 3)
      picture.detach()
          .to(at::kCPU, at::kFloat)
          .clamp(0, 1)
          .mul(255)
          .round()
          .to(at::kByte)
          .permute({1, 2, 0})
          .contiguous();
  void* png = nullptr;
  try {
    std::size_t length = 0;
    vips::VImage::new_from_memory(bytes.data_ptr(), bytes.nbytes(), static_cast<int>(bytes.size(1)),
                                  static_cast<int>(bytes.size(0)), 3, VIPS_FORMAT_UCHAR)
        .write_to_buffer(".png", &png, &length);
    write_file(path, std::as_bytes(std::span(static_cast<const char*>(png), length)));
    g_free(png);
  } catch (const vips::VError&) {
    throw Error("The picture “" + path.string() + "” could not be made. Free some memory.");
  } catch (...) {
    g_free(png);
    throw;
  }
}

}  // namespace nst::train
