// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/atomic-file.h"
#include "core/batch-painting.h"
#include "core/composition.h"
#include "core/device.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/memory.h"
#include "core/nets/decoder.h"
#include "core/nets/mixed-precision.h"
#include "core/painting-loss.h"
#include "core/pyramid.h"
#include "core/run-state.h"
#include "core/safetensors.h"
#include "core/sha256.h"
#include "core/style-file.h"
#include "core/style-targets.h"
#include "core/tensors.h"
#include "core/torch-errors.h"
#include "core/trained-style.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adam.h>
#include <torch/types.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <format>
#include <limits>
#include <numbers>
#include <utility>

namespace nst {
namespace {

constexpr const char* state_kind = "style-training/1";
// The longer sides at which photographs are shown: in use, pictures have all sizes, and strokes grow with them.
constexpr std::array<int, 4> sides{288, 384, 512, 640};
constexpr int stored_side = 768;  // the longer side of a style's picture in the file, px
constexpr double weaker_share = 0.15;
constexpr double decay = 0.99;    // of the average of the weights
constexpr double watched = 0.95;  // of the average of the losses
constexpr double longest_gradient = 1;

at::Generator random_of(std::uint64_t seed, int step) {
  return at::make_generator<at::CPUGeneratorImpl>(seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(step));
}

double uniform(const at::Generator& random) { return at::rand({}, random, at::kDouble).item<double>(); }

std::int64_t integer(std::int64_t below, const at::Generator& random) {
  return at::randint(below, {}, random, at::TensorOptions().dtype(at::kLong)).item<std::int64_t>();
}

/// The decoder's weights in one row, which is what learns.
class Weights {
 public:
  explicit Weights(const std::map<std::string, at::Tensor>& tensors) {
    std::vector<at::Tensor> rows;
    for (const auto& [name, tensor] : tensors) {
      shapes_.emplace_back(name, tensor.sizes().vec());
      rows.push_back(tensor.to(at::kFloat).flatten());
    }
    row = at::cat(rows).contiguous();
  }

  /// `of`, a row like `row`, as the tensors that it was made of; views.
  std::map<std::string, at::Tensor> tensors(const at::Tensor& of) const {
    std::map<std::string, at::Tensor> tensors;
    std::int64_t start = 0;
    for (const auto& [name, shape] : shapes_) {
      const std::int64_t count = c10::multiply_integers(shape);
      tensors[name] = of.narrow(0, start, count).view(shape);
      start += count;
    }
    return tensors;
  }

  at::Tensor row;

 private:
  std::vector<std::pair<std::string, std::vector<std::int64_t>>> shapes_;
};

/// A style's picture no larger than it is stored.
Style reduced(const Style& style) {
  const Size size{style.image.height, style.image.width};
  if (std::max(size.height, size.width) <= stored_side) {
    return style;
  }
  const at::Tensor picture = resize_picture(colours(style.image), scaled(size, stored_side));
  Style small = style;
  small.image = Image(static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2)), 3);
  to_image(picture, small.image);
  return small;
}

/// What makes two trainings the same.
std::string fingerprint(const StyleTraining& training, const Weights& weights) {
  Sha256 sum;
  for (const Style& style : training.styles) {
    sum.add(style.image.pixels.data(), style.image.pixels.size() * sizeof(float));
    sum.add(&style.weight, sizeof style.weight);
    sum.add(&style.brush_size, sizeof style.brush_size);
  }
  sum.add(weights.row.const_data_ptr(), weights.row.nbytes());
  sum.add(std::format("{} {} {}", training.batch, training.crop, training.seed));
  return sum.hex();
}

class Training {
 public:
  Training(const StyleTraining& training, std::span<const Image> photographs)
      : training_(training),
        photographs_(photographs),
        encoder_(Encoder::load(training.encoder)),
        weights_(decoder_weights(training.decoder)),
        run_(fingerprint(training, weights_)) {
    Settings settings;
    settings.precision = PrecisionChoice::float32;
    encoder_ = encoder_for(settings, training.encoder);
    Decoder::load(training.decoder).require_fits(encoder_);
    weights_.row.requires_grad_(true);
    average_ = weights_.row.detach().clone();
    adam_.emplace(std::vector<at::Tensor>{weights_.row}, torch::optim::AdamOptions(training.rate));
    learn_styles();
    std::filesystem::create_directories(training.folder);
    if (std::filesystem::exists(state_file())) {
      go_on();
    }
  }

