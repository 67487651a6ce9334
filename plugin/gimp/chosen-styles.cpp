// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/chosen-styles.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/text-lines.h"
#include "plugin/trained-styles.h"

#include <algorithm>
#include <utility>

namespace nst::gimp {
namespace {

/// The item or resource in an argument, which is emptied.
template <typename T>
T* take_object(GimpProcedureConfig* config, const char* argument) {
  T* object = object_argument<T>(config, argument);
  if (object != nullptr) {
    g_object_set(config, argument, nullptr, nullptr);
  }
  return object;
}

// The words for what an argument has, which is then emptied. They throw Error if it makes no sense.

void take_file(GimpProcedureConfig* config, std::vector<std::string>& words) {
  if (const std::string path = path_argument(config, style_file); !path.empty()) {
    words.push_back(file_word(path));
    g_object_set(config, style_file, nullptr, nullptr);
  }
}

void take_swatches(GimpProcedureConfig* config, std::vector<std::string>& words) {
  if (const std::string seeds = text_argument(config, style_seeds); !seeds.empty()) {
    words.push_back(word_of(
        GeneratedStyle{generator_id(text_argument(config, style_generator)), parse_seeds(seeds, most_style_swatches)}));
    g_object_set(config, style_seeds, "", nullptr);
  }
}

void take_trained(GimpProcedureConfig* config, std::vector<std::string>& words) {
  if (const std::string name = text_argument(config, style_trained); !name.empty()) {
    words.push_back(trained_style_word(trained_style_id(name)));
    g_object_set(config, style_trained, "", nullptr);
  }
}

}  // namespace

void move_styles_into_list(GimpProcedureConfig* config) {
  std::vector<std::string> words;
  for (const auto& take : {take_file, take_swatches, take_trained}) {
    try {
      take(config, words);
    } catch (const Error&) {
      // "Paint" says what is wrong.
    }
  }
  if (auto* layer = take_object<GimpDrawable>(config, style_layer)) {
    words.push_back(layer_word(layer));
  }
  if (auto* pattern = take_object<GimpPattern>(config, style_pattern)) {
    words.push_back(pattern_word(pattern));
  }
  if (!words.empty()) {
    std::vector<std::string> lines = split_lines(text_argument(config, styles_argument));
    lines.insert(lines.end(), words.begin(), words.end());
    g_object_set(config, styles_argument, joined_lines(lines).c_str(), nullptr);
  }
}

ChosenStyles::ChosenStyles(GimpProcedureConfig* config, GimpImage* image, StyleThumbnails& thumbnails)
    : config_(config),
      image_(image),
      thumbnails_(thumbnails),
      list_({.changed = [this] { save(); }, .dropped = [this](const auto& files) { add_files(files); }}) {
  move_styles_into_list(config);
  load();
  const auto changed = +[](ChosenStyles* self) {
    if (!self->saving_ && self->lines() != self->shown_) {  // not where regions got another strength, say
      self->load();
      self->tell();
    }
  };
  for (const char* signal : {"notify::styles", "notify::regions"}) {
    g_signal_connect_swapped(config, signal, G_CALLBACK(changed), this);
  }
}

ChosenStyles::~ChosenStyles() { g_signal_handlers_disconnect_by_data(config_, this); }

std::vector<std::string> ChosenStyles::lines() const {
  if (region_ == rest_word) {
    return split_lines(text_argument(config_, styles_argument));
  }
  const std::vector<RegionLine> regions = listed_regions(config_);
  const auto found = std::ranges::find(regions, region_, &RegionLine::mask);
  return found == regions.end() ? std::vector<std::string>() : found->styles;
}

void ChosenStyles::set_lines(const std::vector<std::string>& lines) {
  if (region_ == rest_word) {
    g_object_set(config_, styles_argument, joined_lines(lines).c_str(), nullptr);
    return;
  }
  std::vector<RegionLine> regions = listed_regions(config_);
  const auto found = std::ranges::find(regions, region_, &RegionLine::mask);
  if (found != regions.end() && found->styles != lines) {
    found->styles = lines;
    set_regions(config_, regions);
  }
}

void ChosenStyles::show_region(const std::string& mask) {
  region_ = mask;
  list_.set_placeholder(mask == rest_word
                            ? tr("No style is chosen yet.\nClick a swatch below, or drop picture files here.")
                            : tr("This region has the styles of the rest.\nClick a swatch below to give it its own."));
  load();
  tell();
}

void ChosenStyles::load() {
  std::vector<ui::ChosenStyle> styles;
  std::vector<StyleLine> known;
  shown_ = lines();
  for (const std::string& text : shown_) {
    ui::ChosenStyle style{.word = text, .name = text};
    try {
      const StyleLine line = parse_style_line(text, image_);
      style = {.word = line.word, .name = title_of(line), .weight = line.weight};
      known.push_back(line);
    } catch (const Error&) {
      // "Paint" says what is wrong with it.
    }
    if (std::ranges::find(styles, style.word, &ui::ChosenStyle::word) == styles.end()) {
      styles.push_back(std::move(style));
    }
  }
  list_.show(std::move(styles));
  for (const StyleLine& line : known) {
    want_thumbnail(line);
  }
}

void ChosenStyles::want_thumbnail(const StyleLine& line) {
  double truncation = 1;
  g_object_get(config_, "truncation", &truncation, nullptr);
  thumbnails_.make(Lane::list, line.place, truncation, [this, word = line.word](const Image& picture) {
    if (!picture.empty()) {
      list_.set_thumbnail(word, picture);
    }
  });
}

void ChosenStyles::save() {
  std::vector<std::string> lines;
  for (const ui::ChosenStyle& style : list_.styles()) {
    lines.push_back(style_line_text(style.word, style.weight));
  }
  saving_ = true;
  set_lines(lines);
  saving_ = false;
  shown_ = std::move(lines);
  tell();
}

std::vector<std::string> ChosenStyles::words() const {
  std::vector<std::string> words;
  for (const ui::ChosenStyle& style : list_.styles()) {
    words.push_back(style.word);
  }
  return words;
}

void ChosenStyles::tell() const {
  for (const auto& follow : followers_) {
    follow();
  }
}

void ChosenStyles::add(const std::string& word) {
  const StyleLine line = parse_style_line(word, image_);
  if (has(line.word)) {
    return;
  }
  list_.add({.word = line.word, .name = title_of(line)});
  want_thumbnail(line);
  save();
}

void ChosenStyles::remove(const std::string& word) {
  const auto found = std::ranges::find(list_.styles(), word, &ui::ChosenStyle::word);
  if (found != list_.styles().end()) {
    list_.remove(static_cast<std::size_t>(found - list_.styles().begin()));
  }
}

void ChosenStyles::add_files(const std::vector<std::filesystem::path>& files) {
  for (const std::filesystem::path& file : files) {
    try {
      add(file_word(file.string()));
    } catch (const Error&) {
      // A name that cannot be written down.
    }
  }
}

}  // namespace nst::gimp
