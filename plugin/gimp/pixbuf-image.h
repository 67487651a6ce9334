// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the toolkit to core images and back. On any thread. Used by thumbnails.
#pragma once

#include "core/image.h"
#include "plugin/gimp/gobject.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

namespace nst::gimp {

/// With as many channels as it has.
Image image_of(GdkPixbuf* pixbuf);

/// In 8 bits. `image` has 3 or 4 channels.
GObjectPtr<GdkPixbuf> pixbuf_of(const Image& image);

}  // namespace nst::gimp
