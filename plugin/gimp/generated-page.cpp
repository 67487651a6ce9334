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
#include "plugin/gimp/swatch-menu.h"
#include "plugin/model-folders.h"
#include "plugin/swatch-word.h"
#include "ui/labels.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {
namespace {

/// So many are painted before they are shown.
constexpr std::size_t shown_at_once = 8;

/// Empty if it is not installed.
std::string weights_of(const std::string& model) {
  try {
    return find_model(model, model_folders()).string();
  } catch (const Error&) {
    return {};
  }
}

void on_click(GtkWidget* button, GeneratedPage* page, void (*action)(GeneratedPage*)) {
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(action), page);
}

/// A button that says what it does, or why it cannot.
void allow(GtkWidget* button, bool allowed, const char* effect, const char* reason) {
  gtk_widget_set_sensitive(button, allowed ? TRUE : FALSE);
  gtk_widget_set_tooltip_text(button, allowed ? effect : reason);
}

std::string name_of(const SwatchPoint& point) { return tr("Swatch {}", swatch_text(point)); }

/// The swatch of the generator `model` that `word` means; nothing if it is none, or several.
std::optional<SwatchPoint> point_of(const std::string& word, const std::string& model) {
  if (!is_generated_style(word)) {
    return {};
  }
  try {
    const GeneratedStyle style = parse_generated_style(word);
    return style.model == model && style.swatches.size() == 1 ? std::optional(style.swatches.front().point)
                                                              : std::nullopt;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

GeneratedPage::GeneratedPage(GimpProcedureConfig* config, GtkSizeGroup* labels, ChosenStyles& chosen,
                             StyleThumbnails& thumbnails, KeptSwatches& kept)
    : config_(config),
      chosen_(chosen),
      thumbnails_(thumbnails),
      kept_(kept),
      grid_(tr("Swatches"), chosen,
            {.word = [this](std::size_t place) { return word(place); },
             .item = [this](const std::string& text) { return item(text); },
             .name = [this](std::size_t place) { return name_of(batch_.point(place)); },
             .tooltip = [this](std::size_t place) { return name_of(batch_.point(place)); },
             .wanted = [this](const std::vector<std::size_t>& items) { want(items); },
             .kept = [this](std::size_t place, bool keeps) { keep(place, keeps); },
             .visited = [this] { update_buttons(); },
             .menu = [this](std::size_t place) { return new_menu(place); }}),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)),
      message_(ui::new_dim_label("")),
      vary_(gtk_button_new_with_mnemonic(tr("Var_y"))),
      blend_(gtk_button_new_with_mnemonic(tr("Blen_d"))),
      back_(gtk_button_new_with_mnemonic(tr("Bac_k"))) {
  make_box(labels);
  for (const char* signal : {"notify::style-generator", "notify::truncation"}) {
    g_signal_connect_swapped(config, signal, G_CALLBACK(+[](GeneratedPage* self) { self->show(); }), this);
  }
  kept_.on_change([this] { show_stars(); });
  on_models_change(config, box_, [this] { follow_models(); });
  chosen.on_change([this] { update_buttons(); });
  show();
}

GeneratedPage::~GeneratedPage() { g_signal_handlers_disconnect_by_data(config_, this); }

void GeneratedPage::make_box(GtkSizeGroup* labels) {
  GtkWidget* button = gtk_button_new_with_mnemonic(tr("_New batch"));
  gtk_widget_set_tooltip_text(button, tr("Shows swatches that were not there before"));
  on_click(button, this, +[](GeneratedPage* self) { self->show_new_batch(); });
  GtkWidget* row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(row), make_generator_chooser(config_, labels, style_generator), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(row), button, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), row, FALSE, FALSE, 0);
  offer_models(lack_, config_);
  gtk_box_pack_start(GTK_BOX(box_), lack_.widget(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), grid_.grid().widget(), TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(box_), make_buttons(), FALSE, FALSE, 0);
  gtk_widget_show_all(box_);
  gtk_widget_set_no_show_all(grid_.grid().widget(), TRUE);
}

/// Swatches that are shown stay, unless their generator went or became another one. Where there are none, what is said
/// in their place may have changed.
void GeneratedPage::follow_models() {
  if (weights_.empty() || weights_ != weights_of(model_)) {
    thumbnails_.work.add(Lane::list, [this](const std::stop_token&) -> BackgroundWork::Done {
      thumbnails_.painter.forget();
      return {};
    });
    show();
  }
}

GtkWidget* GeneratedPage::make_buttons() {
  on_click(back_, this, +[](GeneratedPage* self) { self->go_back(); });
  on_click(vary_, this, +[](GeneratedPage* self) { self->vary_one(); });
  on_click(blend_, this, +[](GeneratedPage* self) { self->blend_chosen(); });
  GtkWidget* row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(row), message_, TRUE, TRUE, 0);
  for (GtkWidget* button : {back_, vary_, blend_}) {
    gtk_widget_set_valign(button, GTK_ALIGN_START);
    gtk_box_pack_start(GTK_BOX(row), button, FALSE, FALSE, 0);
  }
  return row;
}

