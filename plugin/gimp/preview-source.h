// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the live preview paints, as the arguments say it: a small picture of the layer, or of its selected part, or a
// close-up with the pixels of the run, with the styles and the masks that go with it. Main thread only. Used by the
// live preview.
#pragma once

#include "core/stylist.h"
#include "plugin/gimp/content.h"
#include "plugin/gimp/drawable.h"
#include "plugin/gimp/regions.h"
#include "plugin/gimp/styles.h"

#include <libgimp/gimp.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {

/// The longest side of a preview's picture and of its styles, px. The window shows it a little larger: a draft that
/// takes less time serves better than one that is sharper.
inline constexpr int longest_preview = 480;
inline constexpr int longest_preview_style = 1024;
/// The same of a close-up. The core takes a style to be at most twice as long as what is painted.
inline constexpr int longest_close_up = 768;
inline constexpr int longest_close_up_style = 2 * longest_close_up;

/// What a preview shows.
struct Previewed {
  GimpLayer* layer;
  GimpLayerMask* shown = nullptr;  ///< the part that is painted where nothing is selected; null: what the layer shows
  double times = 1;                ///< how much more work the run is than this layer
};

/// A preview to be painted.
struct PreviewJob {
  Request request;                      ///< as the run's, small, without the styles below
  std::vector<StyleSource> styles;      ///< those of files and generators have no pixels yet
  std::vector<std::size_t> style_sets;  ///< those of each region: StyleSource::region
  bool has_styles = true;               ///< else there is nothing to be painted yet
  int longest_style = longest_preview_style;
};

/// A part of the picture that a source reads, in shares of its width and height.
struct PartShare {
  double x = 0;
  double y = 0;
  double width = 1;
  double height = 1;
};

/// What a run will be, for an estimate of it.
struct PreviewRun {
  Settings settings;
  int width = 0;  ///< of the layer
  int height = 0;
  double share = 1;  ///< of the layer's area that the preview shows
  std::filesystem::path encoder;
  std::filesystem::path decoder;
};

class PreviewSource {
 public:
  explicit PreviewSource(const Previewed& previewed);

  /// A close-up of what this one reads: of `part`, and of as much more as styles of their size in the run need room,
  /// with as many pixels as the run works on, but not more than longest_close_up. Throws as job() does.
  PreviewSource close_up(const PartShare& part, GimpProcedureConfig* config) const;
  /// Which part of what `whole` reads this one does.
  PartShare share_of(const PreviewSource& whole) const;

  /// What shall have been held before the layer is read. Throws Error if the layer is gone.
  Rehearsal rehearsal() const;
  /// Reads some more of the layer and of what is selected. Returns whether that was the last of it. Throws Error if the
  /// layer is gone.
  bool read_layer();
  const Image& picture() const { return blocks_->image(); }
  /// How many pixels of the layer stand behind one of the picture.
  double reduction() const { return 1 / excerpt_.scale; }

  /// Reads some more of the masks of the regions, once the layer is read. Returns whether that was the last of them.
  /// Throws as job() does.
  bool read_masks(GimpProcedureConfig* config);
  /// They may have been painted over: read_masks() begins anew.
  void forget_masks() {
    masks_.clear();
    mask_being_read_.reset();
  }

  /// The argument `name` has changed: those of the style and the regions are read again, unless it is an option. A
  /// change of the regions leaves the styles of the picture as they are.
  void note_change(const std::string& name);

  /// The preview that the arguments ask for, once the layer is read. Throws Error if they do not fit together or name
  /// something that is not there.
  PreviewJob job(GimpProcedureConfig* config);

  /// Throws as job() does.
  PreviewRun run(GimpProcedureConfig* config) const;

  /// The selection and the regions over the picture, for their outlines.
  std::vector<Image> outlines() const;

 private:
  PreviewSource(const Previewed& previewed, const Excerpt& excerpt, int longest_style);
  void require_layer() const;
  MaskReader new_mask_reader() const;
  void read_arguments(GimpProcedureConfig* config);
  std::vector<StyleSource> read_styles(GimpProcedureConfig* config) const;
  // Of a pattern that is repeated all over the layer, a part serves, as long as it counts as one.
  double repeated_share() const;
  PictureSize repeated_size() const;
  std::vector<StyleSource> with_repeated_share(std::vector<StyleSource> styles) const;

  GimpImage* image() const { return gimp_item_get_image(GIMP_ITEM(previewed_.layer)); }

  Previewed previewed_;
  Excerpt excerpt_;
  int longest_style_;
  std::optional<BlockReader> blocks_;
  std::optional<MaskReader> mask_blocks_;
  Image mask_;
  bool stale_ = true;                                       // what follows
  bool regions_stale_ = true;                               // what of it is of regions
  std::optional<std::vector<StyleSource>> picture_styles_;  // once a region has wanted them
  std::vector<StyleSource> styles_;                         // those, and the regions' own
  PlacedRegions regions_;
  std::map<int, Image> masks_;  // of regions, by the ids of the items, without soft edges
  std::optional<std::pair<int, BlockReader>> mask_being_read_;
  std::vector<Image> region_masks_;  // as they are drawn
  std::vector<Style> detail_;
  bool has_styles_ = false;
};

}  // namespace nst::gimp
