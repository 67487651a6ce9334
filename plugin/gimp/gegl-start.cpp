// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/gegl-start.h"

#include <gegl.h>

#include <optional>
#include <string>

namespace nst::gimp {
namespace {

/// A variable of the environment that has another value while this object is there.
class Setting {
 public:
  Setting(const char* name, const char* value) : name_(name) {
    if (const char* before = g_getenv(name)) {
      before_ = before;
    }
    g_setenv(name, value, TRUE);
  }
  ~Setting() { before_ ? static_cast<void>(g_setenv(name_, before_->c_str(), TRUE)) : g_unsetenv(name_); }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

std::optional<Setting>& babl_tables() {
  static std::optional<Setting> setting;
  return setting;
}

}  // namespace

void lighten_babl() { babl_tables().emplace("BABL_LUT", "0"); }

void start_gegl() {
  const Setting operations("GEGL_PATH", "");
  gegl_init(nullptr, nullptr);
  babl_tables().reset();
}

}  // namespace nst::gimp
