// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/contact-sheet.h"

#include "plugin/lettering.h"
#include "plugin/picture-scale.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

namespace nst {
namespace {

using Colour = std::array<float, 3>;

constexpr Colour ink{0.1F, 0.1F, 0.1F};
constexpr Colour warning{0.6F, 0.05F, 0.05F};
constexpr float pale = 0.93F;  // the ground of a cell without a picture

struct Measures {
  explicit Measures(const ContactSheet& sheet)
      : cell(std::clamp(sheet.cell, smallest_cell, largest_cell)),
        letters(std::max(12, cell / 18)),
        gap(letters / 2),
        margin(std::max(12, cell / 12)),
        left(margin + (sheet.row_headings.empty() ? 0 : cell / 2 + gap)),
        columns(std::max(1, sheet.columns)) {}

  int x(int column) const { return left + column * (cell + margin); }
  int page_width() const { return x(columns); }

  int cell;
  int letters;
  int gap;     ///< between a picture and its caption
  int margin;  ///< between cells and around the page
  int left;    ///< where the first column begins
  int columns;
};

/// A line of cells as it goes to the page.
struct Line {
  Image heading;            ///< at the left
  std::vector<Image> tops;  ///< column headings
  std::vector<Image> pictures;
  std::vector<Image> captions;

  static int tallest(const std::vector<Image>& images) {
    return std::accumulate(images.begin(), images.end(), 0,
                           [](int height, const Image& image) { return std::max(height, image.height); });
  }
};

/// Puts ink on the page through `mask`, whose corner comes to (x, y); what lies beyond the page is lost.
void stamp(Image& page, const Image& mask, int x, int y, const Colour& colour) {
  const int right = std::min(mask.width, page.width - x);
  const int bottom = std::min(mask.height, page.height - y);
  for (int row = 0; row < bottom; ++row) {
    for (int column = 0; column < right; ++column) {
      for (int channel = 0; channel < page.channels; ++channel) {
        float& value = page.at(x + column, y + row, channel);
        value += mask.at(column, row, 0) * (colour[static_cast<std::size_t>(channel)] - value);
      }
    }
  }
}

Image caption(const std::string& text, const Measures& measures) {
  return letter(text, {.size = measures.letters, .width = measures.cell, .most_height = measures.cell});
}

Image heading(const std::string& text, int width, const Measures& measures) {
  return letter(text,
                {.size = measures.letters * 5 / 4, .width = width, .most_height = measures.cell / 2, .bold = true});
}

Image message(const std::string& text, const Measures& measures) {
  const int height = measures.cell * 3 / 4;
  Image box(measures.cell, height, 3, pale);
  const int inside = measures.cell - 2 * measures.gap;
  stamp(box, letter(text, {.size = measures.letters, .width = inside, .most_height = height - 2 * measures.gap}),
        measures.gap, measures.gap, warning);
  return box;
}

Line line_of(std::span<const SheetCell> cells, const Measures& measures) {
  Line line;
  for (const SheetCell& cell : cells) {
    line.pictures.push_back(cell.picture.empty() ? message(cell.message, measures)
                                                 : scaled_to_fit(cell.picture, measures.cell));
    line.captions.push_back(caption(cell.caption, measures));
  }
  return line;
}

std::vector<Line> lines_of(std::span<const SheetCell> cells, const Measures& measures) {
  std::vector<Line> lines;
  while (!cells.empty()) {
    const std::size_t count = std::min(cells.size(), static_cast<std::size_t>(measures.columns));
    lines.push_back(line_of(cells.first(count), measures));
    cells = cells.subspan(count);
  }
  return lines;
}

std::vector<Line> lines_of(const ContactSheet& sheet, const Measures& measures) {
  std::vector<Line> lines = lines_of(sheet.originals, measures);
  std::vector<Line> table = lines_of(sheet.cells, measures);
  for (std::size_t i = 0; i < std::min(table.size(), sheet.row_headings.size()); ++i) {
    table[i].heading = heading(sheet.row_headings[i], measures.cell / 2, measures);
  }
  if (!table.empty()) {
    for (const std::string& text : sheet.column_headings) {
      table.front().tops.push_back(heading(text, measures.cell, measures));
    }
  }
  std::ranges::move(table, std::back_inserter(lines));
  return lines;
}

int height_of(const Line& line, const Measures& measures) {
  const int tops = line.tops.empty() ? 0 : Line::tallest(line.tops) + measures.gap;
  return tops + Line::tallest(line.pictures) + measures.gap + Line::tallest(line.captions) + measures.margin;
}

/// Draws `line` with its upper edge at `y`. Pictures of different heights stand on one line, their captions below it.
void draw(Image& page, const Line& line, int y, const Measures& measures) {
  for (std::size_t i = 0; i < line.tops.size(); ++i) {
    stamp(page, line.tops[i], measures.x(static_cast<int>(i)), y, ink);
  }
  y += line.tops.empty() ? 0 : Line::tallest(line.tops) + measures.gap;
  const int pictures = Line::tallest(line.pictures);
  stamp(page, line.heading, measures.margin, y + (pictures - line.heading.height) / 2, ink);
  for (std::size_t i = 0; i < line.pictures.size(); ++i) {
    const int x = measures.x(static_cast<int>(i));
    paste(page, line.pictures[i], x, y + pictures - line.pictures[i].height);
    stamp(page, line.captions[i], x, y + pictures + measures.gap, ink);
  }
}

}  // namespace

Image contact_sheet(const ContactSheet& sheet) {
  const Measures measures(sheet);
  const std::vector<Line> lines = lines_of(sheet, measures);
  int height = measures.margin;
  for (const Line& line : lines) {
    height += height_of(line, measures);
  }
  Image page(measures.page_width(), height, 3, 1.0F);
  int y = measures.margin;
  for (const Line& line : lines) {
    draw(page, line, y, measures);
    y += height_of(line, measures);
  }
  return page;
}

PictureSize largest_size(const ContactSheet& sheet) {
  const Measures measures(sheet);
  const auto lines = [&](std::size_t cells) {
    return (static_cast<int>(cells) + measures.columns - 1) / measures.columns;
  };
  const int line = 2 * measures.cell + measures.gap + measures.margin;  // a picture and the longest caption
  const int tops = measures.cell / 2 + measures.gap;
  return {measures.page_width(),
          measures.margin + tops + line * (lines(sheet.originals.size()) + lines(sheet.cells.size()))};
}

}  // namespace nst
