// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long work tells how far it is and learns that it shall stop. No errors travel here: those are exceptions.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace nst {

/// Passed by value down the call tree; each level hands parts of its own share to the next. A default-made one reports
/// nowhere and never stops.
class Progress {
 public:
  /// Called on the working thread with the share done, 0 to 1, never falling. Throttling is the receiver's business.
  using Callback = std::function<void(double share)>;

  Progress() = default;
  explicit Progress(Callback callback, std::stop_token stop = {});

  /// Reports that `share` of this part is done. Throws Cancelled if a stop was asked for.
  void operator()(double share) const;

  /// Throws Cancelled if a stop was asked for; reports nothing. Cheap enough for every layer of a network.
  void check() const;

  /// The part of this progress between the shares `from` and `to`.
  Progress part(double from, double to) const;

 private:
  Callback callback_;
  std::stop_token stop_;
  double from_ = 0;
  double to_ = 1;
};

/// The time that is probably left when `share` took `elapsed`; nothing while too little is known.
std::optional<std::chrono::seconds> time_left(double share, std::chrono::duration<double> elapsed);

}  // namespace nst
