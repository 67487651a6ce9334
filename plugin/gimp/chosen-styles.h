// SPDX-License-Identifier: GPL-3.0-or-later
//
// The argument "styles", or the styles of a region, as a list in the dialog, in both directions. Used by the page that
// chooses styles, and by all that it offers.
#pragma once

#include "plugin/gimp/region-lines.h"
#include "plugin/gimp/style-lines.h"
#include "plugin/gimp/style-thumbnails.h"
#include "ui/style-list.h"

#include <libgimp/gimp.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace nst::gimp {

/// The arguments for single styles become lines of the list, so that a dialog has one place for all of them. Those that
/// make no sense stay: who reads them says why.
void move_styles_into_list(GimpProcedureConfig* config);

class ChosenStyles {
 public:
  /// `image` is the one whose layers come first.
  ChosenStyles(GimpProcedureConfig* config, GimpImage* image, StyleThumbnails& thumbnails);
  ~ChosenStyles();
  ChosenStyles(const ChosenStyles&) = delete;
  ChosenStyles& operator=(const ChosenStyles&) = delete;

  GtkWidget* widget() const { return list_.widget(); }
  bool empty() const { return list_.styles().empty(); }
  bool has(const std::string& word) const { return list_.has(word); }
  std::vector<std::string> words() const;
  /// Shows the styles of the region with that mask (plugin/gimp/region-lines.h), in place of those of the picture.
  void show_region(const std::string& mask);
  const std::string& region() const { return region_; }
  /// Throws Error if the word makes no sense.
  void add(const std::string& word);
  void remove(const std::string& word);
  void add_files(const std::vector<std::filesystem::path>& files);

  /// Calls `follow` after each change, whoever made it.
  void on_change(std::function<void()> follow) { followers_.push_back(std::move(follow)); }

 private:
  void load();
  void save();
  std::vector<std::string> lines() const;
  void set_lines(const std::vector<std::string>& lines);
  void tell() const;
  void want_thumbnail(const StyleLine& line);

  GimpProcedureConfig* config_;
  GimpImage* image_;
  StyleThumbnails& thumbnails_;
  ui::StyleList list_;
  std::vector<std::function<void()>> followers_;
  std::string region_ = rest_word;
  std::vector<std::string> shown_;  ///< the lines behind what the list shows
  bool saving_ = false;
};

}  // namespace nst::gimp
