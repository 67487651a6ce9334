# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests on a virtual screen share: finding windows, pressing keys, calling the plug-in while a user acts."""

import contextlib
import functools
import json
import os
import pathlib
import subprocess
import threading
import time

from gi.repository import Gimp

from harness import procedure, state, style_file

SCREENSHOTS = os.environ['NST_SCREENSHOTS']
PATIENCE = 60  # seconds; a busy machine is slow to open windows
LONGEST_DELAY = 0.5  # seconds; tests/bench/dialog.sh measures on a quiet machine


def xdotool(*arguments):
    return subprocess.run(['xdotool', *arguments], capture_output=True, text=True, check=False).stdout.split()


# In a process of its own: GIMP's Python has no GTK at work.
TAKE_SCREENSHOT = """
import sys, gi
gi.require_version('Gdk', '3.0')
from gi.repository import Gdk
Gdk.init([])
root = Gdk.get_default_root_window()
Gdk.pixbuf_get_from_window(root, 0, 0, root.get_width(), root.get_height()).savev(sys.argv[1], 'png', [], [])
"""


def screenshot(name):
    """Leaves a picture of the screen for people to look at; a test does not depend on it."""
    if SCREENSHOTS:
        subprocess.run(['python3', '-c', TAKE_SCREENSHOT, str(pathlib.Path(SCREENSHOTS, name + '.png'))], check=False)


