// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts babl and GEGL for what the plug-in needs of them: pixels are read, converted and written, and nothing else.
// Used by the program and by the procedures that read or write layers.
#pragma once

namespace nst::gimp {

/// Keeps babl from filling 256 MB with tables at its first conversion, a third of a second, to see whether they are
/// faster. To be called before anything of GIMP is started.
void lighten_babl();

/// Starts GEGL without its operations: some fifty modules, a quarter of the way from the menu to the dialog. What
/// programs that are started from here inherit is as it was before lighten_babl().
void start_gegl();

}  // namespace nst::gimp
