// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loads the part of the plug-in that needs LibTorch, libvips, libcurl and libzip, neural-style-engine.so beside it.
// LibTorch takes longer to load than all the rest of the way from the menu to the dialog, so the plug-in starts without
// it. The facades of the core and plugin/picture-file.h are there as ever (engine-facades.cpp): each call loads the
// engine if it is not there yet.
#pragma once

#include <filesystem>

namespace nst::gimp {

struct EngineTable;

/// The functions of the engine, after a wait until it is loaded. May be called on any thread. Throws Error, saying what
/// to install, if it cannot be loaded; the next call tries again.
const EngineTable& engine();

/// Where it is looked for.
std::filesystem::path engine_file();

/// Begins to load the engine on a thread of its own, so that it is there when it is wanted. To be called on the main
/// thread once the windows are drawn: whatever else the program loads meanwhile has to wait. Where the engine cannot be
/// loaded, whatever needs it says so.
void preload_engine();

}  // namespace nst::gimp
