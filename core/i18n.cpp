// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/i18n.h"

#include <libintl.h>

namespace nst {

const char* tr(const char* text) { return dgettext(translation_domain, text); }

std::string tr_plural(const char* one, const char* many, long count) {
  return std::vformat(dngettext(translation_domain, one, many, static_cast<unsigned long>(count)),
                      std::make_format_args(count));
}

}  // namespace nst
