// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ownership of what GLib's libraries hand out, and the text of a property. Used all over the GIMP plug-in.
#pragma once

#include <glib-object.h>

#include <memory>
#include <string>

namespace nst::gimp {

template <auto function>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    function(pointer);
  }
};

/// One reference to a GObject. Items, images and resources of libgimp are not to be held by it: they belong to libgimp.
template <typename T>
using GObjectPtr = std::unique_ptr<T, Deleter<g_object_unref>>;

/// A string, or an array whose elements belong to someone else.
template <typename T>
using GFreePtr = std::unique_ptr<T, Deleter<g_free>>;

/// Takes ownership of `text`; null becomes the empty string.
inline std::string take_string(char* text) {
  const GFreePtr<char> owner(text);
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace nst::gimp
