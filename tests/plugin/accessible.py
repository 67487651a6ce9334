#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reaches into the windows of the plug-in as a screen reader does. A process of its own: GIMP's Python has no GTK at
work. Usage:

    accessible.py names NAME             the names of what is in the container NAME, one a line
    accessible.py select NAME PLACE…     choose these items of the list NAME, besides those that are chosen
    accessible.py selected NAME          the names of the chosen ones
    accessible.py reach NAME PLACE       give this item of the list NAME the keyboard
    accessible.py act NAME PLACE ACTION  do to it what it can do by this name
    accessible.py description NAME       what is said about NAME, and whether it can be used
    accessible.py press NAME             press the button or row NAME
    accessible.py focus NAME             give NAME the keyboard
    accessible.py value NAME NUMBER      set the number NAME
    accessible.py usable NAME            whether NAME is sensitive, as "yes" or "no"
    accessible.py said TEXT              what is shown and has this text in it, as soon as there is something
    accessible.py unsaid TEXT            the same the other way round: waits until there is nothing
    accessible.py keys all               the keys that Alt is pressed with, each with what it leads to on the screen
    accessible.py press-one ROLE PLACE   press one of what has that role on the screen, from 0
"""

import re
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

PATIENCE = 30  # seconds
MOST_CHILDREN = 100


def applications():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(i)
        if application and application.get_name() == 'neural-style':
            yield application


def below(node):
    """All that is below a node; but not the items of a list of thousands."""
    yield node
    count = node.get_child_count()
    for i in range(count if count <= MOST_CHILDREN else 0):
        child = node.get_child_at_index(i)
        if child:
            yield from below(child)


def shown():
    """What is on the screen."""
    for application in applications():
        for node in below(application):
            if node.get_state_set().contains(Atspi.StateType.SHOWING):
                yield node


def keys():
    """Each key of a label, with the name or the role of what it leads to."""
    for node in shown():
        action = node.get_action_iface()
        binding = action.get_key_binding(0) if action and action.get_n_actions() else ''
        key = re.search(r'(?:<Alt>|^)(\w)(?:;|$)', binding or '')
        if key:
            yield key.group(1).lower(), node.get_name() or node.get_role_name()


def find(name, usable):
    """What has that name and is `usable`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            for application in applications():
                for node in below(application):
                    if node.get_name() == name and usable(node):
                        return node
        except Exception:  # something went away meanwhile
            pass
        time.sleep(0.3)
    sys.exit(f'nothing is called “{name}”')


def said(text):
    """The names of what is shown and has the text in its name."""
    return [node.get_name() for application in applications() for node in below(application)
            if text in node.get_name() and node.get_state_set().contains(Atspi.StateType.SHOWING)]


def wait_until_said(text, wanted):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = said(text)
            if bool(found) == wanted:
                return found
        except Exception:  # something went away meanwhile
            pass
        time.sleep(0.3)
    sys.exit(f'nothing says “{text}”' if wanted else f'something says “{text}” still')


def main():
    action, name, *rest = sys.argv[1:]
    if action in ('said', 'unsaid'):
        print('\n'.join(wait_until_said(name, action == 'said')))
        return
    if action == 'keys':
        print('\n'.join(f'{key} {what}' for key, what in keys()))
        return
    if action == 'press-one':
        found = [node for node in shown() if node.get_role_name() == name]
        print(found[int(rest[0])].get_name())
        assert found[int(rest[0])].get_action_iface().do_action(0)
        return
    # A list and the button that shows it may be called alike.
    node = find(name, {'press': Atspi.Accessible.get_action_iface, 'usable': Atspi.Accessible.get_action_iface,
                       'value': Atspi.Accessible.get_value_iface, 'select': Atspi.Accessible.get_selection_iface,
                       'selected': Atspi.Accessible.get_selection_iface,
                       'reach': Atspi.Accessible.get_selection_iface, 'act': Atspi.Accessible.get_selection_iface,
                       'description': Atspi.Accessible.get_action_iface,
                       'focus': lambda each: each.get_state_set().contains(Atspi.StateType.FOCUSABLE),
                       }.get(action, lambda each: True))
    if action == 'names':
        names = [each.get_name() for each in below(node) if each.get_name()]
        print('\n'.join(names))
    elif action == 'select':
        for place in rest:
            assert node.get_selection_iface().select_child(int(place)), place
    elif action == 'selected':
        selection = node.get_selection_iface()
        print('\n'.join(selection.get_selected_child(i).get_name() for i in range(selection.get_n_selected_children())))
    elif action == 'reach':
        assert node.get_child_at_index(int(rest[0])).get_component_iface().grab_focus()
    elif action == 'act':
        actions = node.get_child_at_index(int(rest[0])).get_action_iface()
        names = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
        assert actions.do_action(names.index(rest[1])), names
    elif action == 'description':
        print(node.get_description())
        print('usable' if node.get_state_set().contains(Atspi.StateType.SENSITIVE) else 'unusable')
    elif action == 'press':
        assert node.get_action_iface().do_action(0)
    elif action == 'focus':
        assert node.get_component_iface().grab_focus()
    elif action == 'usable':
        print('yes' if node.get_state_set().contains(Atspi.StateType.SENSITIVE) else 'no')
    elif action == 'value':
        assert node.get_value_iface().set_current_value(float(rest[0]))
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main()
