// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asks for a weights file to make a model of, and for what the file itself may not tell. Used by the GIMP plug-in.
#pragma once

#include "core/model-import.h"
#include "ui/gobject.h"

#include <filesystem>
#include <optional>
#include <span>

namespace nst::ui {

/// What the file may not tell: beside the list of files.
class ImportDetails {
 public:
  explicit ImportDetails(std::span<const InputConvention> conventions);

  GtkWidget* widget() const { return grid_.get(); }

  /// Blanks at both ends of what was typed do not count.
  ImportOptions options() const;

 private:
  GtkWidget* add_entry(int row, const char* label, const char* placeholder, const char* tooltip);
  void add(int row, const char* label, GtkWidget* widget, const char* tooltip);

  OwnedWidget grid_;
  GtkWidget* convention_;
  GtkWidget* id_;
  GtkWidget* sum_;
};

struct ImportChoice {
  std::filesystem::path file;
  ImportOptions options;
};

/// Nothing if the user gives up.
std::optional<ImportChoice> ask_for_import(GtkWindow* parent, std::span<const InputConvention> conventions);

}  // namespace nst::ui
