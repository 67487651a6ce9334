// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-accessible.h"

#include "ui/swatch-area.h"
#include "ui/swatch-grid.h"
#include "ui/swatch-item.h"

#include <gtk/gtk-a11y.h>

#include <iterator>
#include <map>

namespace nst::ui {
namespace {

/// Objects of items are made when someone asks for them, and kept: who holds one expects it to stay the same.
using Items = std::map<std::size_t, AtkObject*>;

struct SwatchAreaAccessible {
  GtkWidgetAccessible parent;
  Items* items;
};

struct SwatchAreaAccessibleClass {
  GtkWidgetAccessibleClass parent;
};

GtkWidget* area_of(gpointer object) { return gtk_accessible_get_widget(GTK_ACCESSIBLE(object)); }

/// Null when the widget or its grid is gone.
SwatchGrid* grid_of_object(gpointer object) {
  GtkWidget* area = area_of(object);
  return area == nullptr ? nullptr : grid_of(area);
}

Items& items_of(gpointer object) { return *static_cast<SwatchAreaAccessible*>(object)->items; }

int count(AtkObject* object) {
  const SwatchGrid* grid = grid_of_object(object);
  return grid == nullptr ? 0 : static_cast<int>(grid->count());
}

AtkObject* ref_item(AtkObject* object, int place) {
  if (place < 0 || place >= count(object)) {
    return nullptr;
  }
  AtkObject*& item = items_of(object)[static_cast<std::size_t>(place)];
  if (item == nullptr) {
    item = new_swatch_item(object, area_of(object), static_cast<std::size_t>(place));
  }
  return ATK_OBJECT(g_object_ref(item));
}

AtkStateSet* ref_states(AtkObject* object);

void forget_items(gpointer object) {
  for (const auto& [place, item] : items_of(object)) {
    retire_swatch_item(item);
    g_object_unref(item);
  }
  items_of(object).clear();
}

// AtkSelection

gboolean set_chosen(AtkSelection* selection, int place, bool chosen) {
  SwatchGrid* grid = grid_of_object(selection);
  if (grid == nullptr || place < 0 || place >= count(ATK_OBJECT(selection))) {
    return FALSE;
  }
  if (grid->is_chosen(static_cast<std::size_t>(place)) != chosen) {
    grid->toggle(static_cast<std::size_t>(place));
  }
  return TRUE;
}

/// The item that is the `place`-th of the chosen ones, or -1.
int chosen_item(AtkSelection* selection, int place) {
  const SwatchGrid* grid = grid_of_object(selection);
  if (grid == nullptr || place < 0 || place >= static_cast<int>(grid->chosen().size())) {
    return -1;
  }
  return static_cast<int>(*std::next(grid->chosen().begin(), place));
}

gboolean add_selection(AtkSelection* selection, int place) { return set_chosen(selection, place, true); }

gboolean remove_selection(AtkSelection* selection, int place) {
  return set_chosen(selection, chosen_item(selection, place), false);
}

gboolean clear_selection(AtkSelection* selection) {
  if (SwatchGrid* grid = grid_of_object(selection)) {
    grid->choose_none();
  }
  return TRUE;
}

gboolean select_all(AtkSelection* selection) {
  if (SwatchGrid* grid = grid_of_object(selection)) {
    grid->choose_all();
  }
  return TRUE;
}

AtkObject* ref_selection(AtkSelection* selection, int place) {
  return ref_item(ATK_OBJECT(selection), chosen_item(selection, place));
}

int selection_count(AtkSelection* selection) {
  const SwatchGrid* grid = grid_of_object(selection);
  return grid == nullptr ? 0 : static_cast<int>(grid->chosen().size());
}

gboolean is_selected(AtkSelection* selection, int place) {
  const SwatchGrid* grid = grid_of_object(selection);
  return grid != nullptr && place >= 0 && grid->is_chosen(static_cast<std::size_t>(place));
}

void fill_selection(gpointer functions, gpointer) {
  auto* interface = static_cast<AtkSelectionIface*>(functions);
  interface->add_selection = add_selection;
  interface->clear_selection = clear_selection;
  interface->ref_selection = ref_selection;
  interface->get_selection_count = selection_count;
  interface->is_child_selected = is_selected;
  interface->remove_selection = remove_selection;
  interface->select_all_selection = select_all;
}

// AtkComponent

AtkObject* ref_item_at(AtkComponent* component, int x, int y, AtkCoordType coordinates) {
  const SwatchGrid* grid = grid_of_object(component);
  int left = 0;
  int top = 0;
  atk_component_get_extents(component, &left, &top, nullptr, nullptr, coordinates);
  const auto item = grid == nullptr ? std::nullopt : grid->item_at(x - left, y - top);
  return item ? ref_item(ATK_OBJECT(component), static_cast<int>(*item)) : nullptr;
}

void fill_component(gpointer functions, gpointer) {
  static_cast<AtkComponentIface*>(functions)->ref_accessible_at_point = ref_item_at;
}

AtkObject* accessible_of(GtkWidget* area) { return gtk_widget_get_accessible(area); }

void tell_state(GtkWidget* area, std::size_t item, AtkStateType state, bool holds) {
  const Items& items = items_of(accessible_of(area));
  if (const auto found = items.find(item); found != items.end()) {
    atk_object_notify_state_change(found->second, state, holds);
  }
}

}  // namespace

G_DEFINE_TYPE_WITH_CODE(SwatchAreaAccessible, swatch_area_accessible, GTK_TYPE_WIDGET_ACCESSIBLE,
                        G_IMPLEMENT_INTERFACE(ATK_TYPE_SELECTION, fill_selection)
                            G_IMPLEMENT_INTERFACE(ATK_TYPE_COMPONENT, fill_component))

namespace {

AtkStateSet* ref_states(AtkObject* object) {
  AtkStateSet* states = ATK_OBJECT_CLASS(swatch_area_accessible_parent_class)->ref_state_set(object);
  atk_state_set_add_state(states, ATK_STATE_MULTISELECTABLE);
  // So that nobody looks at thousands of items one by one.
  atk_state_set_add_state(states, ATK_STATE_MANAGES_DESCENDANTS);
  return states;
}

}  // namespace

static void swatch_area_accessible_init(SwatchAreaAccessible* accessible) {
  accessible->items = new Items();
  atk_object_set_role(ATK_OBJECT(accessible), ATK_ROLE_LIST_BOX);
}

static void swatch_area_accessible_class_init(SwatchAreaAccessibleClass* type) {
  AtkObjectClass* object = ATK_OBJECT_CLASS(type);
  object->get_n_children = count;
  object->ref_child = ref_item;
  object->ref_state_set = ref_states;
  G_OBJECT_CLASS(type)->finalize = [](GObject* accessible) {
    forget_items(accessible);
    delete reinterpret_cast<SwatchAreaAccessible*>(accessible)->items;
    G_OBJECT_CLASS(swatch_area_accessible_parent_class)->finalize(accessible);
  };
}

void tell_other_items(GtkWidget* area) {
  forget_items(accessible_of(area));
  g_signal_emit_by_name(accessible_of(area), "visible-data-changed");
}

void tell_choice(GtkWidget* area, std::size_t item, bool chosen) {
  tell_state(area, item, ATK_STATE_SELECTED, chosen);
  g_signal_emit_by_name(accessible_of(area), "selection-changed");
}

void tell_focus(GtkWidget* area, std::size_t item) {
  AtkObject* object = ref_item(accessible_of(area), static_cast<int>(item));
  if (object != nullptr) {
    g_signal_emit_by_name(accessible_of(area), "active-descendant-changed", object);
    g_object_unref(object);
  }
}

}  // namespace nst::ui
