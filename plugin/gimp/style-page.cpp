// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/style-page.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/file-dialog.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/model-changes.h"
#include "plugin/gimp/option-widgets.h"
#include "plugin/gimp/region-plan.h"
#include "plugin/gimp/styles.h"
#include "ui/on-press.h"
#include "ui/once-drawn.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace nst::gimp {
namespace {

// A row of swatches, with what is above and below: what is left on a small screen when there are regions, and a notice.
constexpr int least_height = 156;

}  // namespace

StylePage::StylePage(GimpProcedureConfig* config, GimpImage* image, GtkSizeGroup* labels,
                     const std::vector<GtkWidget*>& more)
    : config_(config),
      kept_(kept_swatches_file()),
      chosen_(config, image, thumbnails_),
      region_(config, image, labels, chosen_),
      generated_(config, labels, chosen_, thumbnails_, kept_),
      gallery_(tr("Kept swatches"), tr("No swatch is kept yet. A click on its star keeps one."), chosen_, thumbnails_,
               &kept_),
      files_(tr("Recent pictures"), tr("No picture was opened lately. Choose one with the button above."), chosen_,
             thumbnails_),
      layers_(tr("Layers"), tr("No image is open."), chosen_, thumbnails_),
      patterns_(tr("Patterns"), tr("GIMP has no patterns."), chosen_, thumbnails_),
      trained_(tr("Trained styles"), "", chosen_, thumbnails_),
      box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)),
      stack_(gtk_stack_new()) {
  files_.show_when_seen(recent_files);
  layers_.show_when_seen([image] { return open_layers(image); });
  patterns_.show_when_seen(all_patterns);
  gtk_box_pack_start(GTK_BOX(box_), region_.widget(), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), chosen_.widget(), FALSE, FALSE, 0);
  make_sources();
  make_options(labels, more);
  gtk_widget_show_all(box_);
  ui::once_drawn(box_, [this] { thumbnails_.work.begin(); });
}

void StylePage::make_sources() {
  const auto add = [this](const char* name, const char* title, GtkWidget* page) {
    gtk_stack_add_titled(GTK_STACK(stack_), page, name, title);
  };
  add("generated", tr("Generated"), generated_.widget());
  add("kept", tr("Kept"), gallery_.widget());
  add("files", tr("Files"), make_files());
  add("layers", tr("Layers"), layers_.widget());
  add("patterns", tr("Patterns"), patterns_.widget());
  gtk_widget_set_no_show_all(trained_.widget(), TRUE);
  add("trained", tr("Trained"), trained_.widget());
  show_trained();
  on_models_change(config_, box_, [this] { show_trained(); });
  gtk_widget_set_size_request(stack_, -1, least_height);
  GtkWidget* switcher = gtk_stack_switcher_new();
  gtk_stack_switcher_set_stack(GTK_STACK_SWITCHER(switcher), GTK_STACK(stack_));
  gtk_widget_show(switcher);
  gtk_widget_set_no_show_all(switcher, TRUE);  // it shows the buttons of those pages that can be seen
  gtk_widget_set_halign(switcher, GTK_ALIGN_CENTER);
  ui::set_accessible_name(switcher, tr("Where styles come from"));
  gtk_box_pack_start(GTK_BOX(box_), switcher, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box_), stack_, TRUE, TRUE, 0);
  // The swatches have the keyboard when the dialog opens: arrows and Space choose one, Return paints.
  g_signal_connect(generated_.area(), "map", G_CALLBACK(gtk_widget_grab_focus), nullptr);
}

/// The page of trained styles is there while there are some.
void StylePage::show_trained() {
  std::vector<StyleLine> trained = trained_styles();
  gtk_widget_set_visible(trained_.widget(), !trained.empty());
  if (!std::ranges::equal(trained, trained_.lines(), {}, &StyleLine::word, &StyleLine::word)) {
    trained_.show(std::move(trained));
  }
}

GtkWidget* StylePage::make_files() {
  GtkWidget* button = gtk_button_new_with_mnemonic(tr("Choose pict_ures…"));
  gtk_widget_set_tooltip_text(button, tr("Adds picture files to the styles, several at once"));
  gtk_widget_set_halign(button, GTK_ALIGN_START);
  ui::on_press(button, [this] { ask_for_files(); });
  GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
  gtk_box_pack_start(GTK_BOX(box), button, FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), files_.widget(), TRUE, TRUE, 0);
  return box;
}

void StylePage::make_options(GtkSizeGroup* labels, const std::vector<GtkWidget*>& more) {
  const auto add = [this](GtkWidget* widget) { gtk_box_pack_start(GTK_BOX(box_), widget, FALSE, FALSE, 0); };
  for (const char* name : style_page_options) {
    if (std::string_view(name) != "quality") {
      add(make_option_widget(config_, labels, name));
    }
  }
  // Side by side: a small screen has no room for a line more.
  const GObjectPtr<GtkSizeGroup> own(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  GtkWidget* row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_border);
  gtk_box_pack_start(GTK_BOX(row), make_option_widget(config_, labels, "quality"), FALSE, FALSE, 0);
  gtk_box_pack_start(GTK_BOX(row), make_preset_chooser(config_, own.get()), TRUE, TRUE, 0);
  add(row);
  std::ranges::for_each(more, add);
}

void StylePage::ask_for_files() {
  const std::vector<std::filesystem::path> paths = ask_for_pictures(GTK_WINDOW(gtk_widget_get_toplevel(box_)));
  std::vector<StyleLine> lines;
  for (const std::filesystem::path& path : paths) {
    lines.push_back({file_word(path.string()), 1, path.stem().string(), StyleWord{.file = path}});
  }
  for (const StyleLine& line : files_.lines()) {
    if (std::ranges::find(lines, line.word, &StyleLine::word) == lines.end()) {
      lines.push_back(line);
    }
  }
  if (!paths.empty()) {
    files_.show(std::move(lines));
    chosen_.add_files(paths);
  }
}

void StylePage::require_style() const {
  double strength = 1;
  g_object_get(config_, "strength", &strength, nullptr);
  if (strength > 0 && !has_style(config_) && wants_picture_styles(listed_regions(config_))) {
    throw Error(tr("No style is chosen. Click a swatch, or add a picture."));
  }
}

}  // namespace nst::gimp
