// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/program-folder.h"

#include <system_error>

namespace nst {

std::filesystem::path program_folder() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

}  // namespace nst
