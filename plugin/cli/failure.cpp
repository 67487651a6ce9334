// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/cli/failure.h"

#include "core/error.h"
#include "core/i18n.h"

#include <new>

namespace nst::cli {

std::string failure_sentence(const std::exception& error) {
  if (dynamic_cast<const Error*>(&error) != nullptr) {
    return error.what();
  }
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) {
    return tr("There is not enough memory. Use a smaller --size or --working-size.");
  }
  return tr("Something unexpected went wrong: {}. Please report it.", std::string(error.what()));
}

}  // namespace nst::cli
