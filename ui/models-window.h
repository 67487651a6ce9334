// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window of the models: those that are installed, those that can be downloaded, and the work on one of them. Used
// by the GIMP plug-in.
#pragma once

#include "ui/model-list.h"
#include "ui/notice.h"

#include <functional>
#include <string>
#include <vector>

namespace nst::ui {

class ModelsWindow {
 public:
  /// What the user asks for. Closing is asked for as well: the window stays until this object goes away.
  struct Wishes {
    std::function<void()> import_file;
    std::function<void()> stop;
    std::function<void()> help;
    std::function<void()> close;
  };
  explicit ModelsWindow(Wishes wishes);
  ~ModelsWindow();
  ModelsWindow(const ModelsWindow&) = delete;
  ModelsWindow& operator=(const ModelsWindow&) = delete;

  /// For the host, which makes it transient for a window of its own and shows it.
  GtkWindow* window() const { return GTK_WINDOW(dialog_); }

  /// The buttons of the lines do what the lines say. Without an offer its part of the window hides.
  void show(const std::vector<ModelLine>& installed, const std::vector<ModelLine>& offered);

  /// Whether models can be imported and downloaded. Not at first.
  void allow_adding(bool allowed);

  /// Begins to show work: how far it is, and Stop. Nothing else can be begun until end().
  void begin(const std::string& text);
  void update(double share, const std::string& text);
  void end();

  /// Below the lists; takes the place of what was said before. Nothing, if it is empty.
  void say(Sign sign, const std::string& sentence);

 private:
  void fill(GtkBox* content);
  void add_lists(GtkBox* content);
  void add_work(GtkBox* content);
  void add_buttons();
  void respond(int response);
  void follow_state();

  Wishes wishes_;
  GtkWidget* dialog_;
  ModelList installed_;
  ModelList offered_;
  GtkWidget* lists_ = nullptr;
  GtkWidget* offer_ = nullptr;  ///< the part with what can be downloaded
  GtkWidget* import_ = nullptr;
  GtkWidget* work_ = nullptr;
  GtkWidget* bar_ = nullptr;
  GtkWidget* text_ = nullptr;
  GtkWidget* stop_ = nullptr;
  Notice notice_;
  bool adding_ = false;
  bool busy_ = false;
};

}  // namespace nst::ui
