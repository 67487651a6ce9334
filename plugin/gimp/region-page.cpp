// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/region-page.h"

#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/region-masks.h"
#include "plugin/gimp/region-note.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/regions.h"
#include "ui/labels.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace nst::gimp {
namespace {

constexpr const char* mask_key = "mask";
constexpr int longest_line = 40;  // of what is said, in characters

/// A button that opens a menu; its label has an arrow.
GtkWidget* new_menu_button(const char* text) {
  GtkWidget* button = gtk_menu_button_new();
  GtkWidget* label = gtk_label_new_with_mnemonic(text);
  gtk_label_set_mnemonic_widget(GTK_LABEL(label), button);
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(box), label, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), gtk_image_new_from_icon_name("pan-down-symbolic", GTK_ICON_SIZE_BUTTON), FALSE,
                     FALSE, 0);
  gtk_container_add(GTK_CONTAINER(button), box);
  gtk_widget_set_halign(button, GTK_ALIGN_START);
  return button;
}

}  // namespace

RegionPage::RegionPage(GimpProcedureConfig* config, GimpImage* image, GimpLayer* layer,
                       std::function<void(const std::string&)> choose_styles)
    : config_(config),
      image_(image),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)),
      adder_(new_menu_button(tr("_Add a region"))),
      hint_(ui::new_dim_label(
          tr("There is no mask in this image yet. Select a part and choose Select > Save to Channel, or add "
             "a mask to a layer with Layer > Mask; then it can be added here."),
          longest_line)),
      list_({.selected = [this](std::size_t place) { select(place); },
             .removed = [this](std::size_t place) { remove(place); },
             .moved = [this](std::size_t place, std::size_t before) { move(place, before); }}),
      settings_([this](const RegionLine& line) { change(line); },
                [this, choose = std::move(choose_styles)] { choose(regions_[selected_].mask); }),
      thumbnails_(image, layer, [this](const std::string& mask) { show_mask(mask); }) {
  move_regions_into_list(config, image);
  make_box();
  load();
  handler_ = g_signal_connect_swapped(config, "notify::regions", G_CALLBACK(+[](RegionPage* self) {
                                        if (!self->saving_) {
                                          self->load();
                                        }
                                      }),
                                      this);
}

RegionPage::~RegionPage() {
  g_signal_handler_disconnect(config_, handler_);
  g_signal_handlers_disconnect_by_data(box_, this);
}

void RegionPage::make_box() {
  const auto add = [this](GtkWidget* widget, bool grows = false) {
    gtk_box_pack_start(GTK_BOX(box_), widget, grows ? TRUE : FALSE, grows ? TRUE : FALSE, 0);
  };
  add(ui::new_dim_label(
      tr("Parts of the picture can be painted in their own ways. A part that is lower in the list lies over those "
         "above it."),
      longest_line));
  add(list_.widget(), true);
  gtk_widget_set_tooltip_text(adder_, tr("Adds a part of the picture: a channel, a layer mask or a layer, white where "
                                         "the part is"));
  add(adder_);
  add(hint_);
  add(settings_.widget());
  gtk_widget_show_all(box_);
  gtk_widget_set_no_show_all(hint_, TRUE);
  // Not before it is seen: the dialog comes up sooner. And again each time: masks may have been made or painted
  // meanwhile, since GIMP goes on working beside this dialog.
  g_signal_connect_swapped(box_, "map", G_CALLBACK(+[](RegionPage* self) {
                             self->thumbnails_.forget();
                             self->fill_menu();
                             self->show();
                           }),
                           this);
}

