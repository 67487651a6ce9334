// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a batch tells while it works and at its end.
#pragma once

#include "core/steadiness.h"
#include "plugin/cli/progress-line.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nst::cli {

class BatchReport {
 public:
  /// What has to be done is known from here on; a line on stderr, where that is a terminal, shows how far it is.
  void begin(std::size_t pictures);

  void painted();
  void was_there() { ++there_; }

  /// Says at once, on stderr, why the picture could not be painted.
  void failed(const std::filesystem::path& picture, const std::string& sentence);

  /// Renews the line; `shares` is the sum of the shares of the pictures that are being painted.
  void show(double shares);

  /// Takes the line away, for other words.
  void end() { line_.reset(); }

  /// How steady the pictures are, where they are the frames of a film; nothing if that cannot be said.
  void measured(const std::optional<Flicker>& flicker) { flicker_ = flicker; }

  /// How many pictures there were of each kind, as a line of text, and how steady they are as another.
  std::string summary() const;

  /// How far the batch came, and how to go on.
  std::string stopped() const;

  /// Throws Error, naming the pictures that failed, if there are any.
  void require_success() const;

 private:
  std::size_t begun_ = 0;    ///< pictures to paint
  std::size_t ended_ = 0;    ///< those of them that are painted or failed
  std::size_t painted_ = 0;  ///< of this call
  std::size_t there_ = 0;
  std::vector<std::string> failed_;
  std::optional<Flicker> flicker_;
  std::unique_ptr<ProgressLine> line_;
};

}  // namespace nst::cli
