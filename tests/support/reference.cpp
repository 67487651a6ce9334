// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/reference.h"

namespace nst::test {

std::filesystem::path reference_file(std::string_view name) { return std::filesystem::path(NST_REFERENCE_DIR) / name; }

}  // namespace nst::test
