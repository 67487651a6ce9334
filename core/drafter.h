// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drafts one after the other, for a preview that follows the user: the networks stay loaded, and what a change of the
// settings does not touch is not computed again.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/stylist.h"

#include <memory>

namespace nst {

/// Paints in one pass of a network. To be used by one thread at a time.
class Drafter {
 public:
  Drafter();
  ~Drafter();
  Drafter(Drafter&&) noexcept;
  Drafter& operator=(Drafter&&) noexcept;

  /// What stylise() gives for the request with Quality::draft, whatever its quality says, but for the losses, which are
  /// not measured. As long as networks, precision and content are those of the last call, the content's features are
  /// kept (of the first of the sizes it is painted at, up to 2.5 megapixels), and so are the statistics of the last
  /// styles: a change of styles, strength or masks costs the decoding alone. Throws as stylise().
  Result paint(const Request& request, const Progress& progress);

  /// How many times features of a content or statistics of a style had to be computed.
  int computed() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nst