void RegionPage::fill_menu() {
  GtkWidget* menu = gtk_menu_new();
  bool any_mask = false;
  std::optional<MaskKind> last;
  for (const OfferedMask& mask : offered_masks(image_)) {
    any_mask = any_mask || mask.kind != MaskKind::layer;
    if (last && *last != mask.kind) {
      gtk_menu_shell_append(GTK_MENU_SHELL(menu), gtk_separator_menu_item_new());
    }
    last = mask.kind;
    // TRANSLATORS: the name of a mask, and whether it is a channel, a layer mask or a layer.
    GtkWidget* item = gtk_menu_item_new_with_label(tr("{} ({})", mask.name, kind_name(mask.kind)).c_str());
    g_object_set_data_full(G_OBJECT(item), mask_key, g_strdup(mask.word.c_str()), g_free);
    g_signal_connect(item, "activate", G_CALLBACK(+[](GtkWidget* chosen, RegionPage* self) {
                       self->add(static_cast<const char*>(g_object_get_data(G_OBJECT(chosen), mask_key)));
                     }),
                     this);
    gtk_menu_shell_append(GTK_MENU_SHELL(menu), item);
  }
  gtk_widget_show_all(menu);
  gtk_menu_button_set_popup(GTK_MENU_BUTTON(adder_), menu);
  gtk_widget_set_visible(hint_, any_mask ? FALSE : TRUE);
}

/// What is in the list already is not offered.
void RegionPage::follow_menu() {
  GtkMenu* menu = gtk_menu_button_get_popup(GTK_MENU_BUTTON(adder_));
  const auto follow = +[](GtkWidget* item, gpointer self) {
    const auto* mask = static_cast<const char*>(g_object_get_data(G_OBJECT(item), mask_key));
    const auto& regions = static_cast<RegionPage*>(self)->regions_;
    const bool listed = mask != nullptr && std::ranges::find(regions, mask, &RegionLine::mask) != regions.end();
    gtk_widget_set_sensitive(item, listed ? FALSE : TRUE);
  };
  gtk_container_foreach(GTK_CONTAINER(menu), follow, this);
}

void RegionPage::load() {
  regions_ = listed_regions(config_);
  selected_ = std::min(selected_, regions_.size() - 1);
  if (gtk_widget_get_mapped(box_) != FALSE) {
    show();
  }
}

void RegionPage::save() {
  saving_ = true;
  set_regions(config_, regions_);
  saving_ = false;
}

void RegionPage::show() {
  std::vector<ui::ShownRegion> shown;
  for (const RegionLine& region : regions_) {
    shown.push_back(
        {.name = region_name(region, image_), .note = note_of(region), .thumbnail = thumbnails_.of(region.mask)});
  }
  list_.show(std::move(shown), selected_);
  select(selected_);
  follow_menu();
}

void RegionPage::add(const std::string& mask) {
  regions_.push_back({.mask = mask});
  selected_ = regions_.size() - 1;
  save();
  load();
}

void RegionPage::remove(std::size_t place) {
  regions_.erase(regions_.begin() + static_cast<std::ptrdiff_t>(place));
  selected_ = std::min(place, regions_.size() - 1);
  save();
  load();
}

void RegionPage::move(std::size_t place, std::size_t before) {
  const auto begin = regions_.begin();
  const auto from = static_cast<std::ptrdiff_t>(place);
  const auto to = static_cast<std::ptrdiff_t>(before);
  if (to < from) {
    std::rotate(begin + to, begin + from, begin + from + 1);
  } else {
    std::rotate(begin + from, begin + from + 1, begin + to);
  }
  selected_ = to < from ? before : before - 1;
  save();
  load();
}

void RegionPage::select(std::size_t place) {
  selected_ = place;
  const RegionLine& region = regions_[place];
  settings_.show(region, region_name(region, image_), region_style_names(region, image_));
}

void RegionPage::change(const RegionLine& line) {
  regions_[selected_] = line;
  save();
  list_.set_note(selected_, note_of(line));
}

std::string RegionPage::note_of(const RegionLine& region) {
  return region_note(region, image_, is_black(thumbnails_.of(region.mask)), regions_.size() == 1);
}

void RegionPage::show_mask(const std::string& mask) {
  if (gtk_widget_get_mapped(box_) == FALSE) {
    return;  // the rows may be those of another list; all are shown anew with the page
  }
  for (std::size_t place = 0; place < regions_.size(); ++place) {
    if (regions_[place].mask == mask) {
      list_.set_thumbnail(place, thumbnails_.of(mask));
      list_.set_note(place, note_of(regions_[place]));
    }
  }
}

}  // namespace nst::gimp
