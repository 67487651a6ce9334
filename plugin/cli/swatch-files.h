// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that `neural-style sample --output` writes: all of them or none.
#pragma once

#include "core/image.h"
#include "plugin/cli/sample-arguments.h"

#include <filesystem>
#include <string>
#include <vector>

namespace nst::cli {

/// Files that go away again with this object unless they are kept. One that was there before has its new content then.
class SwatchFiles {
 public:
  /// Makes the folder if it is missing. Throws Error if pictures cannot be written to where `arguments` says, or if it
  /// names one file for several swatches.
  explicit SwatchFiles(const SampleArguments& arguments);
  ~SwatchFiles();
  SwatchFiles(const SwatchFiles&) = delete;
  SwatchFiles& operator=(const SwatchFiles&) = delete;

  /// Writes the swatch called `name`, if files are wanted at all.
  void write(const std::string& name, const Image& image, const std::string& note);

  void keep() { kept_ = true; }

 private:
  std::filesystem::path file_of(const std::string& name) const;

  std::filesystem::path folder_;              ///< empty: no files are wanted
  std::string pattern_;                       ///< a file's name, with {} in place of the swatch's
  std::vector<std::filesystem::path> added_;  ///< what was not there before, in the order in which it came
  bool kept_ = false;
};

}  // namespace nst::cli
