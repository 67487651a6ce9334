// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/vips-session.h"

#include "core/error.h"
#include "core/i18n.h"

#include <vips/vips.h>

namespace nst {
namespace {

bool start() {
  const auto silent = [](const char*, GLogLevelFlags, const char*, void*) {};
  g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO),
                    silent, nullptr);
  if (vips_init("neural-style") != 0) {
    throw Error(tr("The picture library libvips cannot be started ({}). Install it again.", take_vips_failure()));
  }
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoadMatrix", TRUE);  // it takes a text of numbers for a picture
  return true;
}

}  // namespace

VipsSession::VipsSession() {
  static std::mutex mutex;
  turn_ = std::unique_lock(mutex);
  [[maybe_unused]] static const bool started = start();
}

// The cache is emptied, not switched off: libvips 8.16 frees its built-in profiles while they are in use if it has
// none.
VipsSession::~VipsSession() {
  const int largest = vips_cache_get_max();
  vips_cache_set_max(0);
  vips_cache_set_max(largest);
}

std::string take_vips_failure() {
  std::string failure = vips_error_buffer();
  vips_error_clear();
  return failure.substr(0, failure.find('\n'));
}

}  // namespace nst
