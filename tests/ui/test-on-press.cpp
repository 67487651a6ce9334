// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/on-press.h"

#include "tests/ui/widgets.h"
#include "ui/gobject.h"

#include <gtest/gtest.h>

#include <optional>

namespace nst::ui {
namespace {

class OnPress : public WidgetTest {
 protected:
  void SetUp() override {
    WidgetTest::SetUp();
    if (!IsSkipped()) {
      button_.emplace(gtk_button_new());
    }
  }
  void press() { gtk_button_clicked(GTK_BUTTON(button_->get())); }
  static void go_on() { run_main_loop(std::chrono::milliseconds(20)); }

  std::optional<OwnedWidget> button_;
};

TEST_F(OnPress, OpensAfterThePressAndEachTime) {
  int calls = 0;
  on_press(button_->get(), [&] { ++calls; });
  press();
  EXPECT_EQ(calls, 0);
  go_on();
  EXPECT_EQ(calls, 1);
  press();
  go_on();
  EXPECT_EQ(calls, 2);
}

TEST_F(OnPress, OpensOneWindowAtATime) {
  int calls = 0;
  on_press(button_->get(), [&] {
    ++calls;
    press();
    go_on();
  });
  press();
  press();
  go_on();
  EXPECT_EQ(calls, 1);
}

TEST_F(OnPress, OpensNothingForAButtonThatIsGone) {
  int calls = 0;
  on_press(button_->get(), [&] { ++calls; });
  press();
  button_.reset();
  go_on();
  EXPECT_EQ(calls, 0);
}

TEST_F(OnPress, MayTakeTheButtonAway) {
  int calls = 0;
  on_press(button_->get(), [&] {
    button_.reset();
    ++calls;
  });
  press();
  go_on();
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace nst::ui
