// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers that an independent program has computed.
#pragma once

#include <filesystem>
#include <string_view>

namespace nst::test {

/// The file tests/reference/<name>.
std::filesystem::path reference_file(std::string_view name);

}  // namespace nst::test
