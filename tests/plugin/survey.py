# SPDX-License-Identifier: GPL-3.0-or-later
"""What the windows of the plug-in show, as a screen reader finds it. Part of accessible.py."""

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

MOST_CHILDREN = 100
SCROLLS = {'scroll pane', 'viewport', 'list box'}
TOLERANCE = 1  # px


def place_of(node):
    component = node.get_component_iface()
    found = component and component.get_extents(Atspi.CoordType.SCREEN)
    return [found.x, found.y, found.width, found.height] if found else None


def is_shown(node):
    states = node.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) and states.contains(Atspi.StateType.VISIBLE)


def text_of(node):
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else ''


def sticks_out(inner, outer):
    return any((inner[axis] < outer[axis] - TOLERANCE or
                inner[axis] + inner[axis + 2] > outer[axis] + outer[axis + 2] + TOLERANCE) for axis in (0, 1))


def shown(node, outer, scrolls, page):
    """What is shown below a node, whose place is `outer`; `page` is the name of the tab that it is on."""
    count = node.get_child_count()
    for index in range(count if count <= MOST_CHILDREN else 0):
        child = node.get_child_at_index(index)
        if child is None or not is_shown(child):
            continue
        role, place = child.get_role_name(), place_of(child)
        tab = child.get_name() if role == 'page tab' else page
        # A tab is not where its page is.
        inside = place and place[2] > 1 and role != 'page tab'
        yield {'role': role, 'name': child.get_name() or '', 'text': text_of(child),
               'description': child.get_description() or '', 'place': place, 'page': tab,
               'cut': bool(inside and outer and not scrolls and sticks_out(place, outer))}
        yield from shown(child, place if inside else outer, scrolls or role in SCROLLS, tab)


def windows():
    """For each window its place on the screen and all that is shown in it, each with its role, name, text, description
    and place, and whether it sticks out of what it lies in."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is None or application.get_name() != 'neural-style':
            continue
        for number in range(application.get_child_count()):
            window = application.get_child_at_index(number)
            if window and is_shown(window):
                place = place_of(window)
                yield {'title': window.get_name() or '', 'place': place, 'shown': list(shown(window, place, False, ''))}
