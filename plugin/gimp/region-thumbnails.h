// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small pictures of the masks of regions, read bit by bit while nothing else is to be done. Used by the page of
// regions.
#pragma once

#include "core/image.h"
#include "plugin/gimp/drawable.h"

#include <libgimp/gimp.h>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace nst::gimp {

class RegionThumbnails {
 public:
  /// Of what is selected and of masks of `image` over `layer`. `made` is told of each as soon as it is there.
  RegionThumbnails(GimpImage* image, GimpLayer* layer, std::function<void(const std::string& mask)> made);
  ~RegionThumbnails();
  RegionThumbnails(const RegionThumbnails&) = delete;
  RegionThumbnails& operator=(const RegionThumbnails&) = delete;

  /// The picture of a mask by its word, or of what is selected (rest_word); empty as long as it is not made, which
  /// this asks for, and where there is no such mask.
  const Image& of(const std::string& mask);

  /// Forgets what was made: it may have been painted over.
  void forget() {
    made_.clear();
    waiting_.clear();
    reader_.reset();
  }

 private:
  void make_next();
  /// Makes some more of the first that waits.
  void make_on();
  /// What reads the pixels for it; nothing where there are none.
  std::optional<BlockReader> new_reader(const std::string& mask) const;
  Excerpt excerpt() const;

  GimpImage* image_;
  GimpLayer* layer_;
  std::function<void(const std::string& mask)> told_;
  std::map<std::string, Image> made_;
  std::deque<std::string> waiting_;
  std::optional<BlockReader> reader_;  ///< for the first that waits
  guint making_ = 0;                   ///< the idle call that makes it; 0: none
};

}  // namespace nst::gimp
