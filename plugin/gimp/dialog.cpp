// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/dialog.h"

#include "core/error.h"
#include "core/i18n.h"
#include "plugin/gimp/arguments.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/generator-widgets.h"
#include "plugin/gimp/live-preview.h"
#include "plugin/gimp/option-widgets.h"
#include "plugin/gimp/styles.h"
#include "plugin/gimp/trained-widgets.h"
#include "plugin/trained-styles.h"

#include <libgimp/gimpui.h>

#include <optional>
#include <string>

namespace nst::gimp {
namespace {

constexpr int width = 520;
constexpr int preview_width = 420;

/// The one source that the user chose: a stack with a page for each of the style arguments, named like it. The others
/// are emptied when the dialog is confirmed. Scripts may set several.
class StyleChooser {
 public:
  StyleChooser(GimpProcedureDialog* dialog, GimpProcedureConfig* config, GtkSizeGroup* labels)
      : config_(config), stack_(gtk_stack_new()) {
    const char* chosen = first_set();
    auto* pattern = value<GimpPattern>(style_pattern);
    pattern_ = gimp_pattern_chooser_new(tr("Choose a Pattern"), tr("_Pattern"), pattern);
    gtk_size_group_add_widget(labels, gimp_resource_chooser_get_label(GIMP_RESOURCE_CHOOSER(pattern_)));
    GtkWidget* layer = gimp_procedure_dialog_get_widget(dialog, style_layer, G_TYPE_NONE);
    add(style_file, tr("A file"), make_file_chooser(config, labels, style_file, tr("_File")));
    add(style_layer, tr("A layer"), layer);
    add(style_pattern, tr("A pattern"), pattern_);
    add(style_seeds, tr("Generated"), make_swatch_chooser(config, labels, style_generator, style_seeds));
    if (const std::vector<TrainedStyleName> trained = trained_style_names(); !trained.empty()) {
      add(style_trained, tr("Trained"), make_trained_chooser(config, labels, style_trained, trained));
    }
    gtk_widget_show_all(stack_);
    gtk_stack_set_visible_child_name(GTK_STACK(stack_), chosen);
  }

  GtkWidget* widget() const {
    GtkWidget* switcher = gtk_stack_switcher_new();
    gtk_stack_switcher_set_stack(GTK_STACK_SWITCHER(switcher), GTK_STACK(stack_));
    GtkWidget* box = gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing);
    gtk_box_pack_start(GTK_BOX(box), switcher, FALSE, FALSE, 0);
    gtk_box_pack_start(GTK_BOX(box), stack_, FALSE, FALSE, 0);
    return box;
  }

  /// Brings `config` to the one source that is chosen.
  void apply(GimpProcedureConfig* config) const {
    const std::string chosen = gtk_stack_get_visible_child_name(GTK_STACK(stack_));
    for (const char* argument : {style_file, style_layer, style_pattern}) {
      if (argument != chosen) {
        g_object_set(config, argument, nullptr, nullptr);
      }
    }
    for (const char* argument : {style_seeds, style_trained}) {
      if (argument != chosen) {
        g_object_set(config, argument, "", nullptr);
      }
    }
    // Not bound to the argument: GIMP's chooser always has a pattern, the argument need not.
    if (chosen == style_pattern) {
      g_object_set(config, style_pattern, gimp_resource_chooser_get_resource(GIMP_RESOURCE_CHOOSER(pattern_)), nullptr);
    }
  }

  /// Has `preview` follow what is chosen without an argument.
  void tell(LivePreview& preview) const {
    preview.listen(G_OBJECT(stack_), "notify::visible-child");
    preview.listen(G_OBJECT(pattern_), "resource-set");
  }

 private:
  template <typename T>
  T* value(const char* argument) const {
    T* object = nullptr;
    g_object_get(config_, argument, &object, nullptr);
    const GObjectPtr<T> reference(object);
    return object;
  }
  const char* first_set() const {
    for (const char* argument : {style_file, style_layer, style_pattern}) {
      if (value<GObject>(argument) != nullptr) {
        return argument;
      }
    }
    if (!text_argument(config_, style_trained).empty()) {
      return style_trained;
    }
    return text_argument(config_, style_seeds).empty() ? style_file : style_seeds;
  }
  void add(const char* argument, const char* title, GtkWidget* page) {
    gtk_stack_add_titled(GTK_STACK(stack_), page, argument, title);
  }

