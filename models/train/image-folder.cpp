// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/image-folder.h"

#include "core/error.h"
#include "models/train/picture-io.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace nst::train {
namespace {

double uniform(double low, double high, at::Generator random) {
  return at::empty({}, at::kDouble).uniform_(low, high, std::move(random)).item<double>();
}

std::int64_t integer(std::int64_t below, at::Generator random) {
  return at::randint(below, {}, std::move(random), at::TensorOptions().dtype(at::kLong)).item<std::int64_t>();
}

std::vector<std::filesystem::path> files_below(std::span<const std::filesystem::path> folders) {
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& folder : folders) {
    if (!std::filesystem::is_directory(folder)) {
      throw Error("There is no folder “" + folder.string() + "”. Name a folder of pictures.");
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file()) {
        files.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(files);
  return files;
}

/// Every file decoded, in order, on all cores; nothing where it is no picture.
std::vector<std::optional<at::Tensor>> read_all(const std::vector<std::filesystem::path>& files, int smallest_side,
                                                int shorter_side) {
  std::vector<std::optional<at::Tensor>> pictures(files.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < files.size(); i = next++) {
      pictures[i] = read_picture(files[i], smallest_side, shorter_side);
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back(work);
  }
  threads.clear();  // waits for them
  return pictures;
}

}  // namespace

ImageFolder::ImageFolder(std::span<const std::filesystem::path> folders, int smallest_side, int shorter_side) {
  for (std::optional<at::Tensor>& picture : read_all(files_below(folders), smallest_side, shorter_side)) {
    if (picture) {
      pictures_.push_back(std::move(*picture));
    } else {
      ++skipped_;
    }
  }
  if (pictures_.empty()) {
    throw Error("The folders hold no usable picture of at least " + std::to_string(smallest_side) +
                " px. Name a folder of photographs or paintings.");
  }
}

ImageFolder ImageFolder::hold_back(std::size_t every) {
  ImageFolder held;
  std::vector<at::Tensor> kept;
  for (std::size_t i = 0; i < pictures_.size(); ++i) {
    (i % every == every - 1 ? held.pictures_ : kept).push_back(pictures_[i]);
  }
  if (kept.empty() || held.pictures_.empty()) {
    throw Error("The folders hold too few pictures: some have to be held back for measuring. Add more.");
  }
  pictures_ = std::move(kept);
  return held;
}

at::Tensor ImageFolder::sample(const Augmentation& augmentation, at::Generator random) const {
  const at::Tensor& picture = pictures_[static_cast<std::size_t>(integer(static_cast<std::int64_t>(size()), random))];
  const std::int64_t shorter = std::min(picture.size(1), picture.size(2));
  const double largest = std::min(augmentation.largest_scale, static_cast<double>(shorter) / augmentation.crop);
  const double smallest = augmentation.smallest_scale;
  const auto side = std::min(shorter, static_cast<std::int64_t>(std::llround(
                                          augmentation.crop * uniform(smallest, std::max(smallest, largest), random))));
  const auto place = [&](std::int64_t room) { return augmentation.centre ? room / 2 : integer(room + 1, random); };
  const std::int64_t top = place(picture.size(1) - side);
  const std::int64_t left = place(picture.size(2) - side);
  at::Tensor crop = picture.narrow(1, top, side).narrow(2, left, side).to(at::kFloat).div(255).unsqueeze(0);
  if (side != augmentation.crop) {
    crop = at::_upsample_bilinear2d_aa(crop, {augmentation.crop, augmentation.crop}, /*align_corners=*/false);
  }
  if (augmentation.mirror && uniform(0, 1, random) < 0.5) {
    crop = crop.flip(3);
  }
  if (uniform(0, 1, random) < augmentation.channel_shuffle) {
    crop = crop.index_select(1, at::randperm(3, random, at::TensorOptions().dtype(at::kLong)));
  }
  if (uniform(0, 1, random) < augmentation.noise) {
    const double strength = uniform(0, 0.2, random);
    crop = (crop + strength * at::randn(crop.sizes(), random, crop.options())).clamp(0, 1);
  }
  return crop;  // (1, 3, crop, crop)
}

at::Tensor ImageFolder::batch(int count, const Augmentation& augmentation, at::Generator random) const {
  std::vector<at::Tensor> crops;
  for (int i = 0; i < count; ++i) {
    crops.push_back(sample(augmentation, random));
  }
  return at::cat(crops).contiguous(at::MemoryFormat::ChannelsLast);
}

at::Generator generator_for(std::uint64_t seed, std::uint64_t step) {
  // Steps of one run and runs of neighbouring seeds must not share their numbers.
  return at::make_generator<at::CPUGeneratorImpl>(seed * 0x9E3779B97F4A7C15ULL + step);
}

}  // namespace nst::train
