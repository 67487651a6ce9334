// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/model-changes.h"

#include <utility>
#include <vector>

namespace nst::gimp {
namespace {

struct Follower {
  GtkWidget* widget;
  std::function<void()> follow;
};
using Followers = std::vector<Follower>;

/// They are kept with the configuration, the one thing that all parts of a dialog know.
Followers& followers_of(GimpProcedureConfig* config) {
  constexpr const char* key = "neural-style-model-followers";
  auto* followers = static_cast<Followers*>(g_object_get_data(G_OBJECT(config), key));
  if (followers == nullptr) {
    followers = new Followers;
    g_object_set_data_full(G_OBJECT(config), key, followers,
                           [](gpointer data) { delete static_cast<Followers*>(data); });
  }
  return *followers;
}

}  // namespace

void on_models_change(GimpProcedureConfig* config, GtkWidget* widget, std::function<void()> follow) {
  followers_of(config).push_back({widget, std::move(follow)});
  const auto destroyed = +[](GtkWidget* gone, gpointer arguments) {
    std::erase_if(followers_of(GIMP_PROCEDURE_CONFIG(arguments)),
                  [gone](const Follower& one) { return one.widget == gone; });
  };
  g_signal_connect(widget, "destroy", G_CALLBACK(destroyed), config);
}

void tell_models_change(GimpProcedureConfig* config) {
  const Followers all = followers_of(config);  // a copy: who follows may make widgets
  for (const Follower& follower : all) {
    follower.follow();
  }
}

}  // namespace nst::gimp
