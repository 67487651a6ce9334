// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/model-manager.h"

#include "core/error.h"
#include "core/i18n.h"
#include "core/model-import.h"
#include "plugin/gimp/background-work.h"
#include "plugin/gimp/chosen-encoder.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/help-page.h"
#include "plugin/gimp/model-changes.h"
#include "plugin/gimp/model-lines.h"
#include "plugin/gimp/worker.h"
#include "plugin/installed-models.h"
#include "plugin/model-download.h"
#include "plugin/model-folders.h"
#include "ui/confirmation.h"
#include "ui/import-dialog.h"
#include "ui/models-window.h"
#include "ui/once-drawn.h"
#include "ui/progress-text.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace nst::gimp {
namespace {

/// What there is at a time.
struct Stock {
  std::vector<InstalledModel> models;
  std::vector<Offer> offers;
  std::string problem;  ///< a sentence, if what can be downloaded is not known
};

/// For the worker.
Stock take_stock() {
  Stock stock{.models = installed_models(), .offers = {}, .problem = {}};
  try {
    const std::filesystem::path folder = user_model_folder();
    for (const ModelSource& source : model_sources()) {
      const bool there =
          std::ranges::any_of(stock.models, [&](const InstalledModel& model) { return model.entry.id == source.id; });
      if (!there) {
        stock.offers.push_back({source, downloaded_bytes(source, folder)});
      }
    }
  } catch (const Error& error) {
    stock.problem = error.what();
  }
  return stock;
}

std::string news_of(const ImportedModel& model) {
  const std::string sum = model.compared ? tr("Its SHA-256 is the expected one.")
                                         : tr("Its SHA-256 is {}: compare it with the publisher's.", model.sha256);
  return tr("“{}” is installed as {}.", model.name, model.id) + " " + sum;
}

class Manager {
 public:
  Manager(GtkWindow* parent, GimpProcedureConfig* config);
  void run();

 private:
  using Work = std::function<void(const Progress&)>;

  ModelActions actions();
  void refresh();
  void show(const Stock& stock);
  void check_machine();
  void import_file();
  void download(const ModelSource& source);
  void remove(const InstalledModel& model);
  void use(const InstalledModel& model);
  void close();
  bool carry_out(const std::string& title, const Work& work);
  void say(ui::Sign sign, const std::string& sentence);

