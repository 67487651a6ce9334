// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models-window.h"

#include "tests/ui/widgets.h"
#include "ui/import-dialog.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace nst::ui {
namespace {

/// The button that is called so, on its label or for screen readers.
GtkWidget* button(GtkWidget* widget, const std::string& name) {
  return find_if(widget, [&](GtkWidget* each) {
    if (!GTK_IS_BUTTON(each)) {
      return false;
    }
    const char* label = gtk_button_get_label(GTK_BUTTON(each));
    const char* spoken = atk_object_get_name(gtk_widget_get_accessible(each));
    return (label != nullptr && name == label) || (spoken != nullptr && name == spoken);
  });
}

bool usable(GtkWidget* widget) { return gtk_widget_is_sensitive(widget) != FALSE; }

class ModelsWindowTest : public WidgetTest {
 protected:
  void SetUp() override {
    WidgetTest::SetUp();
    if (!IsSkipped()) {
      window_ = std::make_unique<ModelsWindow>(ModelsWindow::Wishes{.import_file = [this] { told_ += "import "; },
                                                                    .stop = [this] { told_ += "stop "; },
                                                                    .help = [this] { told_ += "help "; },
                                                                    .close = [this] { told_ += "close "; }});
      gtk_widget_show(widget());
      run_main_loop(std::chrono::milliseconds(50));
    }
  }

  GtkWidget* widget() { return GTK_WIDGET(window_->window()); }
  GtkWidget* find_button(const std::string& name) { return button(widget(), name); }
  void press(const std::string& name) {
    GtkWidget* found = find_button(name);
    ASSERT_NE(found, nullptr) << name;
    gtk_button_clicked(GTK_BUTTON(found));
    run_main_loop(std::chrono::milliseconds(20));
  }
  ModelLine line(const std::string& title, const std::string& label) {
    return {.title = title,
            .facts = "Looks at pictures",
            .details = {"License: none"},
            .problem = {},
            .buttons = {{label, label + " " + title, "", [this, title] {
                           told_ += title + " ";
                           window_->show({}, {});  // takes the button away while it is at work
                         }}}};
  }

