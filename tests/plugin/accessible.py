#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reaches into the windows of the plug-in as a screen reader does. A process of its own: GIMP's Python has no GTK at
work. It stays as long as the test, as a screen reader does: GTK crashes if a key comes just while the last one that
listens for keys is leaving. Reads requests, a line each, as JSON lists of words, and answers each with a line:
{"lines": […]}, or {"complaint": "…"}. The requests:

    names NAME             the names of what is in the container NAME, one a line
    select NAME PLACE…     choose these items of the list NAME, besides those that are chosen
    selected NAME          the names of the chosen ones
    reach NAME PLACE       give this item of the list NAME the keyboard
    act NAME PLACE ACTION  do to it what it can do by this name
    look-at NAME PLACE     the pixels to the lower right of its middle, as hexadecimal digits
    description NAME       what is said about NAME
    press NAME             press the button or row NAME
    focus NAME             give NAME the keyboard
    value NAME NUMBER      set the number NAME
    usable NAME            whether NAME is sensitive, as "yes" or "no"
    look NAME              description, value and size of the number NAME, and the pixels to the lower right of
                           its middle, as JSON
    said TEXT              what is shown and has this text in it, as soon as there is something
    unsaid TEXT            waits until nothing of what is shown has it
    told ROLE              what is said in that which has this role on the screen, as soon as it is there
    pixels ROLE            the pixels of it, R'G'B' row by row, as hexadecimal digits
    keys all               the keys that Alt is pressed with, each with what it leads to on the screen
    survey all             all that the windows show, as JSON: see survey.py
    press-one ROLE PLACE   press one of what has that role on the screen, from 0
"""

import json
import re
import sys
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

import survey  # noqa: E402

PATIENCE = 30  # seconds
MOST_CHILDREN = 100
MIDDLE = 40  # px


class InVain(Exception):
    """What was waited for did not come."""


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


def everything():
    for application in applications():
        yield from below(application)


def has_state(node, state):
    return node.get_state_set().contains(state)


def shown():
    """What is on the screen."""
    return (node for node in everything() if has_state(node, Atspi.StateType.SHOWING))


def wait_until(found, complaint):
    """What `found` gives, as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if result := found():
                return result
        except GLib.Error:  # something went away meanwhile
            pass
        time.sleep(0.3)
    raise InVain(complaint)


def extents(node):
    """Its place on the screen."""
    return node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)


def pixels(x, y, width, height):
    """R'G'B' on the screen, row by row."""
    gi.require_version('Gdk', '3.0')
    from gi.repository import Gdk  # which is slow to load
    Gdk.init([])
    picture = Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), x, y, width, height)
    data, stride = picture.get_pixels(), picture.get_rowstride()
    return b''.join(data[row * stride:row * stride + 3 * width] for row in range(height))


def names(node):
    return [each.get_name() for each in below(node) if each.get_name()]


# What is done on the screen. Each function gives the lines to print.


def said(text):
    return wait_until(lambda: [node.get_name() for node in shown() if text in node.get_name()], f'nothing says “{text}”')


def unsaid(text):
    """Where nothing at all is shown, the application is gone, or not there yet."""
    def is_unsaid():
        texts = [node.get_name() for node in shown()]
        return texts and not any(text in each for each in texts)

    wait_until(is_unsaid, f'something says “{text}” still')
    return []


def told(role):
    return wait_until(lambda: [name for node in shown() if node.get_role_name() == role for name in names(node)],
                      f'there is no {role}')


def pixels_of(role):
    node = wait_until(lambda: next((node for node in shown() if node.get_role_name() == role), None), f'there is no {role}')
    place = extents(node)
    return [pixels(place.x, place.y, place.width, place.height).hex()]


def keys(_):
    """Each key of a label, with the name or the role of what it leads to."""
    for node in shown():
        action = node.get_action_iface()
        binding = action.get_key_binding(0) if action and action.get_n_actions() else ''
        key = re.search(r'(?:<Alt>|^)(\w)(?:;|$)', binding or '')
        if key:
            yield f'{key.group(1).lower()} {node.get_name() or node.get_role_name()}'


def press_one(role, place):
    node = [each for each in shown() if each.get_role_name() == role][int(place)]
    return [node.get_name(), *press(node)]


ON_SCREEN = {'said': said, 'unsaid': unsaid, 'told': told, 'pixels': pixels_of, 'keys': keys, 'press-one': press_one,
             'survey': lambda _: [json.dumps(list(survey.windows()))]}


# What is done to something that has a name.


def select(node, *places):
    for place in places:
        assert node.get_selection_iface().select_child(int(place)), place
    return []


def selected(node):
    selection = node.get_selection_iface()
    return [selection.get_selected_child(i).get_name() for i in range(selection.get_n_selected_children())]


def reach(node, place):
    return focus(node.get_child_at_index(int(place)))


def act(node, place, action):
    actions = node.get_child_at_index(int(place)).get_action_iface()
    possible = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
    assert actions.do_action(possible.index(action)), possible
    return []


def press(node):
    assert node.get_action_iface().do_action(0)
    return []


def focus(node):
    assert node.get_component_iface().grab_focus()
    return []


def set_value(node, number):
    assert node.get_value_iface().set_current_value(float(number))
    return []


def is_usable(node):
    return ['yes' if has_state(node, Atspi.StateType.SENSITIVE) else 'no']


def middle_of(node):
    place = extents(node)
    return pixels(place.x + place.width // 2, place.y + place.height // 2, MIDDLE, MIDDLE)


def look(node):
    place = extents(node)
    return [json.dumps({'description': node.get_description(), 'value': node.get_value_iface().get_current_value(),
                        'size': [place.width, place.height], 'middle': list(middle_of(node))})]


def look_at(node, place):
    return [middle_of(node.get_child_at_index(int(place))).hex()]


def anything(_):
    return True


def can_have_focus(node):
    return has_state(node, Atspi.StateType.FOCUSABLE)


BUTTON, LIST, NUMBER = (getattr(Atspi.Accessible, f'get_{interface}_iface') for interface in ('action', 'selection', 'value'))
# A list and the button that shows it may be called alike, so each tells what it is done to.
BY_NAME = {'names': (anything, names), 'select': (LIST, select), 'selected': (LIST, selected), 'reach': (LIST, reach),
           'act': (LIST, act), 'look-at': (LIST, look_at), 'press': (BUTTON, press), 'usable': (BUTTON, is_usable),
           'description': (BUTTON, lambda node: [node.get_description()]), 'focus': (can_have_focus, focus),
           'value': (NUMBER, set_value), 'look': (NUMBER, look)}


def find(name, is_meant):
    """What has that name and is what is meant."""
    return wait_until(lambda: next((node for node in everything() if node.get_name() == name and is_meant(node)), None),
                      f'nothing is called “{name}”')


def answer(action, name, *rest):
    """The lines that answer a request."""
    if action in ON_SCREEN:
        return list(ON_SCREEN[action](name, *rest))
    is_meant, do = BY_NAME[action]
    return list(do(find(name, is_meant), *rest))


def main():
    for request in sys.stdin:
        while GLib.MainContext.default().iteration(False):
            pass  # what windows told since the last request
        try:
            reply = {'lines': answer(*json.loads(request))}
        except Exception as error:  # the next request may well succeed
            reply = {'complaint': f'{type(error).__name__}: {error}'}
        print(json.dumps(reply), flush=True)


if __name__ == '__main__':
    main()
