# SPDX-License-Identifier: GPL-3.0-or-later
"""The run itself on a virtual screen: the window with the picture on its way, what a stop keeps, and what happens in
GIMP meanwhile."""

import time

from gi.repository import Gimp

from harness import case, new_image, noise, state, told
from screen import (call, close, close_image, image_window, last_style, press, press_until, remember, run_from_menu,
                    screenshot, undo, usable, wait_for_window, wait_until, windows)

MANY_STEPS = 5000  # none of these runs comes to its end


def start():
    """Confirms the dialog. Returns the run window, with a picture in it that can be kept."""
    dialog = wait_for_window('Neural Style')
    close(dialog, 'Return')
    window = wait_for_window('Neural Style', known=[dialog])
    wait_until('there is something to keep', lambda: usable('Stop and Keep'))
    return window


def run_until(stop, **last):
    """Starts a long run and does `stop` with its window. Returns the image, its state before, and what the call gave."""
    remember(**last_style(steps=MANY_STEPS, **last))
    image, _ = new_image(size=(256, 192))
    before = state(image)
    display = Gimp.Display.new(image)
    image.clean_all()
    status, layer = call(image, Gimp.RunMode.INTERACTIVE, lambda: stop(start()))
    return image, display, before, status, layer


@case
def stop_and_keep_makes_the_layer_in_one_step():
    """Whatever the option says, which stays what it was."""
    def stop(window):
        screenshot('run-window-choice')
        press(window, 'alt+k')

    image, display, before, status, layer = run_until(stop)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert len(image.get_layers()) == 2
    note = told(layer)
    assert note['stopped'] is True and 0 < note['steps'] < MANY_STEPS, (note['stopped'], note['steps'])
    assert note['settings']['keep-stopped'] == 'false', note['settings']['keep-stopped']
    undo(image)
    assert state(image) == before, 'one undo did not bring back the old state'
    close_image(display)


@case
def stop_and_discard_changes_nothing():
    image, display, before, status, _ = run_until(lambda window: press(window, 'alt+d'), keep_stopped='yes')
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    assert not image.is_dirty(), 'there is a step to undo'
    close_image(display)


@case
def closing_the_window_is_a_stop():
    """It keeps the picture where the option says so."""
    for keep, expected in (('no', Gimp.PDBStatusType.CANCEL), ('yes', Gimp.PDBStatusType.SUCCESS)):
        image, display, before, status, layer = run_until(lambda window: press(window, 'alt+F4'),
                                                          keep_stopped=keep)
        assert status == expected, (keep, status, layer)
        assert (state(image) == before) == (keep == 'no')
        close_image(display)


@case
def a_return_too_much_does_not_stop():
    """Who presses Return in the dialog twice does not lose the run."""
    def stop(window):
        press(window, 'Return', 'space')
        time.sleep(1)
        assert window in windows(), 'Return has stopped the run'
        press(window, 'alt+d')

    image, display, _, status, _ = run_until(stop)
    assert status == Gimp.PDBStatusType.CANCEL, status
    close_image(display)


@case
def a_layer_that_is_removed_meanwhile():
    """The new layer of the test is undone in GIMP while it is painted."""
    remember(**last_style(steps=MANY_STEPS))
    image, below = new_image(size=(256, 192))
    image.undo_group_start()
    layer = Gimp.Layer.new(image, 'short-lived', 256, 192, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    noise(layer, 2)
    image.undo_group_end()
    image.set_selected_layers([layer])
    display = Gimp.Display.new(image)

    def user():
        window = start()
        press(image_window(), 'ctrl+z')
        time.sleep(1)
        press(window, 'alt+k')

    status, message = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.EXECUTION_ERROR, (status, message)
    print('   ', message)
    assert 'removed' in message, message
    assert [layer.get_name() for layer in image.get_layers()] == ['photo']
    close_image(display)


@case
def an_image_that_is_closed_meanwhile():
    """The run ends by itself. It is started from the menu: a run that another plug-in called goes on, since its call
    keeps the image valid."""
    remember(**last_style(steps=MANY_STEPS))
    image, _ = new_image(size=(256, 192))
    Gimp.Display.new(image)
    image.clean_all()
    time.sleep(1)
    run_from_menu()
    window = start()
    press(image_window(), 'ctrl+w')
    wait_until('the run has ended', lambda: window not in (windows() or [window]))
    assert not image.is_valid()
    box = wait_for_window('GIMP Message')
    screenshot('run-window-closed-image')
    close(box)


@case
def two_runs_at_once():
    remember(**last_style(steps=MANY_STEPS))
    images, displays, run_windows = [], [], []
    for _ in range(2):
        image, _ = new_image(size=(256, 192))
        displays.append(Gimp.Display.new(image))
        time.sleep(1)
        images.append(image)
        run_from_menu()
        dialog = wait_for_window('Neural Style', known=run_windows)
        close(dialog, 'Return')
        run_windows.append(wait_for_window('Neural Style', known=[dialog, *run_windows]))
    time.sleep(2)  # until both have a picture
    screenshot('two-runs')
    for image, window in zip(images, run_windows):
        press_until(lambda: len(image.get_layers()) == 2, window, 'alt+k')
    assert [told(image.get_layers()[0])['stopped'] for image in images] == [True, True]
    for display in displays:
        close_image(display)
