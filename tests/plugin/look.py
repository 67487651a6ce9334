# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at a widget of the plug-in as assistive technologies do, in a process of its own: GIMP's Python has no part in
that. Usage: look.py ROLE NAME [ACTION]. Prints description, value, size and the pixels to the lower right of its
middle as JSON; null where there is no such widget. ACTION is done before that: "press", or a value to set."""

import json
import sys
import time

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


MIDDLE = 40  # px


def pixels(x, y, width, height):
    """R'G'B' on the screen, row by row."""
    picture = Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), x, y, width, height)
    data, stride = picture.get_pixels(), picture.get_rowstride()
    return b''.join(data[row * stride:row * stride + 3 * width] for row in range(height))


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
    if action:
        time.sleep(0.5)  # until it is drawn
    Gdk.init([])
    value = widget.get_value_iface()
    place = widget.get_extents(Atspi.CoordType.SCREEN)
    middle = pixels(place.x + place.width // 2, place.y + place.height // 2, MIDDLE, MIDDLE)
    print(json.dumps({'description': widget.get_description(), 'value': value and value.get_current_value(),
                      'size': [place.width, place.height], 'middle': list(middle)}))


main()
