// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace nst {
namespace {

struct Set {
  LayerUse use;
  std::string_view name;
  std::string_view layers;
};

constexpr std::array sets{
    // Gatys, Ecker and Bethge 2016, and nearly everyone after them.
    Set{LayerUse::style, "gatys", "conv1_1 conv2_1 conv3_1 conv4_1 conv5_1"},
    // O'Mahony's second option, and his best mixture.
    Set{LayerUse::style, "second", "conv1_2 conv2_2 conv3_2 conv4_2 conv5_2"},
    Set{LayerUse::style, "omahony", "conv1_1 conv2_2 conv3_3 conv4_2 conv5_3"},
    Set{LayerUse::style, "all",
        "conv1_1 conv1_2 conv2_1 conv2_2 conv3_1 conv3_2 conv3_3 conv3_4 conv4_1 conv4_2 conv4_3 conv4_4 conv5_1 "
        "conv5_2 conv5_3 conv5_4"},
    // Where the slim encoder follows VGG-19 closely; its values at conv4_2, the classic choice, are its least faithful.
    Set{LayerUse::content, "default", "conv3_1 conv4_1"},
    Set{LayerUse::content, "gatys", "conv4_2"},
    Set{LayerUse::content, "omahony", "conv5_2"},
};

[[noreturn]] void refuse(std::string_view word) {
  throw Error(tr("“{}” is no layer. Layers are called conv3_1, relu3_1, block3_conv1, features.10 or conv_5.", word));
}

const Set* find_set(std::string_view name, LayerUse use) {
  const auto found = std::ranges::find_if(sets, [&](const Set& set) { return set.use == use && set.name == name; });
  return found == sets.end() ? nullptr : &*found;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  constexpr int largest = 1000;
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > largest) {
    return {};
  }
  return value;
}

/// "A<separator>B" after `prefix` as two numbers.
std::optional<std::pair<int, int>> pair_after(std::string_view text, std::string_view prefix,
                                              std::string_view separator) {
  if (!text.starts_with(prefix)) {
    return {};
  }
  text.remove_prefix(prefix.size());
  const auto middle = text.find(separator);
  if (middle == std::string_view::npos) {
    return {};
  }
  const auto first = number(text.substr(0, middle));
  const auto second = number(text.substr(middle + separator.size()));
  return first && second ? std::optional(std::pair(*first, *second)) : std::nullopt;
}

/// A name in whatever form: by block and place in it, by place among all convolutions, or by torchvision's index.
struct Name {
  enum class Form { block, count, index } form;
  int first;
  int second;
};

Name parse_name(std::string_view word) {
  if (word.starts_with("conv_")) {
    if (const auto count = number(word.substr(5)); count && *count > 0) {
      return {Name::Form::count, *count, 0};
    }
    refuse(word);
  }
  for (const auto& [prefix, separator] : {std::pair("conv", "_"), {"relu", "_"}, {"block", "_conv"}}) {
    if (const auto place = pair_after(word, prefix, separator)) {
      return {Name::Form::block, place->first, place->second};
    }
  }
  const std::string_view digits = word.starts_with("features.") ? word.substr(9) : word;
  if (const auto index = number(digits)) {
    return {Name::Form::index, *index, 0};
  }
  refuse(word);
}

struct Word {
  std::string_view text;
  Name name;
  double weight;
};

Word parse_word(std::string_view word) {
  const auto colon = word.find(':');
  double weight = 1;
  if (colon != std::string_view::npos) {
    const std::string_view digits = word.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(weight) || weight < 0) {
      throw Error(tr("The weight of a layer is a number from 0 up, not “{}”.", digits));
    }
  }
  return {word, parse_name(word.substr(0, colon)), weight};
}

std::vector<Word> parse(std::string_view text) {
  std::vector<Word> words;
  constexpr std::string_view separators = " ,\t\n";
  for (auto start = text.find_first_not_of(separators); start != std::string_view::npos;
       start = text.find_first_not_of(separators, start)) {
    const auto end = std::min(text.find_first_of(separators, start), text.size());
    words.push_back(parse_word(text.substr(start, end - start)));
    start = end;
  }
  if (std::ranges::none_of(words, [](const Word& word) { return word.weight > 0; })) {
    throw Error(tr("No layer is left. Name at least one with a weight above 0."));
  }
  return words;
}

std::pair<int, int> place_of(const std::string& layer) {
  return pair_after(layer, "conv", "_").value_or(std::pair(0, 0));
}

/// The layer of `network` that `name` means, or nothing.
const std::string* find(const Name& name, std::span<const std::string> network) {
  int count = 0;
  int index = 0;
  for (const std::string& layer : network) {
    if (layer == "pool") {
      ++index;
      continue;
    }
    ++count;
    const bool found = name.form == Name::Form::block   ? place_of(layer) == std::pair(name.first, name.second)
                       : name.form == Name::Form::count ? name.first == count
                                                        : name.first == index || name.first == index + 1;
    if (found) {
      return &layer;
    }
    index += 2;  // the convolution and its ReLU
  }
  return nullptr;
}

/// The last layer of `network` that does not come after block and place of `name`.
const std::string* nearest_before(const Name& name, std::span<const std::string> network) {
  const std::string* nearest = nullptr;
  for (const std::string& layer : network) {
    if (layer != "pool" && place_of(layer) <= std::pair(name.first, name.second)) {
      nearest = &layer;
    }
  }
  return nearest;
}

void check(std::string_view text, LayerUse use) {
  if (find_set(text, use) == nullptr) {
    parse(text);
  }
}

}  // namespace

std::vector<WeightedLayer> resolve_layers(std::string_view text, LayerUse use, std::span<const std::string> network) {
  const Set* set = find_set(text, use);
  std::vector<WeightedLayer> layers;
  for (const Word& word : parse(set != nullptr ? set->layers : text)) {
    const std::string* layer = set != nullptr ? nearest_before(word.name, network) : find(word.name, network);
    if (layer == nullptr) {
      throw Error(tr("The encoder has no layer “{}”. Its last one is {}.", word.text, network.back()));
    }
    const auto known = std::ranges::find(layers, *layer, &WeightedLayer::layer);
    if (known != layers.end()) {
      known->weight += set != nullptr ? 0 : word.weight;  // a set's layers that fall together count once
    } else if (word.weight > 0) {
      layers.push_back({*layer, word.weight});
    }
  }
  return layers;
}

void check_style_layers(std::string_view text) { check(text, LayerUse::style); }

void check_content_layers(std::string_view text) { check(text, LayerUse::content); }

}  // namespace nst
