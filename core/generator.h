// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facade of the generative networks: a seed goes in, a swatch comes out, a small picture that no one has painted.
// Hosts show swatches, let the user mix and vary them, and give them to stylise() as styles.
#pragma once

#include "core/image.h"
#include "core/progress.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// The largest seed of a swatch: what a spin button holds exactly and a user can read out.
inline constexpr std::uint32_t largest_swatch_seed = 999'999'999;

/// How many swatches one call may ask for.
inline constexpr std::size_t most_swatches = 10'000;

/// A point of the latent space, told by seeds, so that it can be written down and found again. Between seeds lies what
/// core/latent.h says; what is not needed for their number does not count.
struct SwatchPoint {
  std::vector<std::uint32_t> seeds;  ///< one, two or four
  double across = 0;                 ///< in [0, 1], from the first seed to the second (of four: from left to right)
  double down = 0;                   ///< in [0, 1], with four seeds: from the first two to the last two
  std::uint32_t variation = 0;       ///< which of the variations around it; each belongs to its seeds
  double distance = 0;               ///< in [0, 1], how far the variation is: 0 the point itself, 1 nothing in common

  bool operator==(const SwatchPoint&) const = default;
};

struct SwatchOptions {
  int size = 0;           ///< side in px; 0: the generator's own
  double truncation = 1;  ///< in (0, 2]: times the latent vector; below 1 safer and more alike, above 1 wilder
};

/// What a generator's weights say about it.
struct GeneratorInfo {
  std::string name;       ///< for users
  int size = 64;          ///< side in px of its own swatches
  bool any_size = false;  ///< paints larger swatches by itself, from a grid of latent vectors
  bool scores = false;    ///< its discriminator is there
};

/// A generative network, loaded. The same point gives the same pixels in every run on a machine.
/// All functions throw Error with a sentence for the user, and Cancelled if `progress` says so.
class Generator {
 public:
  /// Loads the weights that find_model() gave. `upscaler` (may be empty) are those of a network that enlarges swatches;
  /// without it, and where the generator does not paint that size itself, they are resampled.
  explicit Generator(const std::filesystem::path& weights, const std::filesystem::path& upscaler = {});
  ~Generator();
  Generator(Generator&&) noexcept;
  Generator& operator=(Generator&&) noexcept;

  const GeneratorInfo& info() const;

  /// The swatches of `points`, R'G'B', square. Where the generator paints any size, a larger swatch continues a smaller
  /// one of the same point to the right and below. Throws Error for a number of seeds that is none of one, two and
  /// four, values out of range, more than `most_swatches` points, a size below 16 or above 2048, or more pixels than
  /// there is memory for. Stops between batches.
  std::vector<Image> paint(std::span<const SwatchPoint> points, const SwatchOptions& options,
                           const Progress& progress) const;

  /// What the discriminator thinks of each swatch, at the generator's own size: the probability in (0, 1) that it is
  /// the work of a painter. Throws Error if the discriminator is not there.
  std::vector<double> scores(std::span<const SwatchPoint> points, double truncation, const Progress& progress) const;

 private:
  struct Networks;
  std::unique_ptr<const Networks> networks_;
};

}  // namespace nst
