// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ownership of what cairo and GObject hand out. Used by the preview.
#pragma once

#include <cairo.h>
#include <glib-object.h>

#include <memory>

namespace nst::ui {

template <auto function>
struct Release {
  template <typename T>
  void operator()(T* pointer) const {
    function(pointer);
  }
};

using CairoPtr = std::unique_ptr<cairo_t, Release<cairo_destroy>>;

/// One reference to a GObject.
template <typename T>
using ObjectPtr = std::unique_ptr<T, Release<g_object_unref>>;

}  // namespace nst::ui
