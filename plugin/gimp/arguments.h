// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of options (core/options.h) as arguments of a GIMP procedure, in both directions. Used by the procedure.
#pragma once

#include "core/settings.h"
#include "plugin/gimp/gobject.h"

#include <libgimp/gimp.h>

#include <string>

namespace nst::gimp {

/// Adds an argument of the same name for each option of the table, with its default, range and help.
void add_option_arguments(GimpProcedure* procedure);

/// Adds the argument for one of the presets (core/presets.h).
void add_preset_argument(GimpProcedure* procedure);

/// Adds an argument for a file that may be left out. Unlike with "open" as its action, GIMP lets a path through that
/// leads nowhere, so that the one who reads the file can say what is wrong with it.
void add_file_argument(GimpProcedure* procedure, const char* name, const char* label, const char* help);

/// The settings that the arguments stand for: those of the preset, if one is named, and over them all arguments that
/// are not at their defaults. Throws CallingError, naming the option, if a value is not usable.
Settings settings_from(GimpProcedureConfig* config);

/// Sets the arguments of all options, and takes the preset away: they hold all of it.
void write_settings(GimpProcedureConfig* config, const Settings& settings);

/// Sets the arguments to those of a preset. The seed, the quality and what belongs to the machine stay.
void choose_preset(GimpProcedureConfig* config, const char* preset);

/// The path in the file argument `name`, empty if none is set. Throws CallingError for a file on another computer.
std::string path_argument(GimpProcedureConfig* config, const char* name);

/// The text in the string argument `name`.
std::string text_argument(GimpProcedureConfig* config, const char* name);

/// The item or resource in the argument `name`, which libgimp goes on to own; null if none is set.
template <typename T>
T* object_argument(GimpProcedureConfig* config, const char* name) {
  T* object = nullptr;
  g_object_get(config, name, &object, nullptr);
  const GObjectPtr<T> reference(object);
  return object;
}

}  // namespace nst::gimp