  void run(const Progress& progress, const std::function<void(const TrainingState&)>& watch) {
    auto saved = std::chrono::steady_clock::now();
    try {
      while (state_.step < training_.steps) {
        progress(static_cast<double>(state_.step) / training_.steps);
        step();
        ++state_.step;
        if (watch) {
          watch(state_);
        }
        const std::chrono::duration<double> since = std::chrono::steady_clock::now() - saved;
        if (since.count() >= training_.save_interval) {
          save();
          saved = std::chrono::steady_clock::now();
        }
      }
    } catch (const Cancelled&) {
      save();
      throw;
    }
    finish();
    progress(1);
  }

 private:
  static std::map<std::string, at::Tensor> decoder_weights(const std::filesystem::path& path) {
    Decoder::load(path);  // refuses what is not usable
    return read_safetensors(path).tensors;
  }

  std::filesystem::path state_file() const { return training_.folder / "training.safetensors"; }

  /// The moments of the styles, mixed, at each of `sides`.
  void learn_styles() {
    const at::NoGradGuard no_grad;
    const std::vector<StyleSample> whole = samples(training_.styles);
    const auto layers = style_loss_layers();
    const auto plan = [](const at::Tensor& picture) {
      const Box box{0, 0, picture.size(2), picture.size(3)};
      return std::vector<Tile>{{box, box}};
    };
    for (const int side : sides) {
      const Scene scene = scene_at({at::zeros({1, 3, side, side}), {{{}, whole, 1, 1}}}, {side, side}, side);
      styles_.push_back(style_targets(encoder_, scene.regions[0].styles, layers, Propagation::simple, plan, {}));
    }
  }

  /// A crop of a photograph that is shown with its longer side at `side`, (1, 3, crop, crop).
  at::Tensor crop_of(const Image& photograph, int side, const at::Generator& random) const {
    const at::Tensor picture = colours(photograph);
    const Size full = size_of(picture);
    const auto longer = static_cast<double>(std::max(full.height, full.width));
    const auto shorter = static_cast<double>(std::min(full.height, full.width));
    const double least = training_.crop * longer / shorter;
    const Size size = scaled(full, std::max<double>(std::ceil(least), std::min<double>(side, longer)));
    const at::Tensor shown = resize_picture(picture, size);
    const std::int64_t crop = training_.crop;
    at::Tensor part = shown.narrow(2, integer(size_of(shown).height - crop + 1, random), crop)
                          .narrow(3, integer(size_of(shown).width - crop + 1, random), crop);
    return uniform(random) < 0.5 ? part.flip(3) : part;
  }

  void step() {
    const at::Generator random = random_of(training_.seed, state_.step);
    std::vector<at::Tensor> crops;
    std::vector<LayerStatistics> wanted;
    for (int i = 0; i < training_.batch; ++i) {
      const auto which = static_cast<std::size_t>(integer(static_cast<std::int64_t>(sides.size()), random));
      const auto photograph = static_cast<std::size_t>(integer(static_cast<std::int64_t>(photographs_.size()), random));
      crops.push_back(crop_of(photographs_[photograph], sides[which], random));
      wanted.push_back(styles_[which]);
    }
    const at::Tensor contents = at::cat(crops).contiguous(at::MemoryFormat::ChannelsLast);  // (N, 3, S, S)
    for (torch::optim::OptimizerParamGroup& group : adam_->param_groups()) {
      group.options().set_lr(training_.rate * 0.5 *
                             (1 + std::cos(std::numbers::pi * state_.step / std::max(1, training_.steps))));
    }
    adam_->zero_grad();
    const MixedPrecision precision(at::kCPU, bfloat16_is_faster());
    const PaintingLoss loss = look(contents, wanted, random);
    loss.total.backward();
    torch::nn::utils::clip_grad_norm_(weights_.row, longest_gradient);
    adam_->step();
    const at::NoGradGuard no_grad;
    average_.lerp_(weights_.row, 1 - std::min(decay, (1.0 + state_.step) / (10.0 + state_.step)));
    const double kept = state_.step == 0 ? 0 : watched;
    state_.content = kept * state_.content + (1 - kept) * loss.content;
    state_.style = kept * state_.style + (1 - kept) * loss.style;
  }

  PaintingLoss look(const at::Tensor& contents, std::vector<LayerStatistics>& wanted, const at::Generator& random) {
    Features features;
    std::vector<LayerStatistics> own;
    {
      const at::NoGradGuard no_grad;
      features = encoder_.differentiable_features(contents, style_loss_layers());
      own = batch_statistics(features, style_loss_layers());
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const double share = uniform(random) < weaker_share ? uniform(random) : 0.0;
      for (auto& [layer, moments] : wanted[i]) {
        blend(moments, own[i].at(layer), share);
      }
    }
    const FeatureTransfer kind = state_.step % 2 == 0 ? FeatureTransfer::covariance : FeatureTransfer::moments;
    const at::Tensor painted =
        paint_batch(decoder_layers(weights_.tensors(weights_.row)), features, own, wanted, kind, random);
    return painting_loss(encoder_, painted, features, wanted, {});
  }

