// SPDX-License-Identifier: GPL-3.0-or-later
//
// The facade of the generative networks: a seed goes in, a swatch comes out, a small picture that no one has painted.
// Hosts show swatches, let the user mix and vary them, and give them to stylise() as styles.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/swatch-point.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace nst {

/// How many swatches one call may ask for.
inline constexpr std::size_t most_swatches = 10'000;

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
/// All functions throw Error with a sentence for the user, and Cancelled, between two swatches, if `progress` says so.
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
  /// one of the same point to the right and below. Throws Error for a point that is not valid, a truncation out of
  /// range, more than `most_swatches` points, a size below 16 or above 2048, or more pixels than there is memory for.
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
