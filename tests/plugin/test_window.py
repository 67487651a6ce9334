# SPDX-License-Identifier: GPL-3.0-or-later
"""The interactive run on a virtual screen: the dialog, the run window with Stop, repeating, and undo in one step."""

import os
import pathlib
import subprocess
import threading
import time

from gi.repository import Gimp

from harness import add_noise_layer, case, native, new_image, procedure, state, style_file, told

SCREENSHOTS = os.environ['NST_SCREENSHOTS']
PATIENCE = 60  # seconds; a busy machine is slow to open windows


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


def meet_an_error(dialog, name):
    """Return in the dialog opens a box with an error, Return in the box leads back; then the dialog is closed."""
    press_until(lambda: xdotool('getactivewindow') not in ([], [dialog]), dialog, 'Return')
    time.sleep(1)
    screenshot(name)
    [box] = xdotool('getactivewindow')
    press_until(lambda: is_active(dialog), box, 'Return')
    close(dialog)


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


def remember(procedure_name='plug-in-neural-style', **arguments):
    """Leaves values as those of the last run, which the dialog starts with."""
    folder = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'plug-in-settings')
    folder.mkdir(exist_ok=True)
    lines = [f'({name.replace("_", "-")} {value})' for name, value in arguments.items()]
    (folder / f'GimpProcedureConfigRun-{procedure_name}.last').write_text('\n'.join(lines) + '\n')


@case
def an_error_leaves_the_dialog_open():
    image, _ = new_image()
    before = state(image)

    def user():
        dialog = wait_for_window('Neural Style')
        screenshot('dialog')
        meet_an_error(dialog, 'dialog-error')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    image.delete()


def undo(image):
    """Presses Ctrl-Z in the image's window, once."""
    count = len(image.get_layers())
    time.sleep(1)
    window = xdotool('search', '--onlyvisible', '--name', 'GIMP$')[-1]
    press(window, 'ctrl+z')
    end = time.monotonic() + PATIENCE
    while len(image.get_layers()) == count and time.monotonic() < end:
        time.sleep(0.2)


@case
def paints_and_is_undone_in_one_step():
    remember(style_file=f'"{style_file().as_uri()}"', steps=3)
    for base in (Gimp.ImageBaseType.RGB, Gimp.ImageBaseType.INDEXED):
        image, _ = new_image()
        if base == Gimp.ImageBaseType.INDEXED:
            image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 8, False, False, '')
        image.select_rectangle(Gimp.ChannelOps.REPLACE, 8, 8, 40, 40)
        before = state(image)
        display = Gimp.Display.new(image)
        status, layer = call(image, Gimp.RunMode.INTERACTIVE, lambda: close(wait_for_window('Neural Style'), 'Return'))
        assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
        assert layer.get_name() == 'Neural Style: stripes, seed 0', layer.get_name()
        assert len(image.get_layers()) == 2 and image.get_base_type() == Gimp.ImageBaseType.RGB
        undo(image)
        assert state(image) == before, 'one undo did not bring back the old state'
        display.delete()


@case
def stop_leaves_the_image_as_it_was():
    """Escape in the run window. The time from the key to the end of the call is printed; it includes the plug-in's end."""
    remember(style_file=f'"{style_file().as_uri()}"', steps=5000)
    image, _ = new_image(size=(256, 256))
    before = state(image)
    stopped = []

    def user():
        dialog = wait_for_window('Neural Style')
        close(dialog, 'Return')
        window = wait_for_window('Neural Style', known=[dialog])
        screenshot('run-window')
        wait_until('the window takes keys', lambda: activate(window))
        stopped.append(time.monotonic())
        xdotool('key', 'Escape')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    print(f'    stopped after {time.monotonic() - stopped[0]:.1f} s')
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    image.delete()


@case
def stop_keeps_what_was_reached_where_asked():
    remember(style_file=f'"{style_file().as_uri()}"', steps=5000, keep_stopped='yes')
    image, _ = new_image(size=(256, 256))

    def user():
        dialog = wait_for_window('Neural Style')
        close(dialog, 'Return')
        window = wait_for_window('Neural Style', known=[dialog])
        time.sleep(2)
        press(window, 'Escape')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert len(image.get_layers()) == 2
    note = told(layer)
    assert note['stopped'] is True and 0 < note['steps'] < 5000, (note['stopped'], note['steps'])
    image.delete()


@case
def every_page_can_be_reached():
    """Leaves a picture of each page."""
    remember()
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        for page, x in (('style', 45), ('size', 89), ('method', 137), ('steps', 187), ('machine', 241)):
            xdotool('mousemove', '--window', dialog, str(x), '42', 'click', '1')  # on the page's tab
            time.sleep(0.5)
            screenshot('page-' + page)
        close(dialog)

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status
    image.delete()


@case
def texts_that_make_no_sense_leave_the_dialog_open():
    remember(style_file=f'"{style_file().as_uri()}"', style_layers='"conv9"')
    image, _ = new_image()
    before = state(image)

    def user():
        dialog = wait_for_window('Neural Style')
        meet_an_error(dialog, 'dialog-nonsense')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    image.delete()


