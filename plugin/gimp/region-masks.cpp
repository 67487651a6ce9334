// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-masks.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/item-words.h"
#include "plugin/gimp/open-layers.h"
#include "plugin/gimp/text-lines.h"

#include <algorithm>
#include <array>

namespace nst::gimp {
namespace {

struct Kind {
  MaskKind kind;
  std::string_view prefix;
  const char* missing;  ///< the sentence where there is none
};

constexpr std::array kinds{
    Kind{MaskKind::channel, "channel:",
         translatable("There is no channel “{}” in this image. Remove its region, or save a selection as a channel of "
                      "that name with Select > Save to Channel.")},
    Kind{MaskKind::layer_mask, "layer-mask:",
         translatable("There is no layer “{}” with a layer mask in this image. Remove its region, or add the mask with "
                      "Layer > Mask.")},
    Kind{MaskKind::layer,
         "layer:", translatable("There is no layer “{}” in this image. Remove its region, or choose another mask.")}};

const Kind& kind_of(const std::string& word) {
  const auto found = std::ranges::find_if(kinds, [&](const Kind& kind) { return word.starts_with(kind.prefix); });
  if (found == kinds.end()) {
    throw Error(
        tr("“{}” is no mask. Write channel: and the name of a channel, layer-mask: or layer: and the name of a layer, "
           "or selection for the rest.",
           word));
  }
  return *found;
}

std::string word_of(MaskKind kind, gpointer named) {
  return std::string(std::ranges::find(kinds, kind, &Kind::kind)->prefix) + item_text(GIMP_ITEM(named));
}

OfferedMask offer(MaskKind kind, gpointer named, gpointer item) {
  return {kind, word_of(kind, named), take_string(gimp_item_get_name(GIMP_ITEM(named))), GIMP_DRAWABLE(item)};
}

/// What `item` has of that kind; null if it is of another image, or has none.
GimpDrawable* mask_of(MaskKind kind, GimpItem* item, GimpImage* image) {
  if (item == nullptr || gimp_item_get_image(item) != image) {
    return nullptr;
  }
  if (kind == MaskKind::layer_mask) {
    return GIMP_IS_LAYER(item) ? reinterpret_cast<GimpDrawable*>(gimp_layer_get_mask(GIMP_LAYER(item))) : nullptr;
  }
  const bool fits = kind == MaskKind::layer ? GIMP_IS_LAYER(item) : GIMP_IS_CHANNEL(item) && !GIMP_IS_LAYER_MASK(item);
  return fits ? GIMP_DRAWABLE(item) : nullptr;
}

}  // namespace

std::vector<OfferedMask> offered_masks(GimpImage* image) {
  std::vector<OfferedMask> masks;
  const GFreePtr<GimpChannel*> channels(gimp_image_get_channels(image));
  for (GimpChannel** channel = channels.get(); channel != nullptr && *channel != nullptr; ++channel) {
    masks.push_back(offer(MaskKind::channel, *channel, *channel));
  }
  const std::vector<GimpLayer*> layers = all_layers(image);
  for (GimpLayer* layer : layers) {
    if (GimpLayerMask* mask = gimp_layer_get_mask(layer)) {
      masks.push_back(offer(MaskKind::layer_mask, layer, mask));
    }
  }
  for (GimpLayer* layer : layers) {
    masks.push_back(offer(MaskKind::layer, layer, layer));
  }
  return masks;
}

std::string mask_word(GimpDrawable* mask) {
  if (gimp_item_is_layer_mask(GIMP_ITEM(mask))) {
    return word_of(MaskKind::layer_mask, gimp_layer_from_mask(GIMP_LAYER_MASK(mask)));
  }
  return word_of(gimp_item_is_channel(GIMP_ITEM(mask)) ? MaskKind::channel : MaskKind::layer, mask);
}

GimpDrawable* find_mask(const std::string& word, GimpImage* image) {
  const Kind& kind = kind_of(word);
  const std::string_view text = trimmed(std::string_view(word).substr(kind.prefix.size()));
  const ItemName wanted = parse_item_name(text);
  if (GimpDrawable* mask = mask_of(kind.kind, find_item(wanted), image)) {
    return mask;  // without a walk through all that the image has
  }
  GimpDrawable* named = nullptr;
  for (const OfferedMask& mask : offered_masks(image)) {
    if (mask.kind != kind.kind) {
      continue;
    }
    const std::string name = in_line(mask.name);
    if (named == nullptr && (name == wanted.name || name == text)) {
      named = mask.item;
    }
  }
  if (named == nullptr) {
    throw Error(tr(kind.missing, std::string(wanted.name)));
  }
  return named;
}

std::string name_in_mask_word(std::string_view word) {
  for (const Kind& kind : kinds) {
    if (word.starts_with(kind.prefix)) {
      return std::string(parse_item_name(trimmed(word.substr(kind.prefix.size()))).name);
    }
  }
  return std::string(word);
}

}  // namespace nst::gimp
