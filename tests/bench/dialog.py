# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how long GIMP takes from the menu to the dialogs of two plug-ins, how long the swatches in ours take, and how
long its keys have to wait meanwhile. Called by dialog.sh with GIMP's program and the number of repetitions, on a screen
and a session bus of its own."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import gi
import pyatspi

gi.require_version('Atspi', '2.0')
gi.require_version('Gdk', '3.0')
from gi.repository import Atspi, Gdk, GdkPixbuf, GLib  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'plugin'))
from pulse import Pulse  # noqa: E402

OURS, OTHER = 'Neural Style…', 'Despeckle...'
PROGRAMS = {OURS: 'neural-style', OTHER: 'despeckle'}
PATIENCE = 120  # seconds; GIMP answers nothing while it starts
SWATCHES = 64
SCREEN = 1400, 1200  # px, as in dialog.sh: room for all of them
LOOK = 0.05  # seconds between two looks at the screen: each takes one of the processors for a while


def wait_until(what, found):
    """What `found` gives, as soon as it is something. Events are taken in meanwhile."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        if result := found():
            return result
        time.sleep(0.001)
    raise SystemExit('waited in vain until ' + what)


def programs():
    return [program for program in pyatspi.Registry.getDesktop(0) if program]


def runs(name):
    try:
        return name in [program.name for program in programs()]
    except GLib.Error:
        return True  # one has ended while it was looked at: which of them?


def program_with(title):
    """The program that has a window with this word in its title."""
    return next((program for program in programs() for window in program if window and title in window.name), None)


def below(node, usable):
    """The first one below the node that is usable, but not among the items of a list of thousands."""
    if usable(node):
        return node
    children = node if node.childCount < 100 else ()
    return next((found for child in children if child and (found := below(child, usable))), None)


def menu_item(tree, label):
    return below(tree, lambda node: node.getRole() == pyatspi.ROLE_MENU_ITEM and node.name == label)


def press(*keys):
    subprocess.run(['xdotool', 'key', *keys], check=True)


class Dialogs:
    """Notes when a window of a plug-in becomes the active one: it is there and takes keys."""

    def __init__(self):
        self.shown = None
        pyatspi.Registry.registerEventListener(self.note, 'window:activate')

    def note(self, event):
        now = time.monotonic()
        if self.shown is None and event.host_application.name in PROGRAMS.values():
            self.shown = now

    def open(self, item):
        """When the menu was used, and when the dialog was there."""
        self.shown = None
        start = time.monotonic()
        item.queryAction().doAction(0)
        return start, wait_until(f'“{item.name}” shows its dialog', lambda: self.shown)

    def close(self, item):
        press('Escape')
        wait_until('the plug-in has ended', lambda: not runs(PROGRAMS[item.name]))
        time.sleep(0.5)


def time_to_show(dialogs, item):
    start, end = dialogs.open(item)
    time.sleep(1)  # what goes on behind the dialog is no part of the next one's time
    dialogs.close(item)
    return end - start


def is_painted(data, stride, channels, place):
    """Whether there is a swatch in the pixels: where none is yet, all is of one color."""
    middle = [(place.x + place.width * (2 + i) // 8, place.y + place.height * (2 + j) // 8) for i in range(5)
              for j in range(5)]
    starts = [y * stride + x * channels for x, y in middle]
    return len({data[start:start + 3] for start in starts}) > 3


def open_large(dialogs, item):
    """When the dialog was there, which then fills the screen."""
    _, shown = dialogs.open(item)
    subprocess.run(['xdotool', 'getactivewindow', 'windowmove', '0', '0', 'windowsize', *map(str, SCREEN)], check=True)
    return shown


def places_of_swatches(dialogs, item):
    """Where the first swatches are in the large dialog, as many as it has room for. To look for them takes longer than
    to paint them."""
    open_large(dialogs, item)
    time.sleep(3)
    grid = below(program_with('Neural Style'), lambda node: node.name == 'Swatches' and node.childCount > SWATCHES)
    view = grid.parent.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    places = [grid.getChildAtIndex(i).queryComponent().getExtents(pyatspi.DESKTOP_COORDS) for i in range(SWATCHES)]
    dialogs.close(item)
    return [place for place in places if place.y + place.height <= view.y + view.height]


def time_to_swatches(dialogs, item, places):
    """Seconds from the shown dialog to all of these swatches."""
    start = open_large(dialogs, item)

    def all_painted():
        time.sleep(LOOK)
        picture = Gdk.pixbuf_get_from_window(Gdk.get_default_root_window(), 0, 0, *SCREEN)
        pixels = picture.get_pixels(), picture.get_rowstride(), picture.get_n_channels()
        return all(is_painted(*pixels, place) for place in places)

    wait_until('the swatches are there', all_painted)
    seconds = time.monotonic() - start
    dialogs.close(item)
    return seconds


def forget_swatches():
    """They are new to the plug-in then, as when it was just installed."""
    for folder in pathlib.Path(os.environ['XDG_CACHE_HOME']).glob('gimp/*/neural-style'):
        shutil.rmtree(folder)


def delays(dialogs, item):
    """The longest delay of a key: while the engine is loaded and swatches appear, while a first draft and then another
    one is painted, and when there is nothing to do."""
    forget_swatches()
    pulse = Pulse(PROGRAMS[item.name])
    _, start = dialogs.open(item)
    time.sleep(3)
    times = [start]
    for keys in (['space'], ['alt+t', 'Page_Down'], []):
        times.append(time.monotonic())
        press(*keys) if keys else None
        time.sleep(4)
    times.append(time.monotonic())
    dialogs.close(item)
    pulse.stop()
    return [pulse.longest(*times[i:i + 2]) for i in range(4)]


def report(label, seconds):
    print(f'{label:40} {statistics.median(seconds) * 1000:5.0f} ms, {min(seconds) * 1000:.0f} to '
          f'{max(seconds) * 1000:.0f}')


def write_picture(path):
    """A large photograph with, as there often is, transparency: what takes longest to read."""
    size, opaque_red = (6000, 4000), 0xff0000ff
    picture = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, True, 8, *size)
    picture.fill(opaque_red)
    picture.savev(str(path), 'png', ['compression'], ['1'])


def measure(items, repetitions):
    dialogs = Dialogs()
    times = {label: [] for label in items}
    for turn in range(1 + repetitions):
        for label, item in items.items():
            seconds = time_to_show(dialogs, item)
            if turn > 0:  # the first time, files come from the disk
                times[label].append(seconds)
    for label, seconds in times.items():
        report('from the menu to ' + label, seconds)
    print(f'ratio {statistics.median(times[OURS]) / statistics.median(times[OTHER]):.2f}')
    places = places_of_swatches(dialogs, items[OURS])
    swatches = {'for the first time': [], 'once more': []}
    for _ in range(min(5, repetitions)):
        forget_swatches()
        for seconds in swatches.values():
            seconds.append(time_to_swatches(dialogs, items[OURS], places))
    for when, seconds in swatches.items():
        report(f'then to {len(places)} swatches {when}', seconds)
    held = [delays(dialogs, items[OURS]) for _ in range(min(5, repetitions))]
    for i, what in enumerate(['the dialog opens', 'a draft is painted', 'another one is', 'nothing is done']):
        report(f'longest delay while {what}', [each[i] for each in held])


def main():
    program, repetitions = sys.argv[1], int(sys.argv[2])
    Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)
    Gdk.init([])
    with tempfile.TemporaryDirectory() as folder:
        picture = pathlib.Path(folder, 'measured.png')
        write_picture(picture)
        gimp = subprocess.Popen([program, '--no-splash', picture], stdin=subprocess.DEVNULL)
        try:
            tree = wait_until('the picture is open', lambda: program_with('measured'))
            subprocess.run(['xdotool', 'search', '--name', 'measured', 'windowactivate', '--sync'], check=True)
            press('ctrl+a')
            items = {label: wait_until(f'there is “{label}”', lambda: menu_item(tree, label)) for label in (OTHER, OURS)}
            measure(items, repetitions)
        finally:
            gimp.kill()


if __name__ == '__main__':
    main()
