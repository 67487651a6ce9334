// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of the dialog that chooses styles: the list of the chosen ones, what there is to choose from, and the few
// options that everybody wants. Used by the dialog.
#pragma once

#include "plugin/gimp/chosen-styles.h"
#include "plugin/gimp/generated-page.h"
#include "plugin/gimp/kept-swatches.h"
#include "plugin/gimp/offered-styles.h"
#include "plugin/gimp/region-chooser.h"
#include "plugin/gimp/style-thumbnails.h"

#include <libgimp/gimpui.h>

#include <array>
#include <string>
#include <vector>

namespace nst::gimp {

/// The options of the page, in the order in which it shows them.
inline constexpr std::array style_page_options{"strength", "brush-size", "quality"};

class StylePage {
 public:
  /// `image` is the one whose layers are offered first. `more` are widgets for the end of the page.
  StylePage(GimpProcedureConfig* config, GimpImage* image, GtkSizeGroup* labels, const std::vector<GtkWidget*>& more);

  GtkWidget* widget() const { return box_; }
  /// Shows the styles of the region with that mask.
  void show_region(const std::string& mask) { region_.choose(mask); }
  /// Whether no picture of a style is being made. May be asked on any thread.
  bool is_at_rest() { return thumbnails_.work.is_at_rest(); }
  /// Throws Error, saying what to do, if nothing was chosen though something is needed.
  void require_style() const;

 private:
  void make_sources();
  void show_trained();
  GtkWidget* make_files();
  void make_options(GtkSizeGroup* labels, const std::vector<GtkWidget*>& more);
  void ask_for_files();

  GimpProcedureConfig* config_;
  StyleThumbnails thumbnails_;
  KeptSwatches kept_;
  ChosenStyles chosen_;
  RegionChooser region_;
  GeneratedPage generated_;
  OfferedStyles gallery_;
  OfferedStyles files_;
  OfferedStyles layers_;
  OfferedStyles patterns_;
  OfferedStyles trained_;
  GtkWidget* box_;
  GtkWidget* stack_;
};

}  // namespace nst::gimp
