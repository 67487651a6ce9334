// SPDX-License-Identifier: GPL-3.0-or-later
//
// One widget for each option of the table, bound to the procedure's arguments. Used by the dialog.
#pragma once

#include "core/options.h"

#include <libgimp/gimpui.h>

#include <span>
#include <string_view>

namespace nst::gimp {

/// So many digits behind the point that `value` is shown with three of its own, and at least `least`: a number that is
/// shown as 0 would become 0 as soon as the cursor leaves it.
unsigned digits_for(double value, unsigned least);

/// Calls `follow` for `widget` at once, and after each change of the argument `name`.
void follow_argument(GimpProcedureConfig* config, const char* name, GtkWidget* widget,
                     void (*follow)(GObject* config, GParamSpec*, gpointer widget));

/// A widget that has no label of its own, with one, which joins `labels`.
GtkWidget* beside_label(GtkSizeGroup* labels, const char* text, GtkWidget* widget);

/// Chooses a picture or another file for the argument `name`. Its label joins `labels`, which are all equally wide.
GtkWidget* make_file_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels, const char* name, const char* label,
                             GimpFileChooserAction action = GIMP_FILE_CHOOSER_ACTION_OPEN);

/// Chooses one of the presets (core/presets.h), which sets the arguments of all options at once.
GtkWidget* make_preset_chooser(GimpProcedureConfig* config, GtkSizeGroup* labels);

/// The widget of one option, by its name in the table.
GtkWidget* make_option_widget(GimpProcedureConfig* config, GtkSizeGroup* labels, std::string_view name);

/// A box with the widgets of all options of `group`, without those that are named: they are elsewhere.
GtkWidget* make_option_box(GimpProcedureConfig* config, GtkSizeGroup* labels, Group group,
                           std::span<const char* const> elsewhere = {});

}  // namespace nst::gimp
