# SPDX-License-Identifier: GPL-3.0-or-later
"""Relatives of a swatch: variations and blends, in scripts and in the dialog on a virtual screen."""

import os
import pathlib
import time

from gi.repository import GdkPixbuf

from harness import case, native, new_image, paint, told
from screen import accessible, in_dialog, press, remember, screenshot, usable, wait_until, xdotool


def words(layer):
    return [style['word'] for style in told(layer)['styles']]


def press_in_menu(key):
    """A window manager knows nothing of a menu's window."""
    time.sleep(0.5)
    xdotool('key', key)
    time.sleep(0.7)


def chosen():
    return [name for name in accessible('selected', 'Swatches') if name]


@case
def words_are_the_same_in_a_list_and_as_seeds():
    image, content = new_image()
    first = paint(image, [content], style_seeds='12~3,{3+9@0.25}~2*2', swatch_size=64)
    assert first.get_name() == 'Neural Style: dcgan-abstract 12~3,{3+9@0.25}~2*2, seed 0', first.get_name()
    assert told(first)['styles'][0]['seeds'] == '12~3,{3+9@0.25}~2*2', told(first)['styles']
    again = paint(image, [content], styles='generated:dcgan-abstract:12~3,{3+9@0.25}~2*2', swatch_size=64)
    assert native(again) == native(first)
    other = paint(image, [content], style_seeds='12,{3+9@0.25}~2*2', swatch_size=64)
    assert native(other) != native(first)
    image.delete()


@case
def a_variation_is_picked_painted_and_recalled():
    remember(swatch_size=64, steps=3)
    image, content = new_image()

    def user(dialog):
        [description] = accessible('description', 'Blend')
        assert 'Choose two' in description, description
        assert not usable('Blend') and not usable('Back') and not usable('Vary')
        [description] = accessible('description', 'Vary')
        assert 'Click a swatch' in description, description
        accessible('reach', 'Swatches', 12)
        accessible('press', 'Vary')
        accessible('select', 'Swatches', 3)
        assert chosen() == ['Swatch 12~3'], chosen()
        time.sleep(2)  # until the swatches are painted
        screenshot('dialog-variations')

    layer = in_dialog(user, image)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 12~3, seed 0', layer.get_name()
    assert words(layer) == ['generated:dcgan-abstract:12~3'], words(layer)
    scripted = paint(image, [content], styles='generated:dcgan-abstract:12~3', swatch_size=64)
    assert native(scripted) == native(layer)
    image.set_selected_layers([layer])
    remember(swatch_size=64, steps=3, style_seeds='"1"')
    again = in_dialog(lambda dialog: None, image)
    assert words(again) == words(layer) and native(again) == native(layer)
    image.delete()


@case
def the_chosen_one_is_varied_however_it_was_chosen():
    remember(swatch_size=64, steps=3)
    image, _ = new_image()

    def user(dialog):
        accessible('select', 'Swatches', 5)  # as a screen reader does, which leaves the keyboard where it was
        accessible('press', 'Vary')
        wait_until('the first is the chosen one', lambda: chosen() == ['Swatch 5'])
        accessible('press', 'Remove Random 5')
        accessible('select', 'Swatches', 3)
        assert chosen() == ['Swatch 5~3'], chosen()

    assert words(in_dialog(user, image)) == ['generated:dcgan-abstract:5~3']
    image.delete()


@case
def two_are_blended_and_back():
    remember(swatch_size=64, steps=3)
    image, _ = new_image()

    def user(dialog):
        accessible('select', 'Swatches', 3, 9)
        assert usable('Blend')
        accessible('press', 'Blend')
        wait_until('the way begins and ends with the chosen', lambda: chosen() == ['Swatch 3', 'Swatch 9'])
        time.sleep(2)
        screenshot('dialog-blends')
        accessible('press', 'Remove Random 3')
        accessible('press', 'Remove Random 9')
        accessible('select', 'Swatches', 5, 15)
        assert chosen() == ['Swatch 3+9@0.25', 'Swatch 3+9@0.75'], chosen()
        accessible('press', 'Blend')
        accessible('select', 'Swatches', 10)
        accessible('press', 'Back')
        wait_until('the first way is back', lambda: chosen() == ['Swatch 3+9@0.25', 'Swatch 3+9@0.75'])
        accessible('press', 'Back')
        wait_until('the seeds are back', lambda: chosen() == [])
        assert not usable('Back')
        accessible('press', 'Remove Random 3+9@0.75')

    layer = in_dialog(user, image)
    assert words(layer) == ['generated:dcgan-abstract:3+9@0.25',
                            'generated:dcgan-abstract:{3+9@0.25}+{3+9@0.75}'], words(layer)
    image.delete()


@case
def a_menu_does_it_too():
    kept = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'neural-style-kept')
    remember(swatch_size=64, steps=3)
    image, _ = new_image()

    def user(dialog):
        accessible('select', 'Swatches', 4)
        accessible('reach', 'Swatches', 2)
        press(dialog, 'shift+F10')
        screenshot('dialog-swatch-menu')
        press_in_menu('b')
        press_in_menu('Return')
        accessible('select', 'Swatches', 10)
        assert 'Swatch 2+4' in chosen(), chosen()
        accessible('act', 'Swatches', 10, 'menu')
        press_in_menu('v')
        accessible('select', 'Swatches', 1)
        assert '{2+4}~1' in chosen()[-1], chosen()
        accessible('act', 'Swatches', 1, 'menu')
        press_in_menu('k')
        wait_until('it is kept', lambda: kept.exists() and 'generated:dcgan-abstract:{2+4}~1' in kept.read_text())

    layer = in_dialog(user, image)
    assert 'generated:dcgan-abstract:{2+4}~1' in words(layer), words(layer)
    kept.unlink()
    image.delete()


@case
def what_was_painted_before_is_not_painted_again():
    """What stands in the files of such swatches is shown."""
    magenta = 0xff00ffff

    def kept():
        return list(pathlib.Path(os.environ['XDG_CACHE_HOME']).glob('gimp/*/neural-style/swatches/*.png'))

    def user(dialog):
        wait_until('they are shown again', lambda: accessible('look-at', 'Swatches', 0)[0].startswith('ff00ff'))

    image, _ = new_image()
    in_dialog(lambda dialog: wait_until('the swatches are kept', lambda: len(kept()) > 8), image, end='Escape')
    try:
        for file in kept():
            picture = GdkPixbuf.Pixbuf.new_from_file(str(file))
            picture.fill(magenta)
            picture.savev(str(file), 'png', [], [])
        in_dialog(user, image, end='Escape')
    finally:
        for file in kept():
            file.unlink()
    image.delete()
