// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ownership of widgets, of what they call, and of what cairo and GObject hand out. Used by the widgets of this folder
// and of the GIMP plug-in.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace nst::ui {

template <auto function>
struct Deleter {
  template <typename T>
  void operator()(T* pointer) const {
    function(pointer);
  }
};

using SurfacePtr = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;

/// One reference to a GObject.
template <typename T>
using ObjectPtr = std::unique_ptr<T, Deleter<g_object_unref>>;

/// The widget of a C++ object: it goes away with the object, and may go earlier, with the window it is in. Its handlers
/// go with it, so none outlives the object.
class OwnedWidget {
 public:
  /// Takes a new widget over.
  explicit OwnedWidget(GtkWidget* widget) : widget_(GTK_WIDGET(g_object_ref_sink(widget))) {}
  ~OwnedWidget() {
    gtk_widget_destroy(widget_);
    g_object_unref(widget_);
  }
  OwnedWidget(const OwnedWidget&) = delete;
  OwnedWidget& operator=(const OwnedWidget&) = delete;

  GtkWidget* get() const { return widget_; }

 private:
  GtkWidget* widget_;
};

/// Calls `follow` at each `signal` of a widget, one that wants no answer. The function goes away with the widget, but
/// not while it is called: it may take the widget away.
inline void connect(GtkWidget* widget, const char* signal, std::function<void()> follow) {
  using Follow = std::function<void()>;
  const auto call = +[](gpointer function) { (*static_cast<Follow*>(function))(); };
  const auto forget = +[](gpointer function, GClosure*) { delete static_cast<Follow*>(function); };
  g_signal_connect_data(widget, signal, G_CALLBACK(call), new Follow(std::move(follow)), forget, G_CONNECT_SWAPPED);
}

/// Names a widget for screen readers where no label does.
inline void set_accessible_name(GtkWidget* widget, const std::string& name) {
  atk_object_set_name(gtk_widget_get_accessible(widget), name.c_str());
}

}  // namespace nst::ui