  GimpProcedureConfig* config_;
  GtkWidget* stack_;
  GtkWidget* pattern_;
};

void add_page(GtkWidget* pages, Group group, GtkWidget* box) {
  gtk_container_set_border_width(GTK_CONTAINER(box), dialog_border);
  gtk_notebook_append_page(GTK_NOTEBOOK(pages), box, gtk_label_new(tr(label(group))));
}

void add_number(GimpProcedureDialog* dialog, GtkSizeGroup* labels, GtkWidget* box, const char* argument) {
  GtkWidget* entry = gimp_procedure_dialog_get_scale_entry(dialog, argument, 1);
  gtk_size_group_add_widget(labels, gimp_labeled_get_label(GIMP_LABELED(entry)));
  gtk_box_pack_start(GTK_BOX(box), entry, FALSE, FALSE, 0);
}

struct Filled {
  StyleChooser chooser;
  GtkWidget* columns;  ///< the pages, with room for a preview before them
};

Filled fill(GimpProcedureDialog* dialog, GimpProcedureConfig* config, const std::vector<const char*>& numbers) {
  const GObjectPtr<GtkSizeGroup> labels(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL));
  const StyleChooser chooser(dialog, config, labels.get());
  GtkWidget* pages = gtk_notebook_new();
  for (const Group group : groups) {
    GtkWidget* box = make_option_box(config, labels.get(), group);
    if (group == Group::style) {
      int place = 0;
      for (GtkWidget* widget : {chooser.widget(), make_preset_chooser(config, labels.get())}) {
        gtk_box_pack_start(GTK_BOX(box), widget, FALSE, FALSE, 0);
        gtk_box_reorder_child(GTK_BOX(box), widget, place++);
      }
      for (const char* argument : numbers) {
        add_number(dialog, labels.get(), box, argument);
      }
    }
    add_page(pages, group, box);
  }
  GtkWidget* columns = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, dialog_border);
  gtk_container_set_border_width(GTK_CONTAINER(columns), dialog_border);
  gtk_box_pack_end(GTK_BOX(columns), pages, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(dialog))), columns, TRUE, TRUE, 0);
  gtk_widget_show_all(columns);
  return {chooser, columns};
}

/// What a script's preset stood for is shown, and can be changed.
void show_preset(GimpProcedureConfig* config) {
  try {
    write_settings(config, settings_from(config));
  } catch (const Error&) {
    // "Paint" says what is wrong, while the dialog is there to mend it.
  }
}

/// Puts `preview` beside the pages, and what it says of the run beside the button that begins it.
void add_preview(GimpProcedureDialog* dialog, GtkWidget* columns, const LivePreview& preview) {
  gtk_widget_set_size_request(preview.widget(), preview_width, -1);
  gtk_box_pack_start(GTK_BOX(columns), preview.widget(), TRUE, TRUE, 0);
  GtkWidget* button = gtk_dialog_get_widget_for_response(GTK_DIALOG(dialog), GTK_RESPONSE_OK);
  GtkWidget* buttons = gtk_widget_get_parent(button);
  GtkWidget* estimate = preview.estimate();
  gtk_container_add(GTK_CONTAINER(buttons), estimate);
  if (GTK_IS_BUTTON_BOX(buttons)) {  // not in the head of the window, where some desktops have them
    gtk_button_box_set_child_non_homogeneous(GTK_BUTTON_BOX(buttons), estimate, TRUE);
  }
  if (GTK_IS_BOX(buttons)) {
    gtk_box_reorder_child(GTK_BOX(buttons), estimate, 0);
  }
  gtk_widget_show(estimate);
}

}  // namespace

void ask_for_painting(GimpProcedure* procedure, GimpProcedureConfig* config, const Question& question, ,
                      const std::function<void()>& accept) {
  show_preset(config);
  const DialogPtr owner(gimp_procedure_dialog_new(procedure, config, question.title));
  GimpProcedureDialog* dialog = GIMP_PROCEDURE_DIALOG(owner.get());
  gimp_procedure_dialog_set_ok_label(dialog, tr("Pa_int"));
  gtk_window_set_default_size(GTK_WINDOW(dialog), width, -1);
  if (question.notice != nullptr) {
    gtk_container_set_border_width(GTK_CONTAINER(question.notice), dialog_border);
    gtk_box_pack_start(GTK_BOX(gtk_dialog_get_content_area(GTK_DIALOG(dialog))), question.notice, FALSE, FALSE, 0);
  }
  const auto [chooser, columns] = fill(dialog, config, question.numbers);
  std::optional<LivePreview> preview;
  if (question.layer != nullptr) {
    preview.emplace(config, question.layer, [&](GimpProcedureConfig* copy) { chooser.apply(copy); });
    chooser.tell(*preview);
    add_preview(dialog, columns, *preview);
  }
  ask(owner.get(), [&] {
    chooser.apply(config);
    accept();
  });
}

}  // namespace nst::gimp
