// SPDX-License-Identifier: GPL-3.0-or-later
//
// The border between C++ and GIMP: no exception crosses it. Used by the procedure's run function.
#pragma once

#include "core/error.h"

#include <libgimp/gimp.h>

#include <functional>

namespace nst::gimp {

/// The procedure was called in a way that cannot work, whatever the picture is.
class CallingError : public Error {
 public:
  using Error::Error;
};

/// What `work` returns, or the return values that stand for what it throws: Cancelled, CallingError, Error, and
/// anything else as a failure with a sentence of its own.
GimpValueArray* guarded(GimpProcedure* procedure, const std::function<GimpValueArray*()>& work) noexcept;

}  // namespace nst::gimp
