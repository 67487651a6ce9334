// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/presets.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/options.h"

#include <algorithm>
#include <array>
#include <string>

namespace nst {
namespace {

// Documents are numbered as in the project's list of sources: 000 Meng Chen, wikiart-neural-transfer; 002 Ast-GAN;
// 004 O'Mahony, Explorations. Where one names no size, 512 px are taken. The programs that these numbers come from let
// L-BFGS learn from its last 100 steps; ten reach the same losses (measured) at a third of the time.

// Where conv4_2 was published for the content conv4_1 is taken: in the slim encoder, as in the network that it learned
// from, conv4_2 is close to noise, and the picture becomes grainy. With VGG-19 add content-layers=gatys.

// 000 and 002 took their code, and with it what "conv_4" means, from the PyTorch tutorial.
constexpr const char* tutorial =
    "convention=pytorch; style-loss=gram; smoothness=0; style-layers=conv_1 conv_2 conv_3 conv_4 conv_5; "
    "content-layers=conv_4; start=content; optimizer=l-bfgs; steps=300; scales=1; working-size=512";

// The variation of 004 is lowered by a factor of a million: it counts pixels, and beside the features of the slim
// encoder, which are fewer and smaller than those of VGG-19 for Keras, its published weight leaves one even color, a
// thousandth of it a foam of round cells without any clear border (tried). That of neural-style is lowered by a factor
// of ten: with all of it faces dissolve into blots.
//
// 400 rows, as in the Keras example: 533 columns of a picture of 4 to 3. Its RMSProp moved values from 0 to 255 by 0.1.
constexpr const char* omahony =
    "convention=keras; style-loss=gram; smoothness-kind=keras; style-layers=omahony; content-layers=omahony; "
    "start=content; optimizer=rmsprop; learning-rate=0.000392; averaging=0; decay=exponential; decay-rate=0.0408; "
    "steps=4000; scales=1; working-size=533";

constexpr const char* own = "";

constexpr std::array table{
    Preset{"default", translatable("Painting"), translatable("The photograph's shapes in the style's strokes"), "", own,
           ""},
    Preset{"portrait", translatable("Portrait"),
           translatable("Holds on to faces and keeps the photograph's colors; finer strokes"),
           "000: a photograph needs a higher content weight than a painting", own,
           "content-weight=3; brush-size=0.6; color=matched; smoothness=1.5"},
    Preset{"pop-art", translatable("Pop art"), translatable("Clear areas of color with sharp borders"),
           "004: tone segmentation, sharp borders, choice of colours", own,
           "style-loss=covariance; strength=0.1; style-layers=omahony; content-weight=2; smoothness-kind=isotropic; "
           "smoothness=1; start=content"},
    Preset{"texture", translatable("Texture"), translatable("The style alone, without the photograph"),
           "Gatys, Ecker and Bethge 2015, Texture Synthesis Using Convolutional Neural Networks", own,
           "content-weight=0; start=noise; smoothness=0.5"},
    Preset{"reconstruction", translatable("Reconstruction"),
           translatable("The photograph as the network remembers it, without any style"),
           "Mahendran and Vedaldi 2015, Understanding Deep Image Representations by Inverting Them: with their "
           "total variation",
           own, "strength=0; start=noise; smoothness=0.01; content-layers=conv4_1; steps=200"},
    Preset{"gatys-2015", translatable("Gatys 2015"), translatable("The first paper's: bold, from noise"),
           "Gatys, Ecker and Bethge 2015, A Neural Algorithm of Artistic Style: alpha / beta = 1e-4, average pooling",
           own,
           "convention=gatys; style-loss=gram; content-weight=1; strength=10000; smoothness=0; content-layers=conv4_1; "
           "pooling=average; start=noise; optimizer=l-bfgs; steps=500; scales=1; working-size=512"},
    Preset{"neural-style", translatable("neural-style"), translatable("The well-known program's: from an even gray"),
           "jcjohnson/neural-style and neural-style-pt: content 5, style 100, variation 1e-3, 1000 steps", own,
           "convention=neural-style; style-loss=gram; content-weight=5; strength=100; smoothness=0.0001; "
           "smoothness-kind=absolute; content-layers=conv4_1; start=grey; optimizer=l-bfgs; steps=1000; "
           "scales=1; working-size=512"},
    Preset{"chen-30", translatable("Chen, style 30"), translatable("Shallow layers: colors and fine strokes"),
           "000: content 1, style 1e6, 300 steps", tutorial, "content-weight=1; strength=1000000"},
    Preset{"chen-14", translatable("Chen, style 14"), translatable("As style 30, nearer to the photograph"),
           "000: content 5, style 1e5, 300 steps", tutorial, "content-weight=5; strength=100000"},
    Preset{"chen-26", translatable("Chen, style 26"), translatable("As style 30, with more of the photograph"),
           "000: content 10, style 1e6, 300 steps", tutorial, "content-weight=10; strength=1000000"},
    Preset{"ast-gan", translatable("Ast-GAN"), translatable("For batches of generated styles; shallow layers"),
           "002: style 50 000; conv_1 to conv_5 as the PyTorch tutorial counts them", tutorial,
           "content-weight=1; strength=50000"},
    Preset{"ast-gan-deep", translatable("Ast-GAN, deep"), translatable("The same weights on one layer of each block"),
           "002: style 50 000; conv_1 to conv_5 read as the blocks of VGG", tutorial,
           "content-weight=1; strength=50000; style-layers=gatys; content-layers=conv4_1"},
    Preset{"omahony-1", translatable("O’Mahony, first"), translatable("Almost the style alone, with clear borders"),
           "004: content 2.5e-8, style 1e-2, variation 1e-2, RMSProp 0.1", omahony,
           "content-weight=2.5e-8; strength=1e-2; smoothness=1e-8"},
    Preset{"omahony-2", translatable("O’Mahony, second"), translatable("As the first, still freer"),
           "004: content 2.5e-10, style 1e-2, variation 1e-2, RMSProp 0.1", omahony,
           "content-weight=2.5e-10; strength=1e-2; smoothness=1e-8"},
    Preset{"omahony-3", translatable("O’Mahony, third"), translatable("Nearer to the photograph"),
           "004: content 2.5e-8, style 1e-6, variation 1e-6, RMSProp 0.1", omahony,
           "content-weight=2.5e-8; strength=1e-6; smoothness=1e-12"},
};

std::string_view trimmed(std::string_view text) {
  const auto start = text.find_first_not_of(' ');
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

/// "option=value"
void assign_pair(std::string_view pair, Settings& settings) {
  const auto equals = pair.find('=');
  const Option* option = find_option(pair.substr(0, equals));
  if (option != nullptr && equals != std::string_view::npos) {
    assign(*option, settings, pair.substr(equals + 1));
  }
}

}  // namespace

std::span<const Preset> presets() { return table; }

const Preset* find_preset(std::string_view name) {
  const auto found = std::ranges::find_if(table, [&](const Preset& preset) { return name == preset.name; });
  return found == table.end() ? nullptr : &*found;
}

const Preset& require_preset(std::string_view name) {
  if (const Preset* preset = find_preset(name)) {
    return *preset;
  }
  std::string names;
  for (const Preset& preset : table) {
    names += (names.empty() ? "" : ", ") + std::string(preset.name);
  }
  throw Error(tr("There is no preset “{}”. There are: {}.", name, names));
}

void apply(const Preset& preset, Settings& settings) {
  for (std::string_view left : {std::string_view(preset.base), std::string_view(preset.values)}) {
    while (!left.empty()) {
      const auto end = std::min(left.find(';'), left.size());
      assign_pair(trimmed(left.substr(0, end)), settings);
      left.remove_prefix(std::min(end + 1, left.size()));
    }
  }
}

}  // namespace nst
