// SPDX-License-Identifier: GPL-3.0-or-later
//
// A style that no one has painted: swatches of a generator, averaged into one style. Used by both hosts.
#pragma once

#include "core/progress.h"
#include "core/settings.h"
#include "core/stylist.h"
#include "plugin/generators.h"
#include "plugin/swatch-seeds.h"

#include <string>
#include <string_view>
#include <vector>

namespace nst {

/// The most swatches that one style is averaged from: each takes memory at the size of the picture.
inline constexpr std::size_t most_style_swatches = 64;

struct GeneratedStyle {
  std::string model;                  ///< its id
  std::vector<SwatchShare> swatches;  ///< one or more

  bool operator==(const GeneratedStyle&) const = default;
};

/// Whether `text` asks for a generated style and is no file's name.
bool is_generated_style(std::string_view text);

/// Reads "generated:MODEL:SEEDS", as in generated:dcgan-abstract:7,12,19. Throws Error, saying what to write.
GeneratedStyle parse_generated_style(std::string_view text);

/// The word that parse_generated_style() reads back.
std::string word_of(const GeneratedStyle& style);

/// What a user reads: "dcgan-abstract 7,12,19"; a long list is cut off.
std::string label_of(const GeneratedStyle& style);

/// The same with what the generator's weights call themselves, as windows show it: "Abstract paintings 7,12,19".
std::string title_of(const GeneratedStyle& style);

/// The swatches as styles whose weights add up to `weight`. Their size and truncation are those of `settings`;
/// each is taken half as large as other styles are.
/// A batch costs what one style does, since the core averages the statistics of all styles of a region. With Gram
/// matrices its gradient is that of the mean of the losses to each swatch (Ast-GAN's batch).
/// Throws Error if the memory does not suffice or the weights cannot be used, Cancelled if `progress` says so.
std::vector<Style> paint_style(const GeneratedStyle& style, const GeneratorFiles& files, double weight,
                               const Settings& settings, const Progress& progress);

}  // namespace nst