  void go_on() {
    const TensorFile file = read_safetensors(state_file());
    const auto value = [&](const char* key) {
      const auto found = file.metadata.find(key);
      return found == file.metadata.end() ? std::string() : found->second;
    };
    if (value("kind") != state_kind || value("training") != run_ || value("step").empty()) {
      throw Error(
          tr("“{}” belongs to another training: another picture, base or setting. Choose another name, or delete that "
             "folder.",
             training_.folder.string()));
    }
    const at::NoGradGuard no_grad;
    const auto find = [&](const char* name) {
      const auto found = file.tensors.find(name);
      if (found == file.tensors.end() || found->second.sizes() != weights_.row.sizes()) {
        throw Error(tr("“{}” is damaged. Delete it, and the training begins anew.", state_file().string()));
      }
      return found->second.clone();
    };
    state_.step = std::stoi(value("step"));
    weights_.row.copy_(find("weights"));
    average_ = find("average");
    auto moments = std::make_unique<torch::optim::AdamParamState>();
    moments->step(state_.step);
    moments->exp_avg(find("first"));
    moments->exp_avg_sq(find("second"));
    adam_->state()[weights_.row.unsafeGetTensorImpl()] = std::move(moments);
  }

  void save() const {
    const auto found = adam_->state().find(weights_.row.unsafeGetTensorImpl());
    if (found == adam_->state().end()) {
      return;  // nothing was learned yet
    }
    const auto& moments = static_cast<const torch::optim::AdamParamState&>(*found->second);
    write_safetensors(state_file(), {{{"kind", state_kind}, {"training", run_}, {"step", std::to_string(state_.step)}},
                                     {{"weights", weights_.row.detach()},
                                      {"average", average_},
                                      {"first", moments.exp_avg()},
                                      {"second", moments.exp_avg_sq()}}});
  }

  void finish() const {
    StyleFile file{.description = {.name = training_.name, .encoder = training_.encoder_id},
                   .weights = weights_.tensors(average_),
                   .styles = {}};
    double sum = 0;
    for (const Style& style : training_.styles) {
      sum += style.weight;
    }
    for (const Style& style : training_.styles) {
      file.styles.push_back(reduced(style));
      file.styles.back().weight = style.weight / sum;
    }
    const std::string card = std::format(
        "# {}\n\nA network for one style, for drafts. Trained by `neural-style train-style` from the network for any "
        "style:\n{} steps with {} crops of {} px each, of {} photographs. Losses of late: content {:.4f}, style "
        "{:.4f}.\nThe file holds the pictures of the style; whoever passes it on passes on these.\n",
        training_.name, state_.step, training_.batch, training_.crop, photographs_.size(), state_.content,
        state_.style);
    write_file(training_.folder / "card.md", std::as_bytes(std::span(card)));
    write_style_file(training_.folder / "weights.safetensors", file);
    std::error_code ignored;
    std::filesystem::remove(state_file(), ignored);
  }

  const StyleTraining& training_;
  std::span<const Image> photographs_;
  Encoder encoder_;
  Weights weights_;
  std::string run_;  // which training this is
  at::Tensor average_;
  std::optional<torch::optim::Adam> adam_;
  std::vector<LayerStatistics> styles_;  // at each of `sides`
  TrainingState state_{.steps = training_.steps};
};

void check(const StyleTraining& training, std::span<const Image> photographs) {
  if (training.styles.empty()) {
    throw Error(tr("No style was chosen. Choose a picture, a layer or a pattern as the style."));
  }
  if (photographs.empty()) {
    throw Error(tr("There are no photographs to train on. Name a folder with some."));
  }
  for (const Image& photograph : photographs) {
    if (std::min(photograph.width, photograph.height) < training.crop || photograph.channels < 3) {
      throw Error(tr("A photograph to train on has to be at least {} × {} pixels. Leave smaller ones out.",
                     training.crop, training.crop));
    }
  }
}

}  // namespace

void train_style(const StyleTraining& training, std::span<const Image> photographs, const Progress& progress,
                 const std::function<void(const TrainingState&)>& watch) {
  check(training, photographs);
  keep_freed_blocks();
  for_user(tr("There is not enough memory to train. Close other programs, or name fewer photographs."),
           [&] { Training(training, photographs).run(progress, watch); });
}

}  // namespace nst
