// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recall-notice.h"

#include "tests/ui/widgets.h"

#include <gtest/gtest.h>

#include <string>

namespace nst::ui {
namespace {

GtkWidget* toggle(GtkWidget* widget) { return find(widget, GTK_TYPE_TOGGLE_BUTTON); }

class RecallNoticeTest : public WidgetTest {
 protected:
  void SetUp() override {
    WidgetTest::SetUp();
    if (!IsSkipped()) {
      window_ = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    }
  }
  void TearDown() override {
    if (window_ != nullptr) {
      gtk_widget_destroy(window_);
    }
  }
  void put(const RecallNotice& notice) { gtk_container_add(GTK_CONTAINER(window_), notice.widget()); }

  GtkWidget* window_ = nullptr;
};

TEST_F(RecallNoticeTest, TheOriginalIsPaintedUnlessItIsSwitchedOff) {
  const RecallNotice notice("a_photo", {});
  put(notice);
  EXPECT_TRUE(notice.paints_original());
  EXPECT_NE(texts(notice.widget()).find("“a_photo”"), std::string::npos) << texts(notice.widget());
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(toggle(notice.widget())), FALSE);
  EXPECT_FALSE(notice.paints_original());
}

TEST_F(RecallNoticeTest, WithoutAnOriginalThereIsNothingToSwitch) {
  const RecallNotice notice("", {});
  put(notice);
  EXPECT_FALSE(notice.paints_original());
  EXPECT_EQ(toggle(notice.widget()), nullptr);
}

TEST_F(RecallNoticeTest, NamesTheStylesThatAreGone) {
  const RecallNotice notice("", {"starry night", "mosaic"});
  put(notice);
  EXPECT_NE(texts(notice.widget()).find("“starry night”, “mosaic”"), std::string::npos) << texts(notice.widget());
}

TEST_F(RecallNoticeTest, NamesTheMasksThatAreGone) {
  const RecallNotice notice("", {}, {"sky"});
  put(notice);
  EXPECT_NE(texts(notice.widget()).find("their regions are left out: “sky”"), std::string::npos)
      << texts(notice.widget());
}

TEST_F(RecallNoticeTest, TellsWhenTheChoiceChanges) {
  RecallNotice notice("photo", {});
  put(notice);
  std::string told;
  notice.on_change([&] { told += notice.paints_original() ? "original" : "itself "; });
  for (const bool wanted : {false, true}) {
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(toggle(notice.widget())), wanted ? TRUE : FALSE);
  }
  EXPECT_EQ(told, "itself original");
}

}  // namespace
}  // namespace nst::ui
