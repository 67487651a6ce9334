// SPDX-License-Identifier: GPL-3.0-or-later
//
// Picture files to core images and back, through libvips. Used by both hosts: the command reads and writes all its
// pictures here, the GIMP plug-in reads styles that are files.
//
// Every function throws Error with a sentence for the user, naming the file. libvips is started by the first call.
#pragma once

#include "core/image.h"

#include <filesystem>
#include <string>

namespace nst {

struct PictureSize {
  int width = 0;
  int height = 0;
  bool operator==(const PictureSize&) const = default;
};

/// What a picture's header says, before any pixel is decoded.
struct PictureInfo {
  PictureSize size;  ///< upright, as the camera meant it
  int bits = 8;      ///< per channel: 8, or 16 for everything finer
};

/// How the values between the pixels are made when a picture is scaled.
enum class Scaling {
  sharp,   ///< Lanczos, for pictures
  linear,  ///< never below or above its neighbours, for masks: what is 0 all around stays 0
};

/// Reads the header only. Refuses what is missing, a folder, unreadable, empty or not a picture.
PictureInfo inspect_picture(const std::filesystem::path& path);

/// The picture as R'G'B' or R'G'B'A: profiles converted to sRGB, turned upright, grey, CMYK, palettes and any depth
/// included; the first one of a file with several. Refuses what inspect_picture() refuses, damaged or cut-off data, and
/// pictures larger than the free memory.
Image read_picture(const std::filesystem::path& path);

/// The same, scaled to `size` while it is read, so that a huge file needs no huge memory.
Image read_picture(const std::filesystem::path& path, PictureSize size, Scaling scaling = Scaling::sharp);

/// Throws Error if write_picture() could not write a picture of that size to `path`: an unknown suffix, a folder that
/// is missing or not writable, something there that is no file, a size the format cannot hold. Hosts ask before long
/// work.
void require_writable(const std::filesystem::path& path, PictureSize size = {});

/// Writes `image` (1, 3 or 4 channels) as PNG, TIFF, JPEG or WebP, by the suffix of `path`, with 8 or 16 `bits` per
/// channel where the format has them (JPEG and WebP have 8). JPEG knows no transparency: it gets a white ground.
/// `note`, if there is one, goes into the file as its description (plugin/picture-note.h): UTF-8, at most 60 kB.
/// `path` holds either its old or the whole new content afterwards, never a part.
void write_picture(const std::filesystem::path& path, const Image& image, int bits = 8, const std::string& note = {});

/// The note that write_picture() put into the file; empty if it has none. Refuses what inspect_picture() refuses.
std::string read_note(const std::filesystem::path& path);

}  // namespace nst
