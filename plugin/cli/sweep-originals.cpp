// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/sweep-originals.h"

#include "core/i18n.h"
#include "plugin/cli/job.h"
#include "plugin/cli/style-argument.h"
#include "plugin/picture-scale.h"

#include <algorithm>
#include <filesystem>
#include <functional>

namespace nst::cli {
namespace {

constexpr std::size_t most_shown = 9;  // of the swatches of a style

Image small_picture(const std::filesystem::path& file, int cell) {
  const PictureSize size = inspect_picture(file).size;
  return read_picture(file, with_long_side(size, std::min(cell, std::max(size.width, size.height))));
}

/// The first swatches of `style` in a square.
Image swatches_in_square(GeneratedStyle style, const Settings& settings, int cell, const Progress& progress) {
  style.swatches.resize(std::min(style.swatches.size(), most_shown));
  const std::vector<Style> swatches = paint_style(style, find_generator(style.model), 1, settings, progress);
  int columns = 1;
  while (columns * columns < static_cast<int>(swatches.size())) {
    ++columns;
  }
  const int side = cell / columns;
  const int rows = (static_cast<int>(swatches.size()) + columns - 1) / columns;
  Image square(side * columns, side * rows, 3, 1.0F);
  for (int i = 0; i < static_cast<int>(swatches.size()); ++i) {
    paste(square, scaled_to_fit(swatches[static_cast<std::size_t>(i)].image, side), i % columns * side,
          i / columns * side);
  }
  return square;
}

SheetCell cell_of(const std::string& caption, const std::function<Image()>& read) {
  SheetCell cell{.picture = {}, .caption = caption};
  try {
    cell.picture = read();
  } catch (const Error& error) {
    cell.message = error.what();
  }
  return cell;
}

std::vector<StyleArgument> styles_of(const SweepArguments& sweep) {
  std::vector<StyleArgument> styles;
  for (const Trial& trial : sweep.trials) {
    for (const RegionArgument& region : trial.arguments.regions) {
      for (const StyleArgument& style : region.styles) {
        const auto same = [&](const StyleArgument& known) {
          return known.file == style.file && known.generated == style.generated;
        };
        if (std::ranges::none_of(styles, same)) {
          styles.push_back(style);
        }
      }
    }
  }
  return styles;
}

}  // namespace

std::vector<SheetCell> originals_of(const SweepArguments& sweep, const Progress& progress) {
  const Arguments& first = sweep.trials.front().arguments;
  std::vector<SheetCell> cells{cell_of(tr("Photograph: {}", first.content.filename().string()),
                                       [&] { return small_picture(first.content, sweep.cell); })};
  for (const StyleArgument& style : styles_of(sweep)) {
    cells.push_back(cell_of(tr("Style: {}", style_name(style)), [&] {
      return style.generated ? swatches_in_square(*style.generated, first.settings, sweep.cell, progress)
                             : small_picture(style.file, sweep.cell);
    }));
  }
  return cells;
}

}  // namespace nst::cli
