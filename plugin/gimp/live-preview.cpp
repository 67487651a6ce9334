// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/live-preview.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/model-changes.h"
#include "ui/estimate-text.h"
#include "ui/once-drawn.h"

#include <exception>
#include <utility>

namespace nst::gimp {
namespace {

// Changes come in a row: a slider that is dragged, a preset that sets all options.
constexpr unsigned collecting_ms = 100;

/// What `work` gives, or what `failed` makes of the sentence that says why it gives nothing. For the worker.
template <typename Work, typename Failed>
LatestWork::Outcome outcome_of(Work work, Failed failed) {
  try {
    return work();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    return [failed, message = std::string(error.what())] { failed(message); };
  } catch (const std::exception&) {
    return [failed] { failed(tr("The preview could not be painted. Close other programs, or switch it off.")); };
  }
}

}  // namespace

LivePreview::LivePreview(GimpProcedureConfig* config, const Previewed& previewed, std::function<bool()> others_rest)
    : config_(config),
      source_(previewed),
      times_(previewed.times),
      switch_(gtk_check_button_new_with_mnemonic(tr("Pre_view"))),
      close_up_button_(gtk_check_button_new_with_mnemonic(tr("As it _will be"))),
      estimate_(GTK_WIDGET(g_object_ref_sink(gtk_label_new(nullptr)))),
      painter_(std::make_shared<PreviewPainter>(std::move(others_rest))) {
  add_switch();
  add_close_up();
  gtk_widget_set_tooltip_text(estimate_.get(), tr("The time and the memory that painting will take"));
  forget_estimate();  // there is none yet
  const auto notified = +[](LivePreview* self, GParamSpec* argument) {
    self->source_.note_change(argument->name);
    self->follow();
  };
  handler_ = g_signal_connect_swapped(config, "notify", G_CALLBACK(notified), this);
  on_models_change(config, preview_.widget(), [this] { follow(); });
  // Whoever comes back from GIMP's windows may have painted there.
  const auto came_back = +[](GtkWidget*, GtkStateFlags before, LivePreview* self) {
    if ((before & GTK_STATE_FLAG_BACKDROP) != 0) {
      self->source_.forget_masks();
    }
  };
  g_signal_connect(preview_.widget(), "state-flags-changed", G_CALLBACK(came_back), this);
  preview_.set_busy(true);
  ui::once_drawn(preview_.widget(), [this] { begin_to_read(); });
}

LivePreview::~LivePreview() {
  g_signal_handler_disconnect(config_, handler_);
  for (const guint source : {reading_, timer_}) {
    if (source != 0) {
      g_source_remove(source);
    }
  }
  gtk_widget_destroy(estimate_.get());
}

void LivePreview::show(const Previewed& previewed) {
  work_.stop();
  end_close_up();
  gtk_widget_set_sensitive(close_up_button_, FALSE);
  if (timer_ != 0) {
    g_source_remove(std::exchange(timer_, 0));
  }
  forget_estimate();
  source_ = PreviewSource(previewed);
  times_ = previewed.times;
  layer_read_ = false;
  preview_.clear_after();
  preview_.set_message({});
  preview_.set_busy(true);
  begin_to_read();
}

void LivePreview::begin_to_read() {
  stop_reading();
  try {
    work_.start([this, rehearsal = source_.rehearsal()](const Progress&) -> LatestWork::Outcome {
      try {
        rehearsal.hold();
      } catch (const std::exception&) {
        // Then the main loop has to wait.
      }
      return [this] { read_in_blocks(); };
    });
  } catch (const Error& error) {
    say(error.what());
  }
}

void LivePreview::stop_reading() {
  if (reading_ != 0) {
    g_source_remove(std::exchange(reading_, 0));
  }
}

void LivePreview::read_in_blocks() {
  stop_reading();
  const auto read = +[](gpointer self) -> gboolean {
    static_cast<LivePreview*>(self)->read_on();
    return static_cast<LivePreview*>(self)->reading_ != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  };
  reading_ = g_idle_add(read, this);
}

void LivePreview::add_switch() {
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(switch_), TRUE);
  gtk_widget_set_tooltip_text(switch_, tr("Paint a draft here after each change"));
  g_signal_connect_swapped(switch_, "toggled", G_CALLBACK(+[](LivePreview* self) { self->follow(); }), this);
  gtk_box_pack_start(GTK_BOX(preview_.bar()), switch_, FALSE, FALSE, 0);
  gtk_widget_show(switch_);
}

void LivePreview::add_close_up() {
  gtk_widget_set_tooltip_text(close_up_button_, tr("Paint the part that is seen here as Paint will, step by step. Any "
                                                   "change leads back to the draft"));
  const auto toggled = +[](LivePreview* self) {
    if (gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(self->close_up_button_)) != FALSE) {
      self->begin_close_up();
    } else if (self->close_up_) {  // else it has ended by itself
      self->follow();
    }
  };
  g_signal_connect_swapped(close_up_button_, "toggled", G_CALLBACK(toggled), this);
  gtk_widget_set_sensitive(close_up_button_, FALSE);
  gtk_box_pack_start(GTK_BOX(preview_.bar()), close_up_button_, FALSE, FALSE, 0);
  gtk_widget_show(close_up_button_);
}

