// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/engine.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/at-work.h"
#include "plugin/gimp/engine-table.h"
#include "plugin/program-folder.h"

#include <dlfcn.h>

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

namespace nst::gimp {
namespace {

[[noreturn]] void refuse(const std::string& reason) {
  throw Error(
      tr("The part of Neural Style that paints cannot be loaded ({}). Install LibTorch, libvips, libcurl and "
         "libzip, then Neural Style again.",
         reason));
}

const EngineTable* load() {
  const std::filesystem::path file = engine_file();
  // Now, not when they are called: a function that another LibTorch lacks is to be an Error, not the end of the
  // process.
  void* const module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) {
    refuse(dlerror());
  }
  auto* const entry = reinterpret_cast<EngineEntry*>(dlsym(module, engine_entry));
  if (entry == nullptr) {
    refuse(dlerror());
  }
  const EngineTable* table = entry();
  if (table->version != std::string_view(NEURAL_STYLE_VERSION)) {
    refuse(tr("“{}” is of another version", file.string()));
  }
  return table;
}

}  // namespace

const EngineTable& engine() {
  // The language sees to it that threads wait for the one that loads, and that after an Error the next one tries again.
  static const EngineTable* const table = load();
  return *table;
}

std::filesystem::path engine_file() { return program_folder() / "neural-style-engine.so"; }

void preload_engine() {
  // Ends before the program does: LibTorch must not be in the middle of its start then.
  static const std::jthread thread([] {
    const AtWork at_work;
    try {
      engine();
    } catch (const std::exception&) {
      // Nothing is lost yet: the next call tries again, and tells.
    }
  });
}

}  // namespace nst::gimp
