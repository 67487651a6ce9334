// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two exceptions of the core. Every host maps them in one place: Error to a message, Cancelled to silence.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace nst {

/// Something the user can act on: what() is one translated sentence that names the remedy.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user asked to stop. Not an Error: nothing went wrong and nothing is to be reported.
class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

}  // namespace nst
