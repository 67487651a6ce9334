# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at a widget of the plug-in as assistive technologies do, in a process of its own: GIMP's Python has no part in
that. Usage: accessible.py ROLE NAME [ACTION]. Prints description, value and a sum of the pixels on the screen as JSON;
null where there is no such widget. ACTION is done before that: "press", or a value to set."""

import hashlib
import json
import sys

import gi

gi.require_version('Atspi', '2.0')
gi.require_version('Gdk', '3.0')
from gi.repository import Atspi, Gdk  # noqa: E402


def widgets(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    for index in range(node.get_child_count()):
        yield from widgets(node.get_child_at_index(index), depth + 1)


def find(role, name):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is None or 'neural-style' not in (application.get_name() or ''):
            continue
        for widget in widgets(application):
            if widget.get_role_name() == role and widget.get_name() == name:
                return widget
    return None


def pixels(widget):
    Gdk.init([])
    place = widget.get_extents(Atspi.CoordType.SCREEN)
    root = Gdk.get_default_root_window()
    return hashlib.sha256(
        Gdk.pixbuf_get_from_window(root, place.x, place.y, place.width, place.height).get_pixels()).hexdigest()


def main():
    role, name, *action = sys.argv[1:]
    Atspi.init()
    widget = find(role, name)
    if widget is None:
        print('null')
        return
    if action == ['press']:
        widget.get_action_iface().do_action(0)
    elif action:
        widget.get_value_iface().set_current_value(float(action[0]))
    value = widget.get_value_iface()
    print(json.dumps({'description': widget.get_description(), 'value': value and value.get_current_value(),
                      'pixels': pixels(widget)}))


main()
