// SPDX-License-Identifier: GPL-3.0-or-later
//
// A long run's state in a file, from which the same call goes on with the identical result. Private to the core.
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace nst {

/// Where a run is.
struct RunState {
  int scale = 0;                             ///< index of the size that is being painted
  int step = 0;                              ///< steps done at that size
  at::Tensor picture;                        ///< (1, 3, H, W) as the optimiser left it
  std::map<std::string, at::Tensor> memory;  ///< the optimiser's
};

/// The file of one run.
class StateKeeper {
 public:
  /// `run` identifies the run: settings, pictures and network. `interval` in seconds is the least time between two
  /// writes.
  StateKeeper(std::filesystem::path file, std::string run, double interval);

  /// What is stored, or nothing if the file does not exist. Throws Error if it is damaged or of another run.
  std::optional<RunState> read() const;

  /// The sentence for a file of another run.
  std::string mismatch() const;

  /// Whether the interval since the last write is over.
  bool due() const;

  /// Writes the file whole or not at all.
  void write(const RunState& state) const;

  /// Deletes the file of a finished run.
  void remove() const;

 private:
  std::filesystem::path file_;
  std::string run_;
  double interval_;
  mutable double last_ = 0;  // seconds of the steady clock
};

}  // namespace nst
