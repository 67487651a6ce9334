// SPDX-License-Identifier: GPL-3.0-or-later
//
// A text that travels inside a picture file, as the description of an XMP packet: PNG, TIFF, JPEG and WebP all carry
// one, and other programs show it.
#pragma once

#include <string>

namespace nst {

/// An XMP packet (ISO 16684-1) whose dc:description is `note`, UTF-8.
std::string xmp_packet(const std::string& note);

/// The dc:description of a packet that xmp_packet() made; empty if there is none.
std::string note_in(const std::string& packet);

}  // namespace nst