@functools.cache
def screen_reader():
    """The process of accessible.py, which ends with this one."""
    return subprocess.Popen(['python3', str(pathlib.Path(__file__).with_name('accessible.py'))],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def accessible(*arguments):
    """What a screen reader finds or does in the plug-in's windows: see accessible.py."""
    reader = screen_reader()
    reader.stdin.write(json.dumps([str(each) for each in arguments]) + '\n')
    reader.stdin.flush()
    reply = json.loads(reader.stdout.readline())
    assert 'lines' in reply, (arguments, reply)
    return reply['lines']


def usable(name):
    [word] = accessible('usable', name)
    return word == 'yes'


def windows(title='.'):
    """The visible windows with such a title. GIMP's own is always among all of them: none at all is a search that failed
    because a window went away under it. A box with an error has no title."""
    return xdotool('search', '--onlyvisible', '--name', title)


def wait_until(what, found):
    """What `found` gives, as soon as it is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError('waited in vain until ' + what)


def wait_for_window(title, known=()):
    """The first visible window with exactly that title that is not among `known`."""
    window = wait_until(f'there is a window “{title}”', lambda: set(windows(f'^{title}$')) - set(known)).pop()
    time.sleep(0.7)  # until it is drawn and takes keys
    return window


def is_active(window):
    return xdotool('getactivewindow') == [window]


def activate(window):
    """Whether keys go to this window now. They go nowhere else by mistake: Return in the run window stops the run."""
    if not is_active(window):
        xdotool('windowactivate', window)
        time.sleep(0.1)
    return is_active(window)


def press(window, *keys):
    for key in keys:
        wait_until('the window takes keys', lambda: activate(window))
        xdotool('key', key)
        time.sleep(0.3)


def press_until(done, window, key):
    """Presses the key, and again every three seconds: on a busy machine the first may come before it is heard."""
    def pressed():
        if activate(window):
            xdotool('key', key)
        end = time.monotonic() + 3
        while not done() and time.monotonic() < end:
            time.sleep(0.1)
        return done()

    wait_until(f'{key} has done its work', pressed)


def close(window, key='Escape'):
    press_until(lambda: window not in (windows() or [window]), window, key)


def meet_an_error(dialog, name, sentence, key='Return'):
    """The key in the dialog opens a box that says the sentence, Return in the box leads back; then the dialog is closed."""
    press_until(lambda: xdotool('getactivewindow') not in ([], [dialog]), dialog, key)
    said = accessible('told', 'alert')
    assert any(sentence in text for text in said), (sentence, said)
    screenshot(name)
    [box] = xdotool('getactivewindow')
    press_until(lambda: is_active(dialog), box, 'Return')
    close(dialog)


@contextlib.contextmanager
def heard():
    """Gives a function. From its call on, until the end of the block, the plug-in has to answer keys soon."""
    pulse = subprocess.Popen(['python3', pathlib.Path(__file__).with_name('pulse.py'), 'neural-style'],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    begun = []
    try:
        yield lambda: begun.append(time.monotonic())
        beats = json.loads(pulse.communicate(timeout=PATIENCE)[0])
    finally:
        pulse.kill()
        pulse.wait()
    delays = [delay for asked, delay in beats if asked > begun[0]]
    print(f'    the longest of {len(delays)} delays: {1000 * max(delays):.0f} ms')
    assert max(delays) < LONGEST_DELAY, max(delays)


class User(threading.Thread):
    """Does what a user does, while the main thread waits for the plug-in."""

    def __init__(self, actions):
        super().__init__()
        self.actions, self.error = actions, None
        self.start()

    def run(self):
        try:
            self.actions()
        except Exception as error:
            self.error = error
            for _ in range(5):  # close what is open, or the call would never end
                xdotool('key', 'Escape')
                time.sleep(1)

    def check(self):
        self.join()
        if self.error:
            raise self.error


def call(image, mode, actions=lambda: None, name='plug-in-neural-style'):
    """Calls the plug-in in a run mode while `actions` go on. Returns status and layer, or image, (or message)."""
    found = procedure(name)
    config = found.create_config()
    config.set_property('run-mode', mode)
    config.set_property('image', image)
    config.set_core_object_array('drawables', image.get_selected_drawables())
    # That of the last call may still be there for a moment.
    wait_until('no window is left', lambda: windows() and not windows('^Neural Style$'))
    user = User(actions)
    result = found.run(config)
    user.check()
    return result.index(0), result.index(1) if result.length() > 1 else None


def in_dialog(user, image, end='alt+i', name='plug-in-neural-style', title='Neural Style'):
    """What the call gives after `user` had its dialog, which is then closed by the key `end`: to paint, or by Escape."""
    before = state(image)

    def actions():
        dialog = wait_for_window(title)
        user(dialog)
        close(dialog, end)

    status, result = call(image, Gimp.RunMode.INTERACTIVE, actions, name)
    assert status == (Gimp.PDBStatusType.CANCEL if end == 'Escape' else Gimp.PDBStatusType.SUCCESS), (status, result)
    assert end != 'Escape' or state(image) == before, 'the image changed'
    return result


def last_style(**more):
    """Values for remember(): a style, and others."""
    return {'style_file': f'"{style_file().as_uri()}"', **more}


def remember(procedure_name='plug-in-neural-style', **arguments):
    """Leaves values as those of the last run, which the dialog starts with."""
    folder = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'plug-in-settings')
    folder.mkdir(exist_ok=True)
    lines = [f'({name.replace("_", "-")} {value})' for name, value in arguments.items()]
    (folder / f'GimpProcedureConfigRun-{procedure_name}.last').write_text('\n'.join(lines) + '\n')


def image_window():
    """GIMP's window with the image that was shown last."""
    return wait_until('GIMP has a window', lambda: xdotool('search', '--onlyvisible', '--name', ' – GIMP$'))[-1]


def undo(image):
    """Presses Ctrl-Z in the image's window, once."""
    count = len(image.get_layers())
    time.sleep(1)
    press(image_window(), 'ctrl+z')
    end = time.monotonic() + PATIENCE
    while len(image.get_layers()) == count and time.monotonic() < end:
        time.sleep(0.2)


def run_from_menu():
    """Starts the filter for the image that GIMP shows, as its menu does, by the key of profile.sh. The run goes on by
    itself."""
    press(image_window(), 'ctrl+F9')


def wait_for_layers(image, count):
    wait_until(f'there are {count} layers', lambda: len(image.get_layers()) == count)


def runs():
    """The processes of the plug-in which GIMP, the parent of this process, has started."""
    found = []
    for children in pathlib.Path(f'/proc/{os.getppid()}/task').glob('*/children'):
        for child in children.read_text(encoding='utf-8').split():
            with contextlib.suppress(OSError):  # it may end meanwhile
                if pathlib.Path(f'/proc/{child}/comm').read_text(encoding='utf-8').strip() == 'neural-style':
                    found.append(child)
    return found


def close_image(display):
    """Once every run of its image has ended, which is a little after the new layer is there. GIMP 3.0.4 frees an image
    that is closed in between while it still holds the layer that the run returns, and crashes."""
    wait_until('every run has ended', lambda: not runs())
    display.delete()
