// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog of the procedures that paint, made of GIMP's own widgets from the table of options.
#pragma once

#include "plugin/gimp/preview-source.h"
#include "ui/recall-notice.h"

#include <libgimp/gimpui.h>

#include <functional>
#include <vector>

namespace nst::gimp {

/// What a dialog for a painting shows besides the options.
struct Question {
  const char* title;
  GimpImage* image;                       ///< whose layers are offered first as styles, and whose masks as regions
  std::function<Previewed()> previewed;   ///< what is previewed now
  std::vector<const char*> numbers = {};  ///< arguments of the procedure, shown with the options of the style
  ui::RecallNotice* notice = nullptr;     ///< above all else, or null; what is previewed follows it
};

/// Shows the dialog until the user confirms and `accept` returns (plugin/gimp/ask.h).
void ask_for_painting(GimpProcedure* procedure, GimpProcedureConfig* config, const Question& question,
                      const std::function<void()>& accept);

}  // namespace nst::gimp
