# SPDX-License-Identifier: GPL-3.0-or-later
"""The interactive run on a virtual screen: the dialog, the run window with Stop, repeating, and undo in one step."""

import os
import pathlib
import time

from gi.repository import Gimp

from harness import add_noise_layer, case, native, new_image, procedure, state, told
from screen import (User, accessible, activate, call, close, last_style, meet_an_error, press, remember, screenshot, undo,
                    usable, wait_for_window, wait_until, xdotool)


@case
def an_error_leaves_the_dialog_open():
    image, _ = new_image()
    before = state(image)

    def user():
        dialog = wait_for_window('Neural Style')
        screenshot('dialog')
        meet_an_error(dialog, 'dialog-error', 'No style is chosen.')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    image.delete()


@case
def paints_and_is_undone_in_one_step():
    remember(**last_style(steps=3))
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
    remember(**last_style(steps=5000))
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
    remember(**last_style(steps=5000, keep_stopped='yes'))
    image, _ = new_image(size=(256, 256))

    def user():
        dialog = wait_for_window('Neural Style')
        close(dialog, 'Return')
        window = wait_for_window('Neural Style', known=[dialog])
        wait_until('there is something to keep', lambda: usable('Stop and Keep'))
        press(window, 'Escape')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert len(image.get_layers()) == 2
    note = told(layer)
    assert note['stopped'] is True and 0 < note['steps'] < 5000, (note['stopped'], note['steps'])
    image.delete()


@case
def texts_that_make_no_sense_leave_the_dialog_open():
    remember(**last_style(style_layers='"conv9"'))
    image, _ = new_image()
    before = state(image)

    def user():
        dialog = wait_for_window('Neural Style')
        meet_an_error(dialog, 'dialog-nonsense', '“conv9” is no layer.')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status
    assert state(image) == before
    image.delete()


def settings_after(keys, **last):
    """The settings with which the dialog paints after these keys; it starts with the values `last`."""
    remember(**last_style(**last))
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
    settings = settings_after(['ctrl+Page_Down'] * 3 + ['alt+k', 'alt+n', 'alt+k', 'alt+u'], content_weight=2.5e-8, steps=3)
    assert settings['content-weight'] == '2.5e-08', settings


@case
def repeats_with_the_last_values():
    remember(**last_style(steps=2, seed=42))
    image, _ = new_image()
    display = Gimp.Display.new(image)
    status, layer = call(image, Gimp.RunMode.WITH_LAST_VALS)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: stripes, seed 42', layer.get_name()
    display.delete()


@case
def a_swatch_is_three_keys_away():
    """Nothing was painted before: the swatches are there, and have the keyboard."""
    remember(swatch_size=64, steps=3)
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        press(dialog, 'Right', 'space')
        screenshot('dialog-generated')
        close(dialog, 'Return')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 1, seed 0', layer.get_name()
    image.delete()


@case
def swatches_are_picked_weighed_and_repeated():
    remember(swatch_size=64, steps=3)
    image, content = new_image()
    display = Gimp.Display.new(image)

    def user():
        dialog = wait_for_window('Neural Style')
        accessible('select', 'Swatches', 12, 3, 5)
        assert accessible('selected', 'Swatches') == ['Swatch 3', 'Swatch 5', 'Swatch 12']
        accessible('press', 'Remove Random 5')
        accessible('value', 'Weight of Random 3', 2.5)
        assert accessible('selected', 'Swatches') == ['Swatch 3', 'Swatch 12']
        screenshot('dialog-two-swatches')
        close(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 12 + dcgan-abstract 3, seed 0', layer.get_name()
    assert [(style['word'], style['weight']) for style in told(layer)['styles']] == \
        [('generated:dcgan-abstract:12', 1), ('generated:dcgan-abstract:3', 2.5)], told(layer)['styles']
    image.set_selected_layers([content])
    status, again = call(image, Gimp.RunMode.WITH_LAST_VALS)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, again)
    assert native(again) == native(layer) and told(again)['styles'] == told(layer)['styles']
    display.delete()


@case
def kept_swatches_stay():
    kept = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'neural-style-kept')
    kept.write_text('generated:dcgan-abstract:42\nnothing of ours\n')
    remember(swatch_size=64, steps=3)
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        press(dialog, 'Right', 's')
        accessible('press', 'Kept')
        accessible('select', 'Kept swatches', 1)
        screenshot('dialog-kept')
        assert accessible('selected', 'Kept swatches') == ['dcgan-abstract 42']
        close(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 42, seed 0', layer.get_name()
    assert kept.read_text() == 'generated:dcgan-abstract:1\ngenerated:dcgan-abstract:42\n', kept.read_text()
    image.delete()


@case
def styles_of_single_arguments_enter_the_list():
    """Those that a script, or the dialog of an earlier version, has left."""
    remember(**last_style(style_seeds='"7,12"', swatch_size=64, steps=3))
    image, _ = new_image()

    def user():
        dialog = wait_for_window('Neural Style')
        names = accessible('names', 'Chosen styles')
        assert 'stripes' in names and 'Random 7,12' in names, names
        press(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert [style['argument'] for style in told(layer)['styles']] == ['styles'] * 2
    image.delete()


@case
def layers_and_patterns_are_picked():
    remember(steps=3)
    image, _ = new_image()
    other, source = new_image(size=(40, 40))
    source.set_name('texture')

    def user():
        dialog = wait_for_window('Neural Style')
        accessible('press', 'Patterns')
        time.sleep(1)
        screenshot('dialog-patterns')
        accessible('press', 'Files')
        time.sleep(1)
        screenshot('dialog-files')
        accessible('press', 'Layers')
        accessible('select', 'Layers', 1)
        [name] = accessible('selected', 'Layers')
        assert name.startswith('texture ('), name
        screenshot('dialog-layers-as-styles')
        close(dialog, 'alt+i')

    status, layer = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    assert layer.get_name() == 'Neural Style: texture, seed 0', layer.get_name()
    image.delete()
    other.delete()


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
    remember(LAYERS, **last_style(steps=3))
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
    remember(LAYERS, **last_style(steps=600, **last))
    image = two_frames()
    before, images = state(image), len(Gimp.get_images())

    def user():
        dialog = wait_for_window('Neural Style on All Layers')
        close(dialog, 'Return')
        window = wait_for_window('Neural Style', known=[dialog])
        wait_until('the second layer is painted',
                   lambda: any('Layer 2 of 2' in name for name in accessible('names', 'Neural Style')))
        time.sleep(1)
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
