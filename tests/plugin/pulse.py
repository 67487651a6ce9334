#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feels the pulse of a program with windows: asks it again and again for a sign of life, on the bus of the assistive
technologies, and sees how long it takes to answer. The answer comes from its main loop, in turn with its keys and
clicks, so whatever holds up one holds up the other. Usage: pulse.py PROGRAM, which prints pairs of times as JSON, when
it has asked and for how many seconds, as soon as its standard input is closed."""

import json
import pathlib
import sys
import threading
import time

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

BUS, BUS_PATH = 'org.freedesktop.DBus', '/org/freedesktop/DBus'
PATIENCE = 30_000  # ms
PAUSE = 0.002  # seconds between two signs of life


def accessibility_bus():
    """A connection of its own: that of the accessibility library answers from memory."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    [address] = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                  Gio.DBusCallFlags.NONE, PATIENCE)
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)


class Pulse(threading.Thread):
    """Begins as soon as the program has windows; goes on with the next one when it has ended."""

    def __init__(self, program):
        super().__init__(daemon=True)
        self.program = program
        self.beats = []  # when each question was asked, and how long its answer took
        self.stopped = threading.Event()
        self.start()

    def ask(self, bus, name, path, interface, method, argument=None):
        return bus.call_sync(name, path, interface, method, argument and GLib.Variant('(s)', (argument,)), None,
                             Gio.DBusCallFlags.NONE, PATIENCE)

    def is_program(self, bus, name):
        [process] = self.ask(bus, BUS, BUS_PATH, BUS, 'GetConnectionUnixProcessID', name)
        return pathlib.Path(f'/proc/{process}/comm').read_text(encoding='utf-8').strip() == self.program

    def find(self, bus):
        others = set()
        while not self.stopped.is_set():
            [names] = self.ask(bus, BUS, BUS_PATH, BUS, 'ListNames')
            for name in (name for name in names if name.startswith(':') and name not in others):
                try:
                    if self.is_program(bus, name):
                        return name
                except (GLib.Error, OSError):
                    pass  # it has ended
                others.add(name)
            time.sleep(PAUSE)
        return None

    def run(self):
        bus = accessibility_bus()
        while name := self.find(bus):
            try:
                while not self.stopped.is_set():
                    asked = time.monotonic()
                    self.ask(bus, name, '/', BUS + '.Peer', 'Ping')
                    self.beats.append((asked, time.monotonic() - asked))
                    time.sleep(PAUSE)
            except GLib.Error:
                pass  # it has ended, and another one may begin

    def stop(self):
        self.stopped.set()
        self.join()

    def longest(self, start=0, end=float('inf')):
        """The longest delay of what was asked between these times, in seconds."""
        return max((delay for asked, delay in self.beats if start <= asked < end), default=0)


if __name__ == '__main__':
    pulse = Pulse(sys.argv[1])
    sys.stdin.read()
    pulse.stop()
    print(json.dumps(pulse.beats))
