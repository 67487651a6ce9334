// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a dialog says about networks that are missing and about a machine that cannot paint, with the way to the models.
// Used by the dialog.
#pragma once

#include "plugin/gimp/background-work.h"
#include "ui/notice.h"

#include <libgimp/gimpui.h>

#include <string>
#include <vector>

namespace nst::gimp {

class LackNotice {
 public:
  /// Follows the arguments that name networks, and the models, as long as it lives.
  LackNotice(GtkWidget* dialog, GimpProcedureConfig* config);
  ~LackNotice();
  LackNotice(const LackNotice&) = delete;
  LackNotice& operator=(const LackNotice&) = delete;

  /// Not to be seen where nothing is missing.
  GtkWidget* widget() const { return notice_.widget(); }

 private:
  void follow();
  void check_machine();

  GimpProcedureConfig* config_;
  ui::Notice notice_;
  std::vector<std::string> machine_;  ///< sentences
  BackgroundWork looks_;              ///< the last: it uses the others
};

}  // namespace nst::gimp
