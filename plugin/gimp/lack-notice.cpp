// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/lack-notice.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "core/settings.h"
#include "plugin/blas-check.h"
#include "plugin/encoder-file.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/model-changes.h"
#include "plugin/gimp/model-manager.h"
#include "ui/once-drawn.h"

#include <filesystem>
#include <system_error>

namespace nst::gimp {
namespace {

/// Whether there is the file that `find` gives.
bool is_there(std::filesystem::path (*find)(const Settings&), const Settings& settings) {
  try {
    std::error_code error;
    return std::filesystem::exists(find(settings), error);
  } catch (const Error&) {
    return false;
  }
}

std::vector<std::string> lacks(const Settings& settings) {
  std::vector<std::string> sentences;
  if (!is_there(encoder_file, settings)) {
    sentences.push_back(
        settings.encoder.empty()
            ? tr("Nothing can be painted: the network that looks at pictures, “{}”, is not installed. Install Neural "
                 "Style again, or add another one under Models and use that.",
                 std::string(default_encoder))
            : tr("Nothing can be painted: the file “{}” of the network that looks at pictures does not exist. Use "
                 "another one under Models.",
                 settings.encoder));
  }
  if (!is_there(decoder_file, settings)) {
    sentences.push_back(
        settings.decoder.empty()
            ? tr("There are no drafts and no preview: the network “{}” is not installed. Normal and Best work. Install "
                 "Neural Style again to have drafts.",
                 std::string(default_decoder))
            : tr("There are no drafts and no preview: the file “{}” does not exist. Normal and Best work. Choose "
                 "another one as Draft network on the page Advanced, or none.",
                 settings.decoder));
  }
  return sentences;
}

}  // namespace

LackNotice::LackNotice(GtkWidget* dialog, GimpProcedureConfig* config) : config_(config) {
  offer_models(notice_, config);
  for (const char* signal : {"notify::encoder", "notify::decoder"}) {
    g_signal_connect_swapped(config, signal, G_CALLBACK(+[](LackNotice* self) { self->follow(); }), this);
  }
  on_models_change(config, widget(), [this] { follow(); });
  follow();
  check_machine();
  ui::once_drawn(dialog, [this] { looks_.begin(); });
}

LackNotice::~LackNotice() { g_signal_handlers_disconnect_by_data(config_, this); }

/// Done when the dialog is drawn: what paints is loaded for it.
void LackNotice::check_machine() {
  looks_.add(Lane::list, [this](const std::stop_token&) -> BackgroundWork::Done {
    std::vector<std::string> sentences;
    try {
      if (blas_is_slow()) {
        sentences.emplace_back(slow_blas_advice());
      }
    } catch (const Error& error) {
      sentences.emplace_back(error.what());
    }
    return [this, sentences] {
      machine_ = sentences;
      follow();
    };
  });
}

void LackNotice::follow() {
  std::vector<std::string> sentences = machine_;
  try {
    Settings settings;
    settings.encoder = path_argument(config_, "encoder");
    settings.decoder = path_argument(config_, "decoder");
    for (std::string& sentence : lacks(settings)) {
      sentences.push_back(std::move(sentence));
    }
  } catch (const Error& error) {
    sentences.emplace_back(error.what());
  }
  notice_.say(ui::Sign::warning, sentences);
}

}  // namespace nst::gimp
