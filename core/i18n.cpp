// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/i18n.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>

namespace nst {
namespace {

/// Asked of the environment: a program may have set its own numbers to points.
std::string decimal_point() {
  const locale_t users = newlocale(LC_NUMERIC_MASK, "", nullptr);
  if (users == nullptr) {
    return ".";
  }
  const std::string point = nl_langinfo_l(RADIXCHAR, users);
  freelocale(users);
  return point;
}

}  // namespace

const char* tr(const char* text) { return dgettext(translation_domain, text); }

std::string tr_plural(const char* one, const char* many, long count) {
  return std::vformat(dngettext(translation_domain, one, many, static_cast<unsigned long>(count)),
                      std::make_format_args(count));
}

std::string number_text(double number, int digits) {
  static const std::string point = decimal_point();
  std::string text = std::format("{:.{}f}", number, digits);
  if (const std::size_t place = text.find('.'); place != std::string::npos) {
    text.replace(place, 1, point);
  }
  return text;
}

}  // namespace nst
