# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how long GIMP takes from the menu to the dialogs of two plug-ins. Called by dialog.sh with GIMP's program and
the number of repetitions, on a screen and a session bus of its own."""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import gi
import pyatspi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

OURS, OTHER = 'Neural Style…', 'Despeckle...'
PATIENCE = 120  # seconds; GIMP answers nothing while it starts


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


def program_with(title):
    """The program that has a window with this word in its title."""
    return next((program for program in programs() for window in program if window and title in window.name), None)


def menu_item(node, label):
    if node.getRole() == pyatspi.ROLE_MENU_ITEM and node.name == label:
        return node
    return next((found for child in node if child and (found := menu_item(child, label))), None)


class Dialogs:
    """Notes when a window of another program than GIMP becomes the active one: it is there and takes keys."""

    def __init__(self):
        self.shown = None
        pyatspi.Registry.registerEventListener(self.note, 'window:activate')

    def note(self, event):
        now = time.monotonic()
        if self.shown is None and event.host_application.name in ('despeckle', 'neural-style'):
            self.shown = now, event.host_application.name


def measure(dialogs, item):
    """Seconds from the menu to the dialog, which is closed afterwards."""
    dialogs.shown = None
    start = time.monotonic()
    item.queryAction().doAction(0)
    end, name = wait_until(f'“{item.name}” shows its dialog', lambda: dialogs.shown)
    time.sleep(1)  # what goes on behind the dialog is no part of the next one's time
    subprocess.run(['xdotool', 'key', 'Escape'], check=True)
    wait_until('the plug-in has ended', lambda: name not in [program.name for program in programs()])
    time.sleep(0.5)
    return end - start


def report(times):
    for label, seconds in times.items():
        print(f'{label:14} {statistics.median(seconds) * 1000:4.0f} ms, {min(seconds) * 1000:.0f} to '
              f'{max(seconds) * 1000:.0f}')
    print(f'ratio          {statistics.median(times[OURS]) / statistics.median(times[OTHER]):.2f}')


def main():
    program, repetitions = sys.argv[1], int(sys.argv[2])
    Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)
    with tempfile.TemporaryDirectory() as folder:
        picture = pathlib.Path(folder, 'measured.pgm')
        picture.write_bytes(b'P5 256 256 255\n' + bytes(256 * 256))
        gimp = subprocess.Popen([program, '--no-splash', picture], stdin=subprocess.DEVNULL)
        try:
            dialogs = Dialogs()
            tree = wait_until('the picture is open', lambda: program_with('measured'))
            items = {label: wait_until(f'there is “{label}”', lambda: menu_item(tree, label)) for label in (OTHER, OURS)}
            times = {label: [] for label in items}
            for turn in range(1 + repetitions):
                for label, item in items.items():
                    seconds = measure(dialogs, item)
                    if turn > 0:  # the first time, files come from the disk
                        times[label].append(seconds)
            report(times)
        finally:
            gimp.kill()


if __name__ == '__main__':
    main()
