// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/swatch-word.h"

#include "core/error.h"
#include "core/i18n.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <optional>
#include <system_error>
#include <utility>

namespace nst {
namespace {

// A label names a layer, where a long one hides all others.
constexpr std::size_t longest_label = 40;

/// Braces inside of each other: more than any swatch has parts.
constexpr std::size_t deepest = most_swatch_parts;

/// Reads a word from its start to its end.
class Reader {
 public:
  explicit Reader(std::string_view word) : word_(word), rest_(word) {}

  SwatchRange read() {
    SwatchPoint point = blend();
    skip_spaces();
    require(rest_.empty());
    const std::uint32_t last = last_.value_or(point.seed);
    return {std::move(point), last};
  }

 private:
  SwatchPoint blend() {
    SwatchPoint first = varied(true);
    if (!take('+')) {
      return first;
    }
    SwatchPoint second = varied(false);
    require(!last_);
    return blend_of(std::move(first), std::move(second), take('@') ? share() : half_way);
  }

  /// With `distances`, "@" belongs to the variations.
  SwatchPoint varied(bool distances) {
    SwatchPoint point = whole();
    while (!last_ && take('~')) {
      point = variation_of(std::move(point), number());
      if (point.seed == 0) {
        throw Error(tr("“{}” asks for variation 0. Variations are numbered from 1, as in 12~1.", word_));
      }
      if (distances && take('@')) {
        point.share = share();
      }
    }
    return point;
  }

  /// A seed, or what is in braces.
  SwatchPoint whole() {
    if (!take('{')) {
      return {.seed = number()};
    }
    require(++depth_ <= deepest);
    SwatchPoint point = blend();
    require(take('}'));
    --depth_;
    return point;
  }

  /// A number, outside of braces perhaps with the end of a range behind it.
  std::uint32_t number() {
    if (++parts_ > most_swatch_parts) {
      throw Error(tr("“{}” is made of more than {} swatches. Take a simpler one.", word_, most_swatch_parts));
    }
    const auto first = digits<std::uint32_t>();
    require(first <= largest_swatch_seed);
    if (depth_ == 0 && take('-')) {
      last_ = digits<std::uint32_t>();
      require(*last_ <= largest_swatch_seed);
    }
    return first;
  }

  double share() {
    const auto share = digits<double>();
    if (!(share >= 0 && share <= 1)) {  // true for NaN
      throw Error(tr("“{}” has no number from 0 to 1 behind @, such as in 3+9@0.25 or 12~3@0.5.", word_));
    }
    return share;
  }

  template <typename Number>
  Number digits() {
    skip_spaces();
    Number number{};
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    require(error == std::errc());
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }

  bool take(char sign) {
    skip_spaces();
    const bool is_next = rest_.starts_with(sign);
    rest_.remove_prefix(is_next ? 1 : 0);
    return is_next;
  }

  void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  void require(bool holds) const {
    if (!holds) {
      throw Error(
          tr("“{}” is no seed: seeds are whole numbers from 0 to {}, written like 7,12,19 or 0-7; 12~3 is the "
             "third variation of 12, 3+9 is half way from 3 to 9, and braces hold together, as in {{3+9}}~2.",
             word_, largest_swatch_seed));
    }
  }

  std::string_view word_;
  std::string_view rest_;
  std::optional<std::uint32_t> last_;  ///< where the range ends
  std::size_t depth_ = 0;              ///< of braces
  std::size_t parts_ = 0;
};

std::string in_braces(const std::string& text) { return "{" + text + "}"; }

bool is_blend(const SwatchPoint& point) { return point.of.size() == 2; }

/// "@0.25", or nothing for the usual number.
std::string share_text(double share, double usual) { return share == usual ? "" : std::format("@{}", share); }

/// What is blended or varied, such that what stands behind it belongs to all of it.
std::string operand_text(const SwatchPoint& point) {
  return is_blend(point) ? in_braces(swatch_text(point)) : swatch_text(point);
}

std::string blend_text(const SwatchPoint& blend) {
  std::string second = operand_text(blend.of[1]);
  if (!is_blend(blend.of[1]) && second.find('@') != std::string::npos) {
    second = in_braces(second);
  }
  return operand_text(blend.of[0]) + "+" + second + share_text(blend.share, half_way);
}

/// With the number, or range of numbers, that `numbers` are.
std::string numbered_text(const SwatchPoint& point, const std::string& numbers) {
  return point.of.empty() ? numbers
                          : operand_text(point.of[0]) + "~" + numbers + share_text(point.share, usual_distance);
}

}  // namespace

SwatchRange parse_swatch_range(std::string_view word) {
  SwatchRange range = Reader(word).read();
  if (range.last < range.first.seed) {
    throw Error(tr("The seeds “{}” run backwards. Write {}.", word,
                   numbered_text(range.first, std::format("{}-{}", range.last, range.first.seed))));
  }
  return range;
}

std::string swatch_text(const SwatchPoint& point) {
  return is_blend(point) ? blend_text(point) : numbered_text(point, std::to_string(point.seed));
}

std::string swatch_text(const SwatchRange& range) {
  return range.last == range.first.seed
             ? swatch_text(range.first)
             : numbered_text(range.first, std::format("{}-{}", range.first.seed, range.last));
}

std::string shortened(const std::string& text) {
  if (text.size() <= longest_label) {
    return text;
  }
  const auto comma = text.rfind(',', longest_label);
  return comma == std::string::npos ? text.substr(0, longest_label) + "…" : text.substr(0, comma) + ",…";
}

}  // namespace nst
