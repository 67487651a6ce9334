// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list of the styles that a picture is painted in: their thumbnails, names and weights, in an order that the user
// can change. Used by the page of the dialog that chooses styles.
#pragma once

#include "core/image.h"
#include "ui/gobject.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace nst::ui {

/// A style in the list.
struct ChosenStyle {
  std::string word;      ///< what tells it apart from all others; not shown
  std::string name;      ///< what users call it
  double weight = 1;     ///< above 0: how much it counts among the others
  Image thumbnail = {};  ///< may come later
};

/// What a list tells the one it belongs to.
struct StyleListOwner {
  /// The user removed a style, moved it or gave it another weight.
  std::function<void()> changed;
  /// Files were dropped onto the list.
  std::function<void(const std::vector<std::filesystem::path>& files)> dropped;
};

/// Rows are moved by dragging, or with Alt and the arrows; the key Delete removes one. Weights are shown from two
/// styles on: one alone needs none.
class StyleList {
 public:
  explicit StyleList(StyleListOwner owner);
  ~StyleList();
  StyleList(const StyleList&) = delete;
  StyleList& operator=(const StyleList&) = delete;

  GtkWidget* widget() const { return frame_.get(); }
  const std::vector<ChosenStyle>& styles() const { return styles_; }

  /// Whether there is a style with that word.
  bool has(std::string_view word) const;
  /// Shows other styles. The owner is not told, here and below.
  void show(std::vector<ChosenStyle> styles);
  /// Adds one at the end, in view.
  void add(ChosenStyle style);
  /// What is said while there is no style.
  void set_placeholder(const char* text);
  void set_thumbnail(std::string_view word, const Image& thumbnail);

  // What a user can do, as the rows do it.
  void remove(std::size_t place);
  /// Puts the style at `place` before the one at `before`, or at the end, and gives it the keyboard.
  void move(std::size_t place, std::size_t before);
  void set_weight(std::size_t place, double weight);

 private:
  void rebuild();
  void accept_drops();
  void drop_files(GtkSelectionData* data);
  void drop_row(GdkDragContext* context, int y, GtkSelectionData* data);
  bool press_key(const GdkEventKey& event);
  GtkWidget* row(std::size_t place) const;
  GtkAdjustment* scrolling() const;
  GtkListBox* list() const { return GTK_LIST_BOX(list_); }

  StyleListOwner owner_;
  OwnedWidget frame_;
  GtkWidget* list_;
  GtkWidget* placeholder_;
  std::vector<ChosenStyle> styles_;
  bool to_the_end_ = false;  ///< a row was added, and is to come into view
};

}  // namespace nst::ui
