// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings that belong together, by names that users understand. Each is a list of options, read by the same parser as
// the command line's.
#pragma once

#include "core/settings.h"

#include <span>
#include <string_view>

namespace nst {

struct Preset {
  const char* name;    ///< canonical, as in scripts
  const char* label;   ///< translatable
  const char* help;    ///< translatable: what it looks like
  const char* source;  ///< where the numbers come from: names and titles, not translated; empty for our own
  const char* base;    ///< "option=value; option=value", shared by several
  const char* values;  ///< the same, set after the base
};

std::span<const Preset> presets();

/// The preset called `name`, or null.
const Preset* find_preset(std::string_view name);

/// Sets the options of the preset and leaves the others.
void apply(const Preset& preset, Settings& settings);

/// Throws Error, naming them all, if `name` is none of the presets'.
const Preset& require_preset(std::string_view name);

}  // namespace nst
