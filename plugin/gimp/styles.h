// SPDX-License-Identifier: GPL-3.0-or-later
//
// The style arguments of the procedure: the list of weighted styles, and one argument for a single one of each kind.
// Used by the procedures.
#pragma once

#include "core/stylist.h"
#include "plugin/generated-style.h"
#include "plugin/gimp/style-lines.h"
#include "plugin/picture-file.h"

#include <libgimp/gimp.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nst::gimp {

inline constexpr const char* styles_argument = "styles";

inline constexpr const char* style_file = "style-file";
inline constexpr const char* style_layer = "style-layer";
inline constexpr const char* style_pattern = "style-pattern";
inline constexpr const char* style_generator = "style-generator";
inline constexpr const char* style_seeds = "style-seeds";
inline constexpr const char* style_trained = "style-trained";

inline constexpr const char* detail_layer = "detail-layer";
inline constexpr const char* start_layer = "start-layer";

/// A generated style that is still to be painted: that takes its time, and is done beside the main loop.
struct PlannedStyle {
  GeneratedStyle style;
  GeneratorFiles files;
};

/// A style, and what the new layer remembers of it.
struct StyleSource {
  Style style;
  std::string argument;  ///< one of the above, or that of the regions' styles
  std::string name;      ///< what users call it: the file without its folder, the layer, the pattern, the swatches
  std::string path;      ///< of a file; else empty
  std::optional<PlannedStyle> generated = {};
  std::string word = {};   ///< of a style of the list: its line without the weight
  bool repeated = false;   ///< a pattern: repeated at its own size
  std::size_t region = 0;  ///< the planned region it is for; 0: all that have no styles of their own
};

/// Pictures of styles by StyleSource::region.
using StyleSets = std::map<std::size_t, std::vector<Style>>;

/// A style larger than any working size is read smaller: it would only take memory.
inline constexpr int longest_style = 8192;

void add_style_arguments(GimpProcedure* procedure);

/// Whether any of them is set.
bool has_style(GimpProcedureConfig* config);

/// Throws CallingError, naming the arguments, if none of them is set.
void require_style(GimpProcedureConfig* config);

/// The styles that are set: those of the list with their weights, the others with a weight of 1. A pattern is repeated
/// at its own size over an area as large as the content, since the core takes a style to be as large as the picture. A
/// generated style has no pixels yet. Layers are looked for in `image` first. Throws Error if a picture cannot be read
/// or a generator is not there, CallingError for words and seeds that make no sense.
std::vector<StyleSource> read_styles(GimpProcedureConfig* config, GimpImage* image, PictureSize content);

/// Reads the pictures of those in files.
void read_files(std::vector<StyleSource>& styles);

/// The same for a preview, with pictures of at most `longest` px. Files are not read: read_style() does that, on any
/// thread.
std::vector<StyleSource> read_small_styles(GimpProcedureConfig* config, GimpImage* image, PictureSize content,
                                           int longest);

/// A style of a region, with StyleSource::region.
struct RegionStyleLine {
  StyleLine style;
  std::size_t region;
};

/// The styles of lines of the argument `argument`, in the same way.
std::vector<StyleSource> read_lines(const std::vector<RegionStyleLine>& lines, const char* argument,
                                    PictureSize content, int longest);

/// The picture in `file`, at most `longest` px large. Throws Error if it cannot be read.
Image read_style(const std::filesystem::path& file, int longest = longest_style);

/// The layer whose fine strokes go over all styles; none, or one style.
std::vector<Style> read_detail(GimpProcedureConfig* config, int longest = longest_style);

/// The picture that the painting begins with: the layer, or the file of the option start-file; empty if it begins with
/// something else. Throws CallingError if neither is set.
Image read_start(GimpProcedureConfig* config, const Settings& settings);

}  // namespace nst::gimp
