// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run-window.h"

#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace nst::ui {
namespace {

using std::chrono::milliseconds;

class RunWindowTest : public WidgetTest {};

/// Looks into a window from outside.
struct Seen {
  RunWindow& window;

  GtkWidget* dialog() const { return GTK_WIDGET(window.window()); }
  GtkWidget* content() const { return gtk_dialog_get_content_area(GTK_DIALOG(dialog())); }
  GtkWidget* button() const { return gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog()), GTK_RESPONSE_CANCEL); }
  GtkWidget* keep_button() const {
    return gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog()), GTK_RESPONSE_ACCEPT);
  }
  GtkWidget* picture() const { return find(content(), GTK_TYPE_DRAWING_AREA); }
  std::string text() const { return gtk_label_get_text(GTK_LABEL(find(content(), GTK_TYPE_LABEL))); }
  double share() const {
    return gtk_progress_bar_get_fraction(GTK_PROGRESS_BAR(find(content(), GTK_TYPE_PROGRESS_BAR)));
  }
};

struct Shown : Seen {
  Shown() : Seen{window_} {}
  int stops = 0;

 private:
  RunWindow window_{"Title", [this] { ++stops; }};
};

/// A window with a choice.
struct Choosing : Seen {
  explicit Choosing(Ending closing)
      : Seen{window_}, window_("Title", [this](Ending e) { endings.push_back(e); }, closing) {}
  std::vector<Ending> endings;

 private:
  RunWindow window_;
};

Image red(int width, int height) {
  Image picture(width, height, 3);
  for (std::size_t i = 0; i < picture.pixels.size(); i += 3) {
    picture.pixels[i] = 1;
  }
  return picture;
}

