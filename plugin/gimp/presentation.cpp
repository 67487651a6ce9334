// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/presentation.h"

#include "plugin/gimp/gobject.h"
#include "plugin/program-folder.h"

#include <libgimp/gimpui.h>

#include <filesystem>
#include <system_error>

namespace nst::gimp {
namespace {

void set_icon(GimpProcedure* procedure) {
  std::error_code error;
  const std::filesystem::path icon = program_folder() / "neural-style.svg";
  if (std::filesystem::exists(icon, error)) {
    const GObjectPtr<GFile> file(g_file_new_for_path(icon.c_str()));
    gimp_procedure_set_icon_file(procedure, file.get());
  } else {
    gimp_procedure_set_icon_name(procedure, GIMP_ICON_TOOL_PAINTBRUSH);
  }
}

}  // namespace

void present(GimpProcedure* procedure, const char* menu_label) {
  gimp_procedure_set_menu_label(procedure, menu_label);
  gimp_procedure_add_menu_path(procedure, "<Image>/Filters/Artistic");
  gimp_procedure_set_attribution(procedure, "The Neural Style authors", "The Neural Style authors, GPL-3.0-or-later",
                                 "2026");
  set_icon(procedure);
}

}  // namespace nst::gimp
