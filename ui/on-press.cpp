// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/on-press.h"

#include "ui/gobject.h"

#include <memory>
#include <utility>

namespace nst::ui {
namespace {

struct Press {
  std::function<void()> open;
  GtkWidget* button;  // null when it is gone
  bool busy = false;  // waits, or is at work
};

gboolean open_now(gpointer data) {
  Press& press = **static_cast<std::shared_ptr<Press>*>(data);
  if (press.button != nullptr) {
    press.open();
  }
  press.busy = false;
  return G_SOURCE_REMOVE;
}

void forget(gpointer data) { delete static_cast<std::shared_ptr<Press>*>(data); }

}  // namespace

void on_press(GtkWidget* button, std::function<void()> open) {
  const auto press = std::make_shared<Press>(std::move(open), button);
  connect(button, "clicked", [press] {
    if (!std::exchange(press->busy, true)) {
      g_idle_add_full(G_PRIORITY_DEFAULT, open_now, new std::shared_ptr<Press>(press), forget);
    }
  });
  connect(button, "destroy", [press] { press->button = nullptr; });
}

}  // namespace nst::ui