  std::string told_;
  std::unique_ptr<ModelsWindow> window_;
};

TEST_F(ModelsWindowTest, ShowsModelsAndPassesTheirButtonsOn) {
  window_->show({line("First", "Remove"), line("Second", "Remove")}, {line("Offered", "Get")});
  const std::string all = texts(widget());
  for (const char* part : {"First", "Second", "Offered", "Looks at pictures", "License: none"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " in " << all;
  }
  press("Remove Second");
  EXPECT_EQ(told_, "Second ");
  EXPECT_EQ(texts(widget()).find("First"), std::string::npos);
}

TEST_F(ModelsWindowTest, KeepsTheKeyboardWhenItIsShownAnew) {
  const std::vector<ModelLine> lines{line("First", "Remove"), line("Second", "Remove"), line("Third", "Remove")};
  window_->show(lines, {});
  const auto row_with_keys = [&] {
    GtkWidget* focus = gtk_window_get_focus(window_->window());
    GtkWidget* row = focus == nullptr ? nullptr : gtk_widget_get_ancestor(focus, GTK_TYPE_LIST_BOX_ROW);
    return row == nullptr ? std::string() : std::string(atk_object_get_name(gtk_widget_get_accessible(row)));
  };
  gtk_widget_grab_focus(find_button("Remove Second"));
  window_->show({lines[0], lines[2]}, {});
  EXPECT_EQ(row_with_keys(), "Third");
  window_->show({lines[0]}, {});
  EXPECT_EQ(row_with_keys(), "First");
  gtk_widget_grab_focus(find_button("_Close"));
  window_->show(lines, {});
  EXPECT_EQ(row_with_keys(), "");
}

TEST_F(ModelsWindowTest, WithoutAnOfferItsPartIsHidden) {
  window_->show({line("First", "Remove")}, {});
  EXPECT_EQ(texts(widget()).find("Can be downloaded"), std::string::npos);
  window_->show({}, {line("Offered", "Get")});
  EXPECT_NE(texts(widget()).find("Can be downloaded"), std::string::npos);
}

TEST_F(ModelsWindowTest, AddingIsAllowedByTheHost) {
  window_->show({}, {line("Offered", "Get")});
  EXPECT_FALSE(usable(find_button("_Import…")));
  EXPECT_FALSE(usable(find_button("Get Offered")));
  window_->allow_adding(true);
  EXPECT_TRUE(usable(find_button("Get Offered")));
  press("_Import…");
  EXPECT_EQ(told_, "import ");
}

TEST_F(ModelsWindowTest, WorkCanBeStoppedAndNothingElseBegun) {
  window_->allow_adding(true);
  window_->show({line("First", "Remove")}, {line("Offered", "Get")});
  window_->say(Sign::warning, "It was wrong.");
  window_->begin("Downloading");
  window_->update(0.25, "Downloading: 25 %");
  const std::string all = texts(widget());
  EXPECT_NE(all.find("25 %"), std::string::npos);
  EXPECT_EQ(all.find("It was wrong."), std::string::npos);
  for (const char* name : {"Remove First", "Get Offered", "_Import…"}) {
    EXPECT_FALSE(usable(find_button(name))) << name;
  }
  press("_Stop");
  EXPECT_EQ(told_, "stop ");
  window_->end();
  EXPECT_EQ(texts(widget()).find("25 %"), std::string::npos);
  EXPECT_TRUE(usable(find_button("Remove First")));
}

TEST_F(ModelsWindowTest, ClosingIsAskedForInEachWay) {
  press("_Close");
  press("_Help");
  gtk_window_close(window_->window());
  run_main_loop(std::chrono::milliseconds(100));
  EXPECT_EQ(told_, "close help close ");
  EXPECT_TRUE(gtk_widget_get_visible(widget()));
}

TEST_F(ModelsWindowTest, ProblemsAreSaid) {
  ModelLine broken = line("Broken", "Remove");
  broken.problem = "It cannot be read.";
  window_->show({broken}, {});
  EXPECT_NE(texts(widget()).find("It cannot be read."), std::string::npos);
  window_->say(Sign::information, "Done.");
  EXPECT_NE(texts(widget()).find("Done."), std::string::npos);
}

class ImportDetailsTest : public WidgetTest {};

TEST_F(ImportDetailsTest, TakesWhatIsTypedAndChosen) {
  const std::array conventions{
      InputConvention{"torchvision", "PyTorch", {}, {}, false},
      InputConvention{"caffe", "Caffe", {}, {}, true},
  };
  const ImportDetails details(conventions);
  EXPECT_EQ(details.options().convention, "");
  EXPECT_EQ(details.options().id, "");
  gtk_combo_box_set_active(GTK_COMBO_BOX(find(details.widget(), GTK_TYPE_COMBO_BOX)), 2);
  GtkWidget* id = gtk_grid_get_child_at(GTK_GRID(details.widget()), 1, 1);
  gtk_entry_set_text(GTK_ENTRY(id), " encoder-mine ");
  gtk_entry_set_text(GTK_ENTRY(gtk_grid_get_child_at(GTK_GRID(details.widget()), 1, 2)), "0123abcd");
  EXPECT_EQ(details.options().convention, "caffe");
  EXPECT_EQ(details.options().id, "encoder-mine");
  EXPECT_EQ(details.options().sha256, "0123abcd");
}

class NoticeTest : public WidgetTest {};

TEST_F(NoticeTest, IsSeenWhileItHasSomethingToSay) {
  Notice notice;
  int pressed = 0;
  notice.set_button("_Mend", "Mends it", [&] { ++pressed; });
  const Window window(notice.widget(), 300, 100);
  EXPECT_FALSE(gtk_widget_get_visible(notice.widget()));
  notice.say(Sign::warning, {"One.", "Two."});
  EXPECT_NE(texts(notice.widget()).find("One.\nTwo."), std::string::npos);
  gtk_button_clicked(GTK_BUTTON(button(notice.widget(), "_Mend")));
  run_main_loop(std::chrono::milliseconds(20));
  EXPECT_EQ(pressed, 1);
  notice.say(Sign::warning, {});
  EXPECT_FALSE(gtk_widget_get_visible(notice.widget()));
}

}  // namespace
}  // namespace nst::ui