void GeneratedPage::show() {
  ++round_;
  try {
    const std::string model = generator_id(text_argument(config_, style_generator));
    if (std::exchange(model_, model) != model) {  // the swatches of another one have nothing to do with these
      batch_ = SwatchBatch::of_seeds(first_seed_);
      past_.clear();
    }
    weights_ = weights_of(model_);
    const std::string lack = weights_.empty() ? lack_of_generator(model_) : std::string();
    lack_.say(ui::Sign::warning, lack.empty() ? std::vector<std::string>() : std::vector{lack});
    gtk_label_set_text(GTK_LABEL(message_), lack.empty() ? batch_.hint().c_str() : "");
    gtk_widget_set_visible(grid_.grid().widget(), lack.empty());
    grid_.show(lack.empty() ? batch_.count() : 0);
    stars_.clear();
    show_stars();
  } catch (const Error& error) {
    gtk_label_set_text(GTK_LABEL(message_), error.what());
    grid_.show(0);
  }
  update_buttons();
}

void GeneratedPage::show(SwatchBatch batch) {
  past_.push_back({std::exchange(batch_, std::move(batch)), grid_.grid().visited()});
  show();
  gtk_widget_grab_focus(area());
}

void GeneratedPage::show_new_batch() {
  const std::uint32_t next = first_seed_ + SwatchBatch::size;
  first_seed_ = next + SwatchBatch::size > largest_swatch_seed ? 0 : next;
  show(SwatchBatch::of_seeds(first_seed_));
}

std::optional<SwatchPoint> GeneratedPage::point_to_vary() const {
  if (std::vector<SwatchPoint> points = chosen_points(); points.size() == 1) {
    return std::move(points.front());
  }
  const std::optional<std::size_t> visited = grid_.grid().visited();
  return visited ? std::optional(batch_.point(*visited)) : std::nullopt;
}

void GeneratedPage::vary_one() {
  if (const std::optional<SwatchPoint> point = point_to_vary()) {
    vary(*point);
  }
}

void GeneratedPage::vary(const SwatchPoint& point) {
  try {
    require_valid(variation_of(point, 1));
    show(SwatchBatch::variations_of(point));
  } catch (const Error& error) {
    gtk_label_set_text(GTK_LABEL(message_), error.what());
  }
}

void GeneratedPage::blend(const SwatchPoint& first, const SwatchPoint& last) {
  try {
    require_valid(blend_of(first, last));
    show(SwatchBatch::between(first, last));
  } catch (const Error& error) {
    gtk_label_set_text(GTK_LABEL(message_), error.what());
  }
}

void GeneratedPage::blend_chosen() {
  if (const std::vector<SwatchPoint> points = chosen_points(); points.size() == 2) {
    blend(points[0], points[1]);
  }
}

void GeneratedPage::go_back() {
  const Past past = std::move(past_.back());
  past_.pop_back();
  batch_ = past.batch;
  show();
  if (past.visited) {
    grid_.grid().focus(*past.visited);
  }
  gtk_widget_grab_focus(area());
}

std::vector<SwatchPoint> GeneratedPage::chosen_points() const {
  std::vector<SwatchPoint> points;
  for (const std::string& word : chosen_.words()) {
    if (auto found = point_of(word, model_)) {
      points.push_back(*std::move(found));
    }
  }
  return points;
}

GtkWidget* GeneratedPage::new_menu(std::size_t item) {
  const SwatchPoint point = batch_.point(item);
  std::vector<SwatchMenuOwner::Partner> partners;
  for (const SwatchPoint& other : chosen_points()) {
    if (other != point) {
      partners.push_back({name_of(other), [this, point, other] { blend(point, other); }});
    }
  }
  ui::SwatchGrid& grid = grid_.grid();
  return new_swatch_menu({.vary = [this, point] { vary(point); },
                          .partners = std::move(partners),
                          .kept = grid.is_kept(item),
                          .keep = [&grid, item] { grid.keep(item, !grid.is_kept(item)); }});
}

void GeneratedPage::update_buttons() {
  const bool any = grid_.grid().count() > 0;
  allow(vary_, any && point_to_vary(), tr("Shows variations of the chosen swatch, or of the one that you clicked last"),
        any ? tr("Click a swatch to see variations of it")
            : tr("There is no swatch to vary. Choose a generator that is installed"));
  allow(blend_, any && chosen_points().size() == 2, tr("Shows what lies between the two chosen swatches"),
        tr("Choose two swatches to see what lies between them: click one, and hold Ctrl for the other"));
  allow(back_, !past_.empty(), tr("Shows the swatches that were here before"),
        tr("There is nothing to go back to: these are the first swatches"));
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
    if (const auto place = item(word)) {
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
  return word_of(GeneratedStyle{model_, {{.point = batch_.point(item)}}});
}

std::optional<std::size_t> GeneratedPage::item(const std::string& word) const {
  const auto point = point_of(word, model_);
  return point ? batch_.item(*point) : std::nullopt;
}

void GeneratedPage::want(const std::vector<std::size_t>& items) {
  double truncation = 1;
  g_object_get(config_, "truncation", &truncation, nullptr);
  std::vector<BackgroundWork::Work> work;
  for (std::size_t first = 0; first < items.size(); first += shown_at_once) {
    const std::vector<std::size_t> part(
        items.begin() + static_cast<std::ptrdiff_t>(first),
        items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), first + shown_at_once)));
    std::vector<SwatchPoint> points;
    for (const std::size_t place : part) {
      points.push_back(batch_.point(place));
    }
    work.push_back([this, part, points = std::move(points), model = model_, truncation,
                    round = round_](std::stop_token stop) -> BackgroundWork::Done {
      std::vector<Image> images;
      std::string failure;
      try {
        images = thumbnails_.painter.paint(model, points, truncation, std::move(stop));
      } catch (const Error& error) {
        failure = error.what();
      }
      return [this, part, round, images = std::move(images), failure] {
        if (round != round_) {
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
