// SPDX-License-Identifier: GPL-3.0-or-later
//
// The networks of a run, loaded once and kept for the next: what stylise() makes anew each time, and a Drafter keeps.
// Private to the core.
#pragma once

#include "core/nets/decoder.h"
#include "core/nets/encoder.h"
#include "core/one-pass.h"
#include "core/progress.h"
#include "core/pyramid.h"
#include "core/settings.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace nst {

class Workshop {
 public:
  /// The encoder of `weights`, ready to run as the settings ask for. Throws Error if it cannot be used. Holds until the
  /// next call.
  const Encoder& encoder(const Settings& settings, const std::filesystem::path& weights);

  /// The painting in one pass, (1, 3, H, W) at its finest size, by the encoder that was asked for last. Each region is
  /// painted by the network that was trained on its style, if all of its styles have the same, else by `decoder`; where
  /// regions of different networks meet, their paintings are mixed by the masks. `budget` as for OnePass. Throws Error
  /// if `decoder` is needed and empty, or a network cannot be used.
  at::Tensor draft(const Painting& painting, const Settings& settings, const std::filesystem::path& decoder,
                   double budget, const Progress& progress);

  /// What a painting with these settings begins with, as Start::automatic says; the content where it should be a draft
  /// and there is none by the encoder that was asked for last: `decoder` is empty or does not fit to it. Throws Error
  /// if that is needed and cannot be read.
  Start start_for(const Settings& settings, const std::filesystem::path& decoder);

  /// Of `decoder`, by the encoder that was asked for last: see core/one-pass.h. Throws as draft().
  int draft_margin(const std::filesystem::path& decoder, const Settings& settings);
  double draft_bytes_per_pixel(const std::filesystem::path& decoder, const Settings& settings, std::size_t regions);

  /// What is kept between paintings.
  const OnePassMemory& memory() const { return memory_; }

 private:
  const Decoder& decoder(const std::filesystem::path& weights, const Settings& settings);

  std::string prepared_;  // what the networks are prepared for
  std::optional<Encoder> encoder_;
  std::map<std::filesystem::path, Decoder> decoders_;
  OnePassMemory memory_;
};

}  // namespace nst
