// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be the mask of a region: the channels, layer masks and layers of an image, by words that last. Used where
// regions are read and where they are chosen.
#pragma once

#include <libgimp/gimp.h>

#include <string>
#include <string_view>
#include <vector>

namespace nst::gimp {

enum class MaskKind { channel, layer_mask, layer };

struct OfferedMask {
  MaskKind kind;
  std::string word;
  std::string name;  ///< of the channel, or of the layer
  GimpDrawable* item;
};

/// All of `image`, from the top.
std::vector<OfferedMask> offered_masks(GimpImage* image);

/// The word of a channel, a layer mask or a layer:
///
///   channel:NAME      layer-mask:NAME      layer:NAME
///
/// with the name of the layer that has the mask, and #ID before it, as in layer:#12 sky. IDs last as long as GIMP runs.
std::string mask_word(GimpDrawable* mask);

/// What of `image` the word stands for: that with the ID, if it is called so, else the first from the top that is
/// called so. Throws Error, saying what to do, if there is none, and for what is no such word.
GimpDrawable* find_mask(const std::string& word, GimpImage* image);

/// The name in a word, whatever is there.
std::string name_in_mask_word(std::string_view word);

}  // namespace nst::gimp
