// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/style-argument.h"

#include "plugin/style-word.h"

#include <utility>

namespace nst::cli {

StyleArgument parse_style(const std::string& word) {
  try {
    StyleWord style = parse_style_word(word);
    return {.file = std::move(style.file),
            .weight = style.weight,
            .generated = std::move(style.generated),
            .trained = std::move(style.trained)};
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
}

std::string style_name(const StyleArgument& style) {
  return name_of({.file = style.file, .generated = style.generated, .trained = style.trained});
}

}  // namespace nst::cli
