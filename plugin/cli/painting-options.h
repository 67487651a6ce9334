// SPDX-License-Identifier: GPL-3.0-or-later
//
// The options that say how to paint: styles, regions, presets, settings. What is painted, and what is written, is for
// each command to say.
#pragma once

#include "plugin/cli/arguments.h"

#include <memory>

namespace CLI {
class App;
}

namespace nst::cli {

class PaintingOptions {
 public:
  /// Adds the options to `app`, which writes to this object when it parses.
  explicit PaintingOptions(CLI::App& app);
  ~PaintingOptions();
  PaintingOptions(const PaintingOptions&) = delete;
  PaintingOptions& operator=(const PaintingOptions&) = delete;

  /// What was read, with every region's styles in their place; the photograph and the outputs are empty. Throws
  /// UsageError if options contradict each other or a style is missing; `help` is the call that explains the options.
  Arguments arguments(const char* help) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

/// The option `name` as a file; its help is translated already.
void add_file(CLI::App& app, const char* name, std::filesystem::path& file, const std::string& help);

/// Throws UsageError, saying that the option `name` is missing and which call, `help`, explains it, unless it was
/// `given`.
void require_option(const char* name, bool given, const char* help);

}  // namespace nst::cli
