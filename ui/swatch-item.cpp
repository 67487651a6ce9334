// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/swatch-item.h"

#include "core/i18n.h"
#include "ui/swatch-area.h"
#include "ui/swatch-grid.h"

#include <atk/atk.h>

#include <optional>
#include <string>
#include <vector>

namespace nst::ui {
namespace {

struct SwatchItem {
  AtkObject parent;
  GtkWidget* area;  ///< null when the item is no longer there
  std::size_t item;
  std::string* name;  ///< Atk hands it out as a pointer
};

struct SwatchItemClass {
  AtkObjectClass parent;
};

enum class Action { toggle, keep, menu };

GType swatch_item_get_type();
void fill_component(gpointer functions, gpointer);
void fill_action(gpointer functions, gpointer);

G_DEFINE_TYPE_WITH_CODE(SwatchItem, swatch_item, ATK_TYPE_OBJECT,
                        G_IMPLEMENT_INTERFACE(ATK_TYPE_COMPONENT, fill_component)
                            G_IMPLEMENT_INTERFACE(ATK_TYPE_ACTION, fill_action))

SwatchItem& item_of(gpointer object) { return *static_cast<SwatchItem*>(object); }

SwatchGrid* grid_of_item(gpointer object) {
  GtkWidget* area = item_of(object).area;
  return area == nullptr ? nullptr : grid_of(area);
}

const char* name_of(AtkObject* object) {
  SwatchItem& item = item_of(object);
  if (const SwatchGrid* grid = grid_of_item(object)) {
    *item.name = grid->name(item.item);
  }
  return item.name->c_str();
}

int place_of(AtkObject* object) { return static_cast<int>(item_of(object).item); }

bool is_focused(const SwatchItem& item, const SwatchGrid& grid) {
  return gtk_widget_has_focus(item.area) && grid.focused() == item.item;
}

AtkStateSet* ref_states(AtkObject* object) {
  AtkStateSet* states = ATK_OBJECT_CLASS(swatch_item_parent_class)->ref_state_set(object);
  const SwatchGrid* grid = grid_of_item(object);
  if (grid == nullptr) {
    atk_state_set_add_state(states, ATK_STATE_DEFUNCT);
    return states;
  }
  const SwatchItem& item = item_of(object);
  const auto add = [&](AtkStateType state, bool holds = true) {
    if (holds) {
      atk_state_set_add_state(states, state);
    }
  };
  const ItemRange visible = grid->visible();
  for (const AtkStateType state : {ATK_STATE_ENABLED, ATK_STATE_SENSITIVE, ATK_STATE_FOCUSABLE, ATK_STATE_SELECTABLE,
                                   ATK_STATE_TRANSIENT, ATK_STATE_VISIBLE}) {
    add(state);
  }
  add(ATK_STATE_SHOWING,
      gtk_widget_get_mapped(item.area) != FALSE && item.item >= visible.first && item.item < visible.end);
  add(ATK_STATE_SELECTED, grid->is_chosen(item.item));
  add(ATK_STATE_CHECKED, grid->is_kept(item.item));
  add(ATK_STATE_FOCUSED, is_focused(item, *grid));
  return states;
}

void extents(AtkComponent* component, int* x, int* y, int* width, int* height, AtkCoordType coordinates) {
  Rect cell;
  int left = 0;
  int top = 0;
  if (const SwatchGrid* grid = grid_of_item(component)) {
    cell = grid->cell(item_of(component).item);
    AtkObject* parent = atk_object_get_parent(ATK_OBJECT(component));
    atk_component_get_extents(ATK_COMPONENT(parent), &left, &top, nullptr, nullptr, coordinates);
  }
  *x = left + cell.x;
  *y = top + cell.y;
  *width = cell.width;
  *height = cell.height;
}

gboolean grab_focus(AtkComponent* component) {
  SwatchGrid* grid = grid_of_item(component);
  if (grid == nullptr) {
    return FALSE;
  }
  grid->focus(item_of(component).item);
  gtk_widget_grab_focus(item_of(component).area);
  return TRUE;
}

void fill_component(gpointer functions, gpointer) {
  auto* interface = static_cast<AtkComponentIface*>(functions);
  interface->get_extents = extents;
  interface->grab_focus = grab_focus;
}

std::vector<Action> actions_of(AtkAction* action) {
  const SwatchGrid* grid = grid_of_item(action);
  if (grid == nullptr) {
    return {};
  }
  std::vector<Action> actions{Action::toggle};
  if (grid->has_stars()) {
    actions.push_back(Action::keep);
  }
  if (grid->has_menus()) {
    actions.push_back(Action::menu);
  }
  return actions;
}

int action_count(AtkAction* action) { return static_cast<int>(actions_of(action).size()); }

std::optional<Action> action_at(AtkAction* action, int number) {
  const std::vector<Action> actions = actions_of(action);
  const auto place = static_cast<std::size_t>(number);
  return number >= 0 && place < actions.size() ? std::optional(actions[place]) : std::nullopt;
}

gboolean act(AtkAction* object, int number) {
  const auto action = action_at(object, number);
  if (!action) {
    return FALSE;
  }
  SwatchGrid* grid = grid_of_item(object);
  const std::size_t item = item_of(object).item;
  switch (*action) {
    case Action::toggle:
      grid->toggle(item);
      break;
    case Action::keep:
      grid->keep(item, !grid->is_kept(item));
      break;
    case Action::menu:
      grid->open_menu(item);
      break;
  }
  return TRUE;
}

struct ActionName {
  const char* name;   ///< for programs, in English
  const char* label;  ///< what users hear
};

ActionName name_of(Action action) {
  switch (action) {
    case Action::toggle:
      return {"toggle", tr("Choose")};
    case Action::keep:
      return {"keep", tr("Keep")};
    case Action::menu:
      return {"menu", tr("Open its menu")};
  }
  return {};
}

const char* action_name(AtkAction* object, int number) {
  const auto action = action_at(object, number);
  return action ? name_of(*action).name : nullptr;
}

const char* action_label(AtkAction* object, int number) {
  const auto action = action_at(object, number);
  return action ? name_of(*action).label : nullptr;
}

void fill_action(gpointer functions, gpointer) {
  auto* interface = static_cast<AtkActionIface*>(functions);
  interface->do_action = act;
  interface->get_n_actions = action_count;
  interface->get_name = action_name;
  interface->get_localized_name = action_label;
}

void swatch_item_class_init(SwatchItemClass* type) {
  AtkObjectClass* object = ATK_OBJECT_CLASS(type);
  object->get_name = name_of;
  object->get_index_in_parent = place_of;
  object->ref_state_set = ref_states;
  G_OBJECT_CLASS(type)->finalize = [](GObject* item) {
    delete item_of(item).name;
    G_OBJECT_CLASS(swatch_item_parent_class)->finalize(item);
  };
}

void swatch_item_init(SwatchItem* item) {
  item->name = new std::string();
  atk_object_set_role(ATK_OBJECT(item), ATK_ROLE_LIST_ITEM);
}

}  // namespace

AtkObject* new_swatch_item(AtkObject* parent, GtkWidget* area, std::size_t item) {
  auto* object = ATK_OBJECT(g_object_new(swatch_item_get_type(), nullptr));
  item_of(object).area = area;
  item_of(object).item = item;
  atk_object_set_parent(object, parent);
  return object;
}

void retire_swatch_item(AtkObject* object) {
  item_of(object).area = nullptr;
  atk_object_notify_state_change(object, ATK_STATE_DEFUNCT, TRUE);
}

}  // namespace nst::ui
