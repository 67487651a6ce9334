// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/lettering.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/vips-session.h"

#include <vips/vips8>

#include <algorithm>
#include <cctype>
#include <format>
#include <memory>

namespace nst {
namespace {

using vips::VImage;

struct Free {
  void operator()(void* memory) const { g_free(memory); }
};

// Pango takes seconds to break a single word of thousands of letters, and no label needs as many.
constexpr long most_letters = 600;

/// `text` so that nothing in it is taken for markup: names of files hold anything, and need not be UTF-8.
std::string markup(const std::string& text) {
  const std::unique_ptr<char, Free> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  const std::unique_ptr<char, Free> label(g_utf8_strlen(valid.get(), -1) > most_letters
                                              ? g_utf8_substring(valid.get(), 0, most_letters)
                                              : g_strdup(valid.get()));
  std::string plain = label.get();
  std::ranges::replace_if(plain, [](unsigned char c) { return c != '\n' && std::iscntrl(c) != 0; }, ' ');
  const std::unique_ptr<char, Free> escaped(g_markup_escape_text(plain.data(), static_cast<gssize>(plain.size())));
  return escaped.get();
}

VImage ink(const std::string& text, const Lettering& lettering) {
  constexpr int pixels_per_inch = 72;  // so that a point is a pixel
  const std::string font = std::format("sans {}{}", lettering.bold ? "bold " : "", lettering.size);
  return VImage::text(markup(text).c_str(), VImage::option()
                                                ->set("font", font.c_str())
                                                ->set("dpi", pixels_per_inch)
                                                ->set("width", lettering.width)
                                                ->set("wrap", VIPS_TEXT_WRAP_WORD_CHAR)
                                                ->set("align", VIPS_ALIGN_LOW));
}

/// The ink at its place in its lines: libvips cuts off what is empty around it and tells how much that was.
Image placed(const VImage& ink, const Lettering& lettering) {
  std::size_t bytes = 0;
  const std::unique_ptr<void, Free> memory(ink.write_to_memory(&bytes));
  const auto* samples = static_cast<const unsigned char*>(memory.get());
  const int left = std::max(0, ink.xoffset());
  const int top = std::max(0, ink.yoffset());
  const int below_line = lettering.size / 4;  // room for the tails of letters, whether there are some or not
  Image placed(left + ink.width(), std::min(top + ink.height() + below_line, lettering.most_height), 1);
  for (int y = top; y < std::min(top + ink.height(), placed.height); ++y) {
    for (int x = 0; x < ink.width(); ++x) {
      placed.at(left + x, y, 0) = static_cast<float>(samples[(y - top) * ink.width() + x]) / 255.0F;
    }
  }
  return placed;
}

}  // namespace

Image letter(const std::string& text, const Lettering& lettering) {
  if (std::ranges::all_of(text, [](unsigned char c) { return std::isspace(c) != 0; })) {
    return {};
  }
  const VipsSession session;
  try {
    return placed(ink(text, lettering), lettering);
  } catch (const vips::VError&) {
    throw Error(
        tr("The picture library cannot write text ({}). Install libvips with Pango, and a font.", take_vips_failure()));
  }
}

}  // namespace nst
