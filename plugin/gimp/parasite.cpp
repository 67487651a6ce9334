// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/parasite.h"

namespace nst::gimp {

void attach_text(GimpItem* item, const char* name, const std::string& text) {
  GimpParasite* parasite = gimp_parasite_new(name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                             static_cast<guint32>(text.size()), text.data());
  gimp_item_attach_parasite(item, parasite);
  gimp_parasite_free(parasite);
}

std::string attached_text(GimpItem* item, const char* name) {
  GimpParasite* parasite = gimp_item_get_parasite(item, name);
  if (parasite == nullptr) {
    return {};
  }
  guint32 size = 0;
  const auto* data = static_cast<const char*>(gimp_parasite_get_data(parasite, &size));
  std::string text(data == nullptr ? "" : data, data == nullptr ? 0 : size);
  gimp_parasite_free(parasite);
  // As a text of C it may end with a zero.
  return text.substr(0, text.find('\0'));
}

}  // namespace nst::gimp
