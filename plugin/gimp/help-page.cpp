// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/help-page.h"

#include "core/i18n.h"
#include "plugin/gimp/gobject.h"
#include "plugin/program-folder.h"
#include "ui/error-box.h"

#include <system_error>
#include <vector>

namespace nst::gimp {
namespace {

std::vector<std::string> languages_of_user() {
  std::vector<std::string> names;
  for (const char* const* name = g_get_language_names(); *name != nullptr; ++name) {
    names.emplace_back(*name);
  }
  return names;
}

}  // namespace

std::filesystem::path help_page(const std::filesystem::path& folder, std::span<const std::string> languages) {
  std::vector<std::string> all(languages.begin(), languages.end());
  all.emplace_back("en");
  for (const std::string& language : all) {
    std::error_code error;
    std::filesystem::path page = folder / language / "index.html";
    if (std::filesystem::is_regular_file(page, error)) {
      return page;
    }
  }
  return {};
}

void open_help(GtkWindow* parent, const std::string& section) {
  const std::filesystem::path folder = program_folder() / "help";
  const std::filesystem::path page = help_page(folder, languages_of_user());
  if (page.empty()) {
    ui::show_error(parent, tr("The user guide is not installed: there is nothing in “{}”. Install Neural Style again.",
                              folder.string()));
    return;
  }
  const std::string address = take_string(g_filename_to_uri(page.c_str(), nullptr, nullptr)) + "#" + section;
  GError* error = nullptr;
  if (gtk_show_uri_on_window(parent, address.c_str(), GDK_CURRENT_TIME, &error) == FALSE) {
    const std::unique_ptr<GError, Deleter<g_error_free>> owner(error);
    ui::show_error(parent,
                   tr("No program that shows the user guide can be started: {}. Open the file “{}” in a browser.",
                      std::string(error->message), page.string()));
  }
}

}  // namespace nst::gimp
