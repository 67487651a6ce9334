// SPDX-License-Identifier: GPL-3.0-or-later
//
// What any exception that ends some work says to the user.
#pragma once

#include <exception>
#include <string>

namespace nst::cli {

/// An Error's own sentence, or one for what nobody foresaw.
std::string failure_sentence(const std::exception& error);

}  // namespace nst::cli