/// The colour that a widget has in its middle, as red, green and blue.
std::vector<int> middle_colour(GtkWidget* widget) {
  const int width = gtk_widget_get_allocated_width(widget);
  const int height = gtk_widget_get_allocated_height(widget);
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
  cairo_t* cairo = cairo_create(surface);
  gtk_widget_draw(widget, cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  const unsigned char* pixel = cairo_image_surface_get_data(surface) + static_cast<std::size_t>(height / 2) * stride +
                               static_cast<std::size_t>(width / 2) * 4;
  const std::vector<int> colour{pixel[2], pixel[1], pixel[0]};
  cairo_surface_destroy(surface);
  return colour;
}

TEST_F(RunWindowTest, AppearsOnlyForWorkThatTakesTime) {
  Shown shown;
  run_main_loop(milliseconds(50));
  EXPECT_FALSE(gtk_widget_get_visible(shown.dialog()));
  run_main_loop(milliseconds(600));
  EXPECT_TRUE(gtk_widget_get_visible(shown.dialog()));
}

TEST_F(RunWindowTest, GoesAwayBeforeItAppeared) {
  {
    const Shown shown;
  }
  run_main_loop(milliseconds(700));  // a timer left behind would use what is gone
}

TEST_F(RunWindowTest, SaysHowFarTheWorkIs) {
  Shown shown;
  shown.window.update(0.4, "40 %, about 12 seconds left");
  EXPECT_DOUBLE_EQ(shown.share(), 0.4);
  EXPECT_EQ(shown.text(), "40 %, about 12 seconds left");
  shown.window.update(1.5, "done");
  EXPECT_DOUBLE_EQ(shown.share(), 1);
}

TEST_F(RunWindowTest, StopCallsBackOnceAndSaysSo) {
  Shown shown;
  run_main_loop(milliseconds(600));
  gtk_button_clicked(GTK_BUTTON(shown.button()));
  EXPECT_EQ(shown.stops, 1);
  EXPECT_FALSE(gtk_widget_is_sensitive(shown.button()));
  const std::string stopping = shown.text();
  shown.window.update(0.5, "50 %");
  EXPECT_EQ(shown.text(), stopping);
  gtk_window_close(shown.window.window());
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
}

TEST_F(RunWindowTest, ClosingStopsAndLeavesTheWindow) {
  Shown shown;
  run_main_loop(milliseconds(600));
  gtk_window_close(shown.window.window());
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
  EXPECT_TRUE(gtk_widget_get_visible(shown.dialog()));
}

TEST_F(RunWindowTest, AReturnTooMuchStopsNothing) {
  Shown shown;
  run_main_loop(milliseconds(600));
  EXPECT_EQ(gtk_window_get_focus(shown.window.window()), nullptr);
  EXPECT_EQ(gtk_window_get_default_widget(shown.window.window()), nullptr);
}

TEST_F(RunWindowTest, ShowsThePictureFromTheFirstOneOn) {
  Choosing shown(Ending::discard);
  run_main_loop(milliseconds(600));
  EXPECT_FALSE(gtk_widget_get_visible(shown.picture()));
  shown.window.show(red(300, 200), "");
  run_main_loop(milliseconds(100));
  EXPECT_TRUE(gtk_widget_get_visible(shown.picture()));
  EXPECT_GE(gtk_widget_get_allocated_width(shown.picture()), 400);
  EXPECT_EQ(gtk_widget_get_allocated_height(shown.picture()), 267);
  EXPECT_EQ(middle_colour(shown.picture()), (std::vector{255, 0, 0}));
  EXPECT_EQ(shown.window.picture_side(), 400 * gtk_widget_get_scale_factor(shown.dialog()));
}

TEST_F(RunWindowTest, NothingLiesOverThePicture) {
  const Choosing shown(Ending::discard);
  EXPECT_FALSE(gtk_widget_get_has_tooltip(shown.picture()));
  const std::string said = atk_object_get_description(gtk_widget_get_accessible(shown.picture()));
  EXPECT_TRUE(said.starts_with("The picture as far as it has come")) << said;
}

TEST_F(RunWindowTest, PicturesOfAnyShapeFitIn) {
  Choosing shown(Ending::discard);
  run_main_loop(milliseconds(600));
  for (const auto& [width, height] : {std::pair{16, 16}, {2000, 1}, {1, 2000}, {4000, 3000}}) {
    shown.window.show(red(width, height), "");
    run_main_loop(milliseconds(50));
    int asked_width = 0;
    int asked_height = 0;
    gtk_widget_get_size_request(shown.picture(), &asked_width, &asked_height);
    EXPECT_LE(std::max(asked_width, asked_height), 400);
    EXPECT_GE(std::min(asked_width, asked_height), 1);
    middle_colour(shown.picture());
  }
}

TEST_F(RunWindowTest, ThereIsNothingToKeepBeforeTheFirstStep) {
  Choosing shown(Ending::discard);
  EXPECT_FALSE(gtk_widget_get_sensitive(shown.keep_button()));
  shown.window.show(red(30, 20), "");
  EXPECT_FALSE(gtk_widget_get_sensitive(shown.keep_button()));
  shown.window.show(red(30, 20), "Step 1 of 9");
  EXPECT_TRUE(gtk_widget_get_sensitive(shown.keep_button()));
}

TEST_F(RunWindowTest, TheButtonsSayWhatBecomesOfThePicture) {
  for (const Ending wanted : {Ending::discard, Ending::keep}) {
    Choosing shown(Ending::discard);
    shown.window.show(red(30, 20), "Step 1 of 9");
    run_main_loop(milliseconds(600));
    gtk_button_clicked(GTK_BUTTON(wanted == Ending::keep ? shown.keep_button() : shown.button()));
    EXPECT_EQ(shown.endings, std::vector{wanted});
    shown.window.show(red(30, 20), "Step 2 of 9");  // one that was on its way
    EXPECT_FALSE(gtk_widget_get_sensitive(shown.keep_button()));
    EXPECT_FALSE(gtk_widget_get_sensitive(shown.button()));
  }
}

TEST_F(RunWindowTest, ClosingMeansWhatTheTooltipSays) {
  for (const Ending closing : {Ending::discard, Ending::keep}) {
    Choosing shown(closing);
    run_main_loop(milliseconds(600));
    const auto tells_of_escape = [](GtkWidget* button) {
      char* tooltip = gtk_widget_get_tooltip_text(button);
      const bool tells = std::string(tooltip).find("Escape") != std::string::npos;
      g_free(tooltip);
      return tells;
    };
    EXPECT_EQ(tells_of_escape(shown.button()), closing == Ending::discard);
    EXPECT_EQ(tells_of_escape(shown.keep_button()), closing == Ending::keep);
    gtk_window_close(shown.window.window());
    run_main_loop(milliseconds(50));
    EXPECT_EQ(shown.endings, std::vector{closing});
  }
}

TEST_F(RunWindowTest, EscapeStops) {
  Shown shown;
  run_main_loop(milliseconds(600));
  g_signal_emit_by_name(shown.dialog(), "close");  // what GTK binds to Escape
  run_main_loop(milliseconds(50));
  EXPECT_EQ(shown.stops, 1);
}

}  // namespace
}  // namespace nst::ui
