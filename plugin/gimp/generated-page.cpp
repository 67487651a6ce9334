// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/generated-page.h"

#include "core/catalogue.h"
#include "core/error.h"
#include "core/i18n.h"
#include "plugin/generators.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/generator-widgets.h"
#include "plugin/gimp/model-changes.h"
#include "plugin/gimp/model-manager.h"
#include "plugin/gimp/styles.h"
#include "plugin/model-folders.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {
namespace {

/// So many are on the page: one scrolls a long time.
constexpr std::uint32_t batch_size = 5000;

/// So many are painted at once: few enough to show something soon, enough to be fast.
constexpr std::size_t painted_at_once = 16;

/// Empty if it is not installed.
std::string weights_of(const std::string& model) {
  try {
    return find_model(model, model_folders()).string();
  } catch (const Error&) {
    return {};
  }
}

GtkWidget* new_dim_label(const char* text) {
  GtkWidget* label = gtk_label_new(text);
  gtk_label_set_xalign(GTK_LABEL(label), 0);
  gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
  gtk_style_context_add_class(gtk_widget_get_style_context(label), GTK_STYLE_CLASS_DIM_LABEL);
  return label;
}

}  // namespace

GeneratedPage::GeneratedPage(GimpProcedureConfig* config, GtkSizeGroup* labels, ChosenStyles& chosen,
                             StyleThumbnails& thumbnails, KeptSwatches& kept)
    : config_(config),
      thumbnails_(thumbnails),
      kept_(kept),
      grid_(tr("Swatches"), chosen,
            {.word = [this](std::size_t place) { return word(place); },
             .item = [this](const std::string& text) { return item(text); },
             .name = [this](std::size_t place) { return tr("Swatch {}", seed(place)); },
             .tooltip = [this](std::size_t place) { return tr("Swatch {}", seed(place)); },
             .wanted = [this](const std::vector<std::size_t>& items) { want(items); },
             .kept = [this](std::size_t place, bool keeps) { keep(place, keeps); }}),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)),
      message_(new_dim_label("")) {
  make_box(labels);
  for (const char* signal : {"notify::style-generator", "notify::truncation"}) {
    g_signal_connect_swapped(config, signal, G_CALLBACK(+[](GeneratedPage* self) { self->show(); }), this);
  }
  kept_.on_change([this] { show_stars(); });
  on_models_change(config, box_, [this] { follow_models(); });
  show();
}

GeneratedPage::~GeneratedPage() { g_signal_handlers_disconnect_by_data(config_, this); }

void GeneratedPage::make_box(GtkSizeGroup* labels) {
  GtkWidget* button = gtk_button_new_with_mnemonic(tr("_New batch"));
  gtk_widget_set_tooltip_text(button, tr("Shows swatches that were not there before"));
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(+[](GeneratedPage* self) {
                             const std::uint32_t next = self->first_seed_ + batch_size;
                             self->first_seed_ = next + batch_size > largest_swatch_seed ? 0 : next;
                             self->show();
                           }),
                           this);
  GtkWidget* row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(row), make_generator_chooser(config_, labels, style_generator), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(row), button, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), row, FALSE, FALSE, 0);
  lack_.set_button(tr("Sho_w Models…"), tr("Shows the networks that paint, and lets you add and remove some"),
                   [this] { manage_models(GTK_WINDOW(gtk_widget_get_toplevel(box_)), config_); });
  gtk_box_pack_start(GTK_BOX(box_), lack_.widget(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), grid_.grid().widget(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(box_), message_, FALSE, FALSE, 0);
  gtk_widget_show_all(box_);
  gtk_widget_set_no_show_all(grid_.grid().widget(), TRUE);
}

/// Swatches that are shown stay, unless their generator went, came or became another one.
void GeneratedPage::follow_models() {
  if (weights_ != weights_of(model_)) {
    thumbnails_.work.add(Lane::list, [this](const std::stop_token&) -> BackgroundWork::Done {
      thumbnails_.painter.forget();
      return {};
    });
    show();
  }
}

void GeneratedPage::show() {
  ++batch_;
  const char* hint = tr("Click a swatch to choose it; hold Ctrl to choose several.");
  try {
    model_ = generator_id(text_argument(config_, style_generator));
    weights_ = weights_of(model_);
    const std::string lack = lack_of_generator(model_);
    lack_.say(ui::Sign::warning, lack.empty() ? std::vector<std::string>() : std::vector{lack});
    gtk_label_set_text(GTK_LABEL(message_), lack.empty() ? hint : "");
    gtk_widget_set_visible(grid_.grid().widget(), lack.empty());
    grid_.show(lack.empty() ? batch_size : 0);
    stars_.clear();
    show_stars();
  } catch (const Error& error) {
    gtk_label_set_text(GTK_LABEL(message_), error.what());
    grid_.show(0);
  }
}

void GeneratedPage::keep(std::size_t item, bool kept) {
  try {
    kept_.keep(word(item), kept);
  } catch (const Error& error) {
    gtk_label_set_text(GTK_LABEL(message_), error.what());
    grid_.grid().set_kept(item, !kept);
  }
}

void GeneratedPage::show_stars() {
  std::set<std::size_t> stars;
  for (const std::string& word : kept_.words()) {
    if (const auto place = item(word); place && *place < batch_size) {
      stars.insert(*place);
    }
  }
  for (const std::size_t place : std::exchange(stars_, stars)) {
    grid_.grid().set_kept(place, stars.contains(place));
  }
  for (const std::size_t place : stars_) {
    grid_.grid().set_kept(place, true);
  }
}

std::string GeneratedPage::word(std::size_t item) const {
  return word_of(GeneratedStyle{model_, {{.seed = seed(item)}}});
}

std::optional<std::size_t> GeneratedPage::item(const std::string& word) const {
  if (!is_generated_style(word)) {
    return {};
  }
  try {
    const GeneratedStyle style = parse_generated_style(word);
    if (style.model != model_ || style.swatches.size() != 1 || style.swatches.front().seed < first_seed_) {
      return {};
    }
    return style.swatches.front().seed - first_seed_;
  } catch (const Error&) {
    return {};
  }
}

void GeneratedPage::want(const std::vector<std::size_t>& items) {
  double truncation = 1;
  g_object_get(config_, "truncation", &truncation, nullptr);
  std::vector<BackgroundWork::Work> work;
  for (std::size_t first = 0; first < items.size(); first += painted_at_once) {
    const std::vector<std::size_t> part(
        items.begin() + static_cast<std::ptrdiff_t>(first),
        items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), first + painted_at_once)));
    std::vector<SwatchPoint> points;
    for (const std::size_t place : part) {
      points.push_back({.seeds = {seed(place)}});
    }
    work.push_back([this, part, points = std::move(points), model = model_, truncation,
                    batch = batch_](std::stop_token stop) -> BackgroundWork::Done {
      std::vector<Image> images;
      std::string failure;
      try {
        images = thumbnails_.painter.paint(model, points, truncation, std::move(stop));
      } catch (const Error& error) {
        failure = error.what();
      }
      return [this, part, batch, images = std::move(images), failure] {
        if (batch != batch_) {
          return;
        }
        if (!failure.empty()) {
          gtk_label_set_text(GTK_LABEL(message_), failure.c_str());
        }
        for (std::size_t i = 0; i < images.size(); ++i) {
          grid_.grid().set_picture(part[i], images[i]);
        }
      };
    });
  }
  thumbnails_.work.replace(Lane::view, std::move(work));
}

}  // namespace nst::gimp
