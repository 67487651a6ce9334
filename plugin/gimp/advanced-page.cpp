// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/gimp/advanced-page.h"

#include "core/i18n.h"
#include "core/options.h"
#include "plugin/gimp/ask.h"
#include "plugin/gimp/gobject.h"
#include "plugin/gimp/option-widgets.h"
#include "plugin/gimp/style-page.h"
#include "ui/labels.h"

#include <vector>

namespace nst::gimp {
namespace {

class AdvancedPage {
 public:
  explicit AdvancedPage(GimpProcedureConfig* config)
      : labels_(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL)),
        box_(gtk_box_new(GTK_ORIENTATION_VERTICAL, dialog_spacing)) {
    for (const Group group : groups) {
      if (group != Group::colour) {
        add_section(config, group);
      }
    }
    gtk_expander_set_expanded(sections_.front(), TRUE);
  }

  GtkWidget* widget() const { return box_; }

 private:
  void add_section(GimpProcedureConfig* config, Group group) {
    GtkWidget* title = gtk_label_new(group == Group::style ? tr("Details") : tr(label(group)));
    ui::make_bold(title);
    GtkWidget* section = gtk_expander_new(nullptr);
    gtk_expander_set_label_widget(GTK_EXPANDER(section), title);
    GtkWidget* box = make_option_box(config, labels_.get(), group, style_page_options);
    gtk_widget_set_margin_start(box, dialog_border);
    gtk_widget_set_margin_bottom(box, dialog_border);
    gtk_container_add(GTK_CONTAINER(section), box);
    // GTK keeps the child of a closed expander mapped, without a place: its keys would work, and late widgets would be
    // made. So it is hidden as well.
    gtk_widget_show_all(box);
    gtk_widget_hide(box);
    gtk_widget_set_no_show_all(box, TRUE);
    g_object_bind_property(section, "expanded", box, "visible", G_BINDING_DEFAULT);
    const auto expanded = +[](GtkExpander* changed, GParamSpec*, AdvancedPage* self) {
      if (gtk_expander_get_expanded(changed) != FALSE) {
        self->open(changed);
      }
    };
    g_signal_connect(section, "notify::expanded", G_CALLBACK(expanded), this);
    gtk_box_pack_start(GTK_BOX(box_), section, FALSE, FALSE, 0);
    sections_.push_back(GTK_EXPANDER(section));
  }

  void open(GtkExpander* opened) const {
    for (GtkExpander* section : sections_) {
      if (section != opened) {
        gtk_expander_set_expanded(section, FALSE);
      }
    }
  }

  GObjectPtr<GtkSizeGroup> labels_;
  GtkWidget* box_;
  std::vector<GtkExpander*> sections_;
};

}  // namespace

GtkWidget* make_advanced_page(GimpProcedureConfig* config) {
  auto* page = new AdvancedPage(config);
  const auto forget = +[](gpointer old) { delete static_cast<AdvancedPage*>(old); };
  g_object_set_data_full(G_OBJECT(page->widget()), "page", page, forget);
  return page->widget();
}

}  // namespace nst::gimp