  GimpProcedureConfig* config_;
  std::unique_ptr<GMainLoop, Deleter<g_main_loop_unref>> loop_;
  std::stop_source stop_;
  bool working_ = false;
  bool closing_ = false;
  std::string lack_;  ///< why nothing can be added; empty where it can
  std::span<const InputConvention> conventions_;
  ui::ModelsWindow window_;
  BackgroundWork looks_;  // the last: what it brings goes to the others
};

Manager::Manager(GtkWindow* parent, GimpProcedureConfig* config)
    : config_(config),
      loop_(g_main_loop_new(nullptr, FALSE)),
      window_({.import_file = [this] { import_file(); },
               .stop = [this] { stop_.request_stop(); },
               .help = [this] { open_help(window_.window(), "models"); },
               .close = [this] { close(); }}) {
  if (parent != nullptr) {
    gtk_window_set_transient_for(window_.window(), parent);
    gtk_window_set_modal(window_.window(), TRUE);
  } else {
    gimp_window_set_transient(window_.window());
  }
}

void Manager::run() {
  refresh();
  looks_.begin();
  ui::once_drawn(GTK_WIDGET(window_.window()), [this] { check_machine(); });
  gtk_window_present(window_.window());
  g_main_loop_run(loop_.get());
  // It is gone for the user at once, though what is loaded beside it may take a moment to end.
  gtk_widget_hide(GTK_WIDGET(window_.window()));
  gdk_display_flush(gtk_widget_get_display(GTK_WIDGET(window_.window())));
  if (config_ != nullptr) {
    tell_models_change(config_);  // of what happened here and, meanwhile, elsewhere
  }
}

ModelActions Manager::actions() {
  ModelActions actions{.remove = [this](const InstalledModel& model) { remove(model); },
                       .use = {},
                       .download = [this](const ModelSource& source) { download(source); }};
  if (config_ != nullptr && takes_encoder(config_)) {
    actions.use = [this](const InstalledModel& model) { use(model); };
  }
  return actions;
}

void Manager::refresh() {
  looks_.add(Lane::list, [this](const std::stop_token&) -> BackgroundWork::Done {
    return [this, stock = take_stock()] { show(stock); };
  });
}

void Manager::show(const Stock& stock) {
  const std::filesystem::path encoder = config_ == nullptr ? std::filesystem::path() : chosen_encoder(config_);
  window_.show(installed_lines(stock.models, encoder, actions()), offered_lines(stock.offers, actions()));
  if (!stock.problem.empty()) {
    say(ui::Sign::warning, stock.problem);
  }
}

/// Whatever makes models needs what paints: where that cannot be loaded, it is said at once.
void Manager::check_machine() {
  looks_.add(Lane::view, [this](const std::stop_token&) -> BackgroundWork::Done {
    try {
      return [this, known = conventions()] {
        conventions_ = known;
        window_.allow_adding(true);
      };
    } catch (const Error& error) {
      return [this, message = std::string(error.what())] {
        lack_ = message;
        say(ui::Sign::warning, {});
      };
    }
  });
}

/// Why nothing can be added stays to be read behind whatever is said.
void Manager::say(ui::Sign sign, const std::string& sentence) {
  const std::string between = sentence.empty() || lack_.empty() ? "" : "\n";
  window_.say(lack_.empty() ? sign : ui::Sign::warning, sentence + between + lack_);
}

/// Gives whether the work came to its end; if it did not, the window says why.
bool Manager::carry_out(const std::string& title, const Work& work) {
  const auto tell = [&](double share, std::optional<std::chrono::seconds> left) {
    window_.update(share, tr("{}: {}", title, ui::progress_text(share, left)));
  };
  stop_ = {};
  working_ = true;
  window_.begin(title);
  std::string message;
  bool done = false;
  ui::Sign sign = ui::Sign::information;
  try {
    run_beside_main_loop(work, stop_.get_token(), tell);
    done = true;
  } catch (const Cancelled&) {
    message = tr("Stopped.");
  } catch (const std::exception& error) {
    message = error.what();
    sign = ui::Sign::warning;
  }
  working_ = false;
  window_.end();
  say(sign, message);
  refresh();
  if (closing_) {
    g_main_loop_quit(loop_.get());
  }
  return done;
}

void Manager::import_file() {
  std::optional<ui::ImportChoice> choice = ui::ask_for_import(window_.window(), conventions_);
  if (!choice) {
    return;
  }
  constexpr std::string_view start = "encoder-";
  std::string& id = choice->options.id;
  if (!id.empty() && !id.starts_with(start)) {
    id = std::string(start) + id;
  }
  ImportedModel model;
  const Work work = [&](const Progress& progress) {
    model = import_model(choice->file, user_model_folder(), choice->options, progress);
  };
  if (carry_out(tr("Importing “{}”", choice->file.filename().string()), work)) {
    say(ui::Sign::information, news_of(model));
  }
}

void Manager::download(const ModelSource& source) {
  const ui::Confirmation question{
      .question = tr("Download {}?", source.title),
      .explanation = tr("{} come from {}. The file is checked by its SHA-256, and what is needed of it is kept in your "
                        "folder of models. The network is the work of {}.",
                        size_text(source.bytes), source.address, source.rights),
      .yes = tr("_Download")};
  if (!ui::confirm(window_.window(), question)) {
    return;
  }
  ImportedModel model;
  const Work work = [&](const Progress& progress) {
    model = download_model(source, user_model_folder(), usual_patience, progress);
  };
  if (carry_out(tr("Downloading {}", source.title), work)) {
    say(ui::Sign::information, news_of(model));
  }
}

void Manager::remove(const InstalledModel& model) {
  const ui::Confirmation question{.question = tr("Remove “{}”?", title_of(model)),
                                  .explanation = tr("Its folder “{}” is deleted. What was painted with it stays.",
                                                    model.entry.weights.parent_path().string()),
                                  .yes = tr("_Remove")};
  if (!ui::confirm(window_.window(), question)) {
    return;
  }
  const std::string title = title_of(model);
  const bool used = config_ != nullptr && chosen_encoder(config_) == model.entry.weights;
  const Work work = [id = model.entry.id](const Progress&) { remove_model(id); };
  if (carry_out(tr("Removing {}", title), work)) {
    if (used) {
      choose_encoder(config_, {});
    }
    say(ui::Sign::information, tr("“{}” was removed.", title));
  }
}

void Manager::use(const InstalledModel& model) {
  choose_encoder(config_, model.entry.weights);
  say(ui::Sign::information, tr("The dialog paints with “{}” now.", title_of(model)));
  refresh();
}

void Manager::close() {
  if (working_) {
    closing_ = true;
    stop_.request_stop();
  } else {
    g_main_loop_quit(loop_.get());
  }
}

}  // namespace

void manage_models(GtkWindow* parent, GimpProcedureConfig* config) { Manager(parent, config).run(); }

void offer_models(ui::Notice& notice, GimpProcedureConfig* config) {
  notice.set_button(tr("Sho_w Models…"), tr("Shows the networks that paint, and lets you add and remove some"),
                    [&notice, config] { manage_models(GTK_WINDOW(gtk_widget_get_toplevel(notice.widget())), config); });
}

}  // namespace nst::gimp
