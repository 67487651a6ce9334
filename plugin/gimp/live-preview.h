// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live preview in the dialog: a draft of what the arguments ask for, painted again after each change, and what the
// run will take. Used by the dialog.
#pragma once

#include "plugin/gimp/gobject.h"
#include "plugin/gimp/latest-work.h"
#include "plugin/gimp/preview-painter.h"
#include "plugin/gimp/preview-source.h"
#include "ui/preview.h"

#include <libgimp/gimpui.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace nst::gimp {

class LivePreview {
 public:
  /// Brings a copy of the arguments to what "OK" would make of them, where the dialog holds some of its choices back.
  using Settle = std::function<void(GimpProcedureConfig* copy)>;

  /// Of `layer`. Follows `config` as long as it lives.
  LivePreview(GimpProcedureConfig* config, GimpLayer* layer, Settle settle);
  /// Stops the draft that is being painted.
  ~LivePreview();
  LivePreview(const LivePreview&) = delete;
  LivePreview& operator=(const LivePreview&) = delete;

  GtkWidget* widget() const { return preview_.widget(); }

  /// Time and memory of the run, in words, for a place beside the button that begins it.
  GtkWidget* estimate() const { return estimate_.get(); }

  /// Follows a signal of something that outlives it, too: another style is chosen where no argument tells.
  void listen(GObject* chooser, const char* signal);

 private:
  void add_switch();
  bool is_on() const;
  void read_on();
  void follow();
  void update();
  void start_painting(PreviewJob job);
  void start_estimate();
  void show(const Image& painted);
  void say(const std::string& message);
  void show_estimate(const std::string& text);

  GimpProcedureConfig* config_;
  Settle settle_;
  PreviewSource source_;
  ui::Preview preview_;
  GtkWidget* switch_;
  GObjectPtr<GtkWidget> estimate_;
  std::vector<std::pair<GObject*, gulong>> heard_;  // what is listened to, and the handlers there
  guint reading_ = 0;                               // sources of the main loop, or 0
  guint timer_ = 0;
  bool layer_read_ = false;
  PreviewRun run_;  // what is to be estimated
  PreviewJob job_;
  std::shared_ptr<PreviewPainter> painter_ = std::make_shared<PreviewPainter>();
  LatestWork work_;  // the last: it uses the painter
};

}  // namespace nst::gimp