bool LivePreview::is_on() const { return gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(switch_)) != FALSE; }

void LivePreview::read_on() {
  try {
    PreviewSource& source = close_up_ ? *close_up_ : source_;
    if ((close_up_ || !layer_read_) && !source.read_layer()) {
      return;
    }
    if (!close_up_ && !std::exchange(layer_read_, true)) {
      preview_.set_before(source_.picture(), source_.reduction());
    }
    if (!source.read_masks(config_)) {
      return;
    }
    reading_ = 0;
    if (close_up_) {
      start_close_up();
    } else {
      gtk_widget_set_sensitive(close_up_button_, TRUE);
      update();
    }
  } catch (const Error& error) {
    reading_ = 0;
    say(error.what());
  }
}

void LivePreview::follow() {
  if (!layer_read_) {
    return;  // the first draft comes when the layer is read
  }
  work_.stop();
  end_close_up();
  stop_reading();
  preview_.set_busy(is_on());
  forget_estimate();
  if (timer_ != 0) {
    g_source_remove(timer_);
  }
  const auto collected = +[](gpointer self) -> gboolean {
    static_cast<LivePreview*>(self)->timer_ = 0;
    static_cast<LivePreview*>(self)->read_in_blocks();
    return G_SOURCE_REMOVE;
  };
  timer_ = g_timeout_add(collecting_ms, collected, this);
}

void LivePreview::update() {
  try {
    run_ = source_.run(config_);
    job_ = source_.job(config_);
    preview_.set_outlines(source_.outlines());
  } catch (const Error& error) {
    say(error.what());
    return;
  }
  if (!is_on()) {
    preview_.clear_after();
    say({});
    start_estimate();
  } else if (!job_.has_styles) {
    say(tr("Choose a style to see a preview."));
    start_estimate();
  } else {
    start_painting(job_);
  }
}

void LivePreview::start_painting(PreviewJob job) {
  work_.start([this, painter = painter_, job = std::move(job)](const Progress& progress) {
    const auto paint = [&]() -> LatestWork::Outcome {
      return [this, painted = painter->paint(job, progress)] { show_painted(painted); };
    };
    return outcome_of(paint, [this](const std::string& message) {
      say(message);
      start_estimate();
    });
  });
}

void LivePreview::begin_close_up() {
  work_.stop();
  if (timer_ != 0) {
    g_source_remove(std::exchange(timer_, 0));
  }
  try {
    const ui::Box part = preview_.visible_part();
    close_up_ = source_.close_up({part.corner.x, part.corner.y, part.size.width, part.size.height}, config_);
    preview_.set_message({});
    preview_.set_busy(true);
    read_in_blocks();
  } catch (const Error& error) {
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(close_up_button_), FALSE);
    say(error.what());
  }
}

void LivePreview::start_close_up() {
  PreviewJob job = close_up_->job(config_);
  if (!job.has_styles) {
    say(tr("Choose a style to see a preview."));
    start_estimate();
    return;
  }
  const PartShare part = close_up_->share_of(source_);
  preview_.set_close_up({{part.x, part.y}, {part.width, part.height}}, close_up_->picture());
  work_.start([this, painter = painter_, job = std::move(job)](const Progress& progress) {
    const auto show = [this](const Image& so_far, double share) {
      work_.tell([this, so_far, share] {
        preview_.set_close_up_after(so_far);
        preview_.set_share(share);
      });
    };
    const auto paint = [&]() -> LatestWork::Outcome {
      return [this, painted = painter->paint_close_up(job, progress, show)] {
        preview_.set_close_up_after(painted);
        say({});
        start_estimate();
      };
    };
    return outcome_of(paint, [this](const std::string& message) {
      say(message);
      start_estimate();
    });
  });
}

void LivePreview::end_close_up() {
  if (!std::exchange(close_up_, std::nullopt)) {
    return;
  }
  stop_reading();
  preview_.clear_close_up();
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(close_up_button_), FALSE);
}

void LivePreview::show_painted(const Image& painted) {
  preview_.set_after(painted);
  say({});
  start_estimate();
}

void LivePreview::say(const std::string& message) {
  preview_.set_busy(false);
  preview_.set_message(message);
}

void LivePreview::start_estimate() {
  work_.start([this, painter = painter_, run = run_, job = job_, times = times_](const Progress& progress) {
    const auto reckon = [&]() -> LatestWork::Outcome {
      const Estimate estimate = painter->estimate(run, job, progress);
      return [this, text = ui::estimate_text(times * estimate.seconds, estimate.bytes)] { show_estimate(text); };
    };
    return outcome_of(reckon, [this](const std::string&) { show_estimate({}); });
  });
}

/// A number of other settings would only mislead.
void LivePreview::forget_estimate() {
  gtk_label_set_text(GTK_LABEL(estimate_.get()), "…");
  gtk_widget_set_sensitive(estimate_.get(), FALSE);
}

void LivePreview::show_estimate(const std::string& text) {
  gtk_label_set_text(GTK_LABEL(estimate_.get()), text.c_str());
  gtk_widget_set_sensitive(estimate_.get(), TRUE);
}

}  // namespace nst::gimp
