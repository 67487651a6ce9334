// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/offered-styles.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/open-layers.h"
#include "plugin/trained-styles.h"
#include "ui/labels.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace nst::gimp {
namespace {

constexpr std::size_t most_recent_files = 100;

StyleLine file_line(const std::string& path) {
  const std::filesystem::path file(path);
  return {file_word(path), 1, file.stem().string(), StyleWord{.file = file}};
}

void free_list(GList* list) { g_list_free_full(list, reinterpret_cast<GDestroyNotify>(gtk_recent_info_unref)); }

bool is_picture(GtkRecentInfo* info) {
  const char* type = gtk_recent_info_get_mime_type(info);
  // What the readers of pictures do not take is not offered.
  constexpr std::string_view gimp_image = "image/x-xcf";
  return type != nullptr && std::string_view(type).starts_with("image/") && type != gimp_image &&
         gtk_recent_info_is_local(info) != FALSE && gtk_recent_info_exists(info) != FALSE;
}

GtkWidget* new_message(const char* text) {
  constexpr int border = 24;
  constexpr int longest_line = 40;
  GtkWidget* label = ui::new_dim_label(text, longest_line);
  gtk_label_set_xalign(GTK_LABEL(label), 0.5);
  gtk_label_set_justify(GTK_LABEL(label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start(label, border);
  gtk_widget_set_margin_end(label, border);
  return label;
}

}  // namespace

std::vector<StyleLine> recent_files() {
  const std::unique_ptr<GList, Deleter<free_list>> infos(
      gtk_recent_manager_get_items(gtk_recent_manager_get_default()));
  std::vector<GtkRecentInfo*> pictures;
  for (GList* info = infos.get(); info != nullptr; info = info->next) {
    if (is_picture(static_cast<GtkRecentInfo*>(info->data))) {
      pictures.push_back(static_cast<GtkRecentInfo*>(info->data));
    }
  }
  std::ranges::stable_sort(pictures, std::ranges::greater(), gtk_recent_info_get_modified);
  std::vector<StyleLine> lines;
  for (GtkRecentInfo* info : pictures) {
    const std::string path = take_string(g_filename_from_uri(gtk_recent_info_get_uri(info), nullptr, nullptr));
    if (!path.empty() && lines.size() < most_recent_files) {
      lines.push_back(file_line(path));
    }
  }
  return lines;
}

std::vector<StyleLine> open_layers(GimpImage* image) {
  std::vector<GimpImage*> images = open_images();
  std::ranges::stable_partition(images, [&](GimpImage* other) { return other == image; });
  std::vector<StyleLine> lines;
  for (GimpImage* each : images) {
    const std::string title = take_string(gimp_image_get_name(each));
    for (GimpLayer* layer : all_layers(each)) {
      const std::string name = take_string(gimp_item_get_name(GIMP_ITEM(layer)));
      // TRANSLATORS: a layer and the image it belongs to, as in "sky (holiday.jpg)".
      lines.push_back({layer_word(GIMP_DRAWABLE(layer)), 1, tr("{} ({})", name, title), GIMP_DRAWABLE(layer)});
    }
  }
  return lines;
}

std::vector<StyleLine> all_patterns() {
  const GFreePtr<GimpPattern*> patterns(gimp_patterns_get_list(""));
  std::vector<StyleLine> lines;
  for (GimpPattern** pattern = patterns.get(); pattern != nullptr && *pattern != nullptr; ++pattern) {
    lines.push_back(
        {pattern_word(*pattern), 1, take_string(gimp_resource_get_name(GIMP_RESOURCE(*pattern))), *pattern});
  }
  return lines;
}

std::vector<StyleLine> trained_styles() {
  std::vector<StyleLine> lines;
  for (const TrainedStyleName& style : trained_style_names()) {
    const std::string id = trained_style_id(style.name);
    lines.push_back({trained_style_word(id), 1, style.label, StyleWord{.trained = id}});
  }
  return lines;
}

std::vector<StyleLine> kept_styles(const KeptSwatches& kept) {
  std::vector<StyleLine> lines;
  for (const std::string& word : kept.words()) {
    try {
      lines.push_back(parse_style_line(word, nullptr));
    } catch (const Error&) {
      // A line that someone else wrote.
    }
  }
  return lines;
}

OfferedStyles::OfferedStyles(const std::string& name, const char* none, ChosenStyles& chosen,
                             StyleThumbnails& thumbnails, KeptSwatches* kept)
    : thumbnails_(thumbnails),
      kept_(kept),
      grid_(name, chosen,
            {.word = [this](std::size_t item) { return lines_[item].word; },
             .item = [this](const std::string& word) -> std::optional<std::size_t> {
               const auto found = std::ranges::find(lines_, word, &StyleLine::word);
               return found == lines_.end() ? std::nullopt : std::optional(found - lines_.begin());
             },
             .name = [this](std::size_t item) { return lines_[item].name; },
             .tooltip = [this](std::size_t item) { return lines_[item].name; },
             .wanted =
                 [this](const std::vector<std::size_t>& items) {
                   waiting_.assign(items.begin(), items.end());
                   make_next();
                 },
             .kept = kept == nullptr ? std::function<void(std::size_t, bool)>()
                                     : [this](std::size_t item, bool keeps) { keep(item, keeps); }}),
      stack_(gtk_stack_new()) {
  gtk_stack_add_named(GTK_STACK(stack_), grid_.grid().widget(), "grid");
  gtk_stack_add_named(GTK_STACK(stack_), new_message(none), "none");
  gtk_widget_show_all(stack_);
  if (kept_ != nullptr) {
    kept_->on_change([this] { show(kept_styles(*kept_)); });
    show(kept_styles(*kept_));
  }
}

OfferedStyles::~OfferedStyles() {
  g_signal_handlers_disconnect_by_data(stack_, this);
  if (making_ != 0) {
    g_source_remove(making_);
  }
}

void OfferedStyles::show(std::vector<StyleLine> lines) {
  lines_ = std::move(lines);
  waiting_.clear();
  gtk_stack_set_visible_child_name(GTK_STACK(stack_), lines_.empty() ? "none" : "grid");
  grid_.show(lines_.size());
  for (std::size_t item = 0; kept_ != nullptr && item < lines_.size(); ++item) {
    grid_.grid().set_kept(item, true);
  }
}

void OfferedStyles::show_when_seen(std::function<std::vector<StyleLine>()> find) {
  find_ = std::move(find);
  const auto seen = +[](OfferedStyles* self) {
    if (self->find_) {
      self->show(std::exchange(self->find_, {})());
    }
  };
  g_signal_connect_swapped(stack_, "map", G_CALLBACK(seen), this);
}

void OfferedStyles::keep(std::size_t item, bool kept) {
  try {
    const std::string word = lines_[item].word;
    kept_->keep(word, kept);
  } catch (const Error&) {
    grid_.grid().set_kept(item, !kept);  // the star shows that nothing was changed
  }
}

/// One at a time: asking GIMP for a layer's thumbnail takes its time.
void OfferedStyles::make_next() {
  if (making_ != 0 || waiting_.empty()) {
    return;
  }
  making_ = g_idle_add(
      [](gpointer data) -> gboolean {
        auto* self = static_cast<OfferedStyles*>(data);
        self->making_ = 0;
        if (self->waiting_.empty()) {
          return G_SOURCE_REMOVE;
        }
        const std::size_t item = self->waiting_.front();
        self->waiting_.pop_front();
        const std::string word = self->lines_[item].word;
        self->thumbnails_.make(Lane::view, self->lines_[item].place, 1, [self, item, word](const Image& picture) {
          if (item < self->lines_.size() && self->lines_[item].word == word) {
            self->grid_.grid().set_picture(item, picture);
          }
        });
        self->make_next();
        return G_SOURCE_REMOVE;
      },
      this);
}

}  // namespace nst::gimp