def settings_after(keys, **last):
    """The settings with which the dialog paints after these keys; it starts with the values `last`."""
    remember(style_file=f'"{style_file().as_uri()}"', **last)
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        press(dialog, *keys)
        close(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    settings = told(layer)['settings']
    image.delete()
    return settings


@case
def a_preset_sets_the_options():
    settings = settings_after(['alt+e', 'Home', 'Down', 'Down'], steps=3, seed=5)
    assert settings['content-weight'] == '3' and settings['brush-size'] == '0.6', settings
    assert settings['color'] == 'matched' and settings['steps'] == '100' and settings['seed'] == '5', settings


@case
def the_last_preset_of_a_script_is_shown():
    settings = settings_after([], preset='"pop-art"', steps=3)
    assert settings['smoothness-kind'] == 'isotropic' and settings['steps'] == '3', settings


@case
def tiny_numbers_outlive_the_cursor():
    settings = settings_after(['alt+k', 'alt+t', 'alt+k', 'alt+o'], content_weight=2.5e-8, steps=3)
    assert settings['content-weight'] == '2.5e-08', settings


@case
def repeats_with_the_last_values():
    remember(style_file=f'"{style_file().as_uri()}"', steps=2, seed=42)
    image, _ = new_image()
    display = Gimp.Display.new(image)
    status, layer = call(image, Gimp.RunMode.WITH_LAST_VALS)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: stripes, seed 42', layer.get_name()
    display.delete()


@case
def a_generated_style_is_chosen_by_its_seeds():
    remember(style_seeds='"7,12,19"', swatch_size=64, steps=3)
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        screenshot('dialog-generated')
        press(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 7,12,19, seed 0', layer.get_name()
    image.delete()


@case
def swatches_are_shown_as_a_new_image():
    remember('plug-in-neural-style-swatches', count=5)
    found = procedure('plug-in-neural-style-swatches')
    config = found.create_config()
    config.set_property('run-mode', Gimp.RunMode.INTERACTIVE)
    known = {image.get_id() for image in Gimp.get_images()}

    def user():
        dialog = wait_for_window('Neural Style Swatches')
        screenshot('dialog-swatches')
        press(dialog, 'Return')

    actions = User(user)
    result = found.run(config)
    actions.check()
    assert result.index(0) == Gimp.PDBStatusType.SUCCESS, result.index(0)
    image = result.index(1)
    assert image.get_id() not in known and len(image.get_layers()) == 5, len(image.get_layers())
    time.sleep(2)
    screenshot('swatches')


LAYERS = 'plug-in-neural-style-layers'


def two_frames():
    """A frame that is painted in a moment, and one that takes long."""
    image, _ = new_image(size=(1024, 1024), layer_size=(16, 16))
    add_noise_layer(image, (1024, 1024))
    return image


@case
def all_layers_are_shown_as_a_new_image():
    remember(LAYERS, style_file=f'"{style_file().as_uri()}"', steps=3)
    image, _ = new_image(size=(96, 64))
    add_noise_layer(image, (96, 64))  # the same, so that there is something to say about its steadiness
    before = state(image)

    def user():
        dialog = wait_for_window('Neural Style on All Layers')
        screenshot('dialog-layers')
        close(dialog, 'Return')

    status, painted = call(image, Gimp.RunMode.INTERACTIVE, user, LAYERS)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, painted)
    assert painted.get_id() != image.get_id() and len(painted.get_layers()) == 2
    assert all(told(layer)['steadiness'] == 1 for layer in painted.get_layers())
    assert state(image) == before
    time.sleep(2)
    screenshot('layers')
    image.delete()


def stop_in_the_second_frame(**last):
    """The status, the new image if there is one, and the original, which stays as it was."""
    remember(LAYERS, style_file=f'"{style_file().as_uri()}"', steps=600, **last)
    image = two_frames()
    before, images = state(image), len(Gimp.get_images())

    def user():
        dialog = wait_for_window('Neural Style on All Layers')
        close(dialog, 'Return')
        window = wait_for_window('Neural Style', known=[dialog])
        time.sleep(8)
        screenshot('run-window-layers')
        press(window, 'Escape')

    status, painted = call(image, Gimp.RunMode.INTERACTIVE, user, LAYERS)
    assert state(image) == before
    assert len(Gimp.get_images()) == images + (painted is not None), 'an image was left behind'
    return status, painted, image


@case
def a_stop_discards_the_new_image():
    status, painted, image = stop_in_the_second_frame()
    assert status == Gimp.PDBStatusType.CANCEL and painted is None, status
    image.delete()


@case
def a_stop_keeps_the_layers_that_are_painted_where_asked():
    status, painted, image = stop_in_the_second_frame(keep_stopped='yes')
    assert status == Gimp.PDBStatusType.SUCCESS, (status, painted)
    done, left = reversed(painted.get_layers())
    assert told(done)['stopped'] is False and left.get_parasite('neural-style-settings') is None
    assert native(left) == native(image.get_layers()[0]), 'a layer is half painted'
    image.delete()
