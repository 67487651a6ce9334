// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the address of a server says about it.
#pragma once

#include <string>

namespace nst {

/// Whether `address` begins with https. An address that is malformed is not secure.
bool is_secure(const std::string& address);

/// Whether `address` begins with http and leads to this very computer.
bool is_on_this_computer(const std::string& address);

}  // namespace nst
