// SPDX-License-Identifier: GPL-3.0-or-later
//
// A style in one word, as users write it: a file, a generated style or a trained one, with a weight behind it. Used by
// both hosts.
#pragma once

#include "plugin/generated-style.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace nst {

struct StyleWord {
  std::filesystem::path file;  ///< empty: the style is generated or trained
  double weight = 1;
  std::optional<GeneratedStyle> generated = {};
  std::string trained = {};  ///< the id of a style with a network of its own; empty: it is none
};

/// Reads "FILE", "FILE:WEIGHT", "generated:MODEL:SEEDS[:WEIGHT]" or "trained:NAME[:WEIGHT]". A file that has the whole
/// name wins. Throws Error, saying what to write; whether there is such a file, model or style is not looked at.
StyleWord parse_style_word(const std::string& word);

/// A word's part before the weight, and the weight.
struct WeighedWord {
  std::string_view word;
  std::optional<double> weight;  ///< none: there is none behind it
};

/// Parts "WORD:WEIGHT" at its last colon. Throws Error for a number that is no weight; anything else behind the colon
/// belongs to the word.
WeighedWord split_weight(std::string_view text);

/// The word that stands for the style, without its weight and in one form for each.
std::string word_of(const StyleWord& style);

/// What a label calls the style: its file without folders, the generator and its seeds, or the trained style's name.
std::string name_of(const StyleWord& style);

}  // namespace nst
