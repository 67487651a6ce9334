// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live preview in the dialog: a draft of what the arguments ask for, painted again after each change, on request a
// close-up in the quality of the run, and what the run will take. Used by the dialog.
#pragma once

#include "plugin/gimp/gobject.h"
#include "plugin/gimp/latest-work.h"
#include "plugin/gimp/preview-painter.h"
#include "plugin/gimp/preview-source.h"
#include "ui/preview.h"

#include <libgimp/gimpui.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace nst::gimp {

class LivePreview {
 public:
  /// Follows `config` as long as it lives. `others_rest` tells, on any thread, whether nothing else of the dialog
  /// computes.
  LivePreview(GimpProcedureConfig* config, const Previewed& previewed, std::function<bool()> others_rest);
  /// Stops the draft that is being painted.
  ~LivePreview();
  LivePreview(const LivePreview&) = delete;
  LivePreview& operator=(const LivePreview&) = delete;

  GtkWidget* widget() const { return preview_.widget(); }

  /// Shows something else.
  void show(const Previewed& previewed);

  /// Time and memory of the run, in words, for a place beside the button that begins it.
  GtkWidget* estimate() const { return estimate_.get(); }

 private:
  void add_switch();
  void add_close_up();
  bool is_on() const;
  void begin_to_read();
  void read_in_blocks();
  void stop_reading();
  void read_on();
  void follow();
  void update();
  void start_painting(PreviewJob job);
  void begin_close_up();
  void start_close_up();
  void end_close_up();
  void start_estimate();
  void show_painted(const Image& painted);
  void say(const std::string& message);
  void forget_estimate();
  void show_estimate(const std::string& text);

  GimpProcedureConfig* config_;
  PreviewSource source_;
  std::optional<PreviewSource> close_up_;  // while one is shown
  double times_;
  ui::Preview preview_;
  GtkWidget* switch_;
  GtkWidget* close_up_button_;
  GObjectPtr<GtkWidget> estimate_;
  gulong handler_ = 0;
  guint reading_ = 0;  // sources of the main loop, or 0
  guint timer_ = 0;
  bool layer_read_ = false;
  PreviewRun run_;  // what is to be estimated
  PreviewJob job_;
  std::shared_ptr<PreviewPainter> painter_;
  LatestWork work_;  // the last: it uses the painter
};

}  // namespace nst::gimp
