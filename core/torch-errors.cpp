// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/torch-errors.h"

#include "core/error.h"
#include "core/i18n.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>
#include <string_view>

namespace nst {

void rethrow_for_user(const char* not_enough_memory) {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    throw Error(not_enough_memory);
  } catch (const c10::Error& error) {
    // What LibTorch throws where the system refuses memory has no type of its own.
    if (std::string_view(error.what_without_backtrace()).find("allocate memory") != std::string_view::npos) {
      throw Error(not_enough_memory);
    }
    throw Error(tr("The computation failed: {}. Please report this.", std::string(error.what_without_backtrace())));
  }
}

}  // namespace nst
