// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/parasite.h"

namespace nst::gimp {

void attach_text(GimpItem* item, const char* name, const std::string& text) {
  GimpParasite* parasite = gimp_parasite_new(name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                                             static_cast<guint32>(text.size()), text.data());
  gimp_item_attach_parasite(item, parasite);
  gimp_parasite_free(parasite);
}

}  // namespace nst::gimp
