# SPDX-License-Identifier: GPL-3.0-or-later
"""After a run, on a virtual screen: GIMP's own repeating, and what a painted layer offers when it is selected again."""

import time

from gi.repository import Gimp

from harness import add_noise_layer, case, channel, floats, new_image, paint, style_file, told
from screen import (accessible, call, close, close_image, image_window, in_dialog, last_style, press, remember,
                    run_from_menu, screenshot, wait_for_layers, wait_for_window, windows)


@case
def repeat_and_reshow_paint_the_original_again():
    remember(**last_style(steps=3, seed=5))
    image, _ = new_image()
    display = Gimp.Display.new(image)
    time.sleep(1)
    run_from_menu()
    close(wait_for_window('Neural Style'), 'Return')
    wait_for_layers(image, 2)
    press(image_window(), 'ctrl+f')  # Repeat
    wait_for_layers(image, 3)
    press(image_window(), 'ctrl+shift+f')  # Re-Show
    close(wait_for_window('Neural Style'), 'Return')
    wait_for_layers(image, 4)
    layers = image.get_layers()
    assert layers[3].get_name() == 'photo'
    for layer in layers[:3]:
        assert told(layer)['content']['name'] == 'photo' and told(layer)['settings']['seed'] == '5'
    close_image(display)


def repaint(image, layer, keys=(), name=None):
    """Selects the layer and confirms the dialog after `keys`, which starts with other last values."""
    remember(**last_style(steps=2, seed=99, strength=1))
    image.set_selected_layers([layer])

    def user():
        dialog = wait_for_window('Neural Style')
        if name:
            screenshot(name)
        press(dialog, *keys)
        close(dialog, 'alt+i')

    status, result = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, result)
    return result


@case
def a_painted_layer_offers_its_own_settings():
    image, photo = new_image()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 8, 8, 40, 40)
    first = paint(image, seed=7, strength=1.5, style_loss='gram')
    Gimp.Selection.none(image)
    again = repaint(image, first, name='dialog-recalled')
    note = told(again)
    assert note['settings']['seed'] == '7' and note['settings']['strength'] == '1.5', note['settings']
    assert note['settings']['style-loss'] == 'gram' and note['settings']['steps'] == '3', note['settings']
    assert note['content']['name'] == 'photo', note['content']
    assert [layer.get_id() for layer in image.get_layers()] == [again.get_id(), first.get_id(), photo.get_id()]
    assert floats(again.get_mask(), 'Y float') == floats(first.get_mask(), 'Y float'), 'another part was painted'
    assert floats(again, "R'G'B' float") == floats(first, "R'G'B' float"), 'not the same picture'
    image.delete()


@case
def the_list_of_styles_is_offered_again():
    image, _ = new_image()
    first = paint(image, styles=f'{style_file()}:2\ngenerated:dcgan-abstract:7:0.5', swatch_size=64, seed=3)
    again = repaint(image, first)
    one, other = (sorted((style['word'], style['weight']) for style in told(layer)['styles']) for layer in (first, again))
    assert len(one) == 2 and one == other, (one, other)
    assert floats(again, "R'G'B' float") == floats(first, "R'G'B' float"), 'not the same picture'
    image.delete()


@case
def of_styles_the_rest_is_offered_where_a_layer_is_gone():
    """Those of the picture and those of a region."""
    image, photo = new_image()
    texture = add_noise_layer(image, (32, 32), seed=2)
    texture.set_name('texture')
    channel(image, lambda x, y: x < 32, 'left')
    first = paint(image, [photo], styles=f'{style_file()}\nlayer:texture', swatch_size=64,
                  regions='mask=channel:left\nstyle=layer:texture\nstyle=generated:dcgan-abstract:7')
    image.remove_layer(texture)
    remember(**last_style(steps=2, seed=99))
    image.set_selected_layers([first])

    def user(_):
        screenshot('dialog-recalled-without-a-layer')
        accessible('said', 'Not found any more, so choose another style: “texture”')
        assert not windows('^GIMP Message$'), 'GIMP was asked for what is not there'

    note = told(in_dialog(user, image))
    assert [style['name'] for style in note['styles']] == ['stripes', 'dcgan-abstract 7'], note['styles']
    assert note['regions'][1]['styles'] == ['generated:dcgan-abstract:7'], note['regions']
    image.delete()


@case
def a_painted_layer_itself_can_be_painted():
    image, _ = new_image()
    first = paint(image, seed=7)
    again = repaint(image, first, ['alt+b'])
    assert told(again)['content']['name'] == first.get_name() and told(again)['settings']['seed'] == '7', told(again)
    image.delete()


@case
def generated_styles_are_offered_again():
    image, _ = new_image()
    first = paint(image, style_seeds='7,12', swatch_size=64)
    again = repaint(image, first)
    assert [style['name'] for style in told(again)['styles']] == ['dcgan-abstract 7,12'], told(again)['styles']
    image.delete()


def attach(layer, text):
    layer.attach_parasite(Gimp.Parasite.new('neural-style-settings', Gimp.PARASITE_PERSISTENT, text))


@case
def damaged_memories_are_passed_over():
    """The dialog starts with the last values, as for any layer."""
    for text in (b'nonsense', b'{"settings": 7}', b'{"settings": {"seed": "7"'):
        image, photo = new_image()
        attach(photo, text)
        assert told(repaint(image, photo))['settings']['seed'] == '99', text
        image.delete()


@case
def what_a_memory_does_not_say_or_says_wrong_is_at_its_default():
    image, photo = new_image()
    attach(photo, b'{"settings": {"seed": "7", "strength": "much", "steps": 4, "unknown": "1", "scales": "1", '
                  b'"state-file": "/tmp/never"}, "styles": [{"argument": "style-seeds", "generator": "dcgan-abstract", '
                  b'"seeds": "3"}, 5, {"argument": "style-file", "path": "/none.png", "name": "none"}], '
                  b'"content": {"tattoo": -1}}')
    settings = told(repaint(image, photo, name='dialog-missing-style'))['settings']
    assert settings['seed'] == '7' and settings['strength'] == '1' and settings['steps'] == '100', settings
    assert settings['state-file'] == '' and settings['scales'] == '1', settings
    image.delete()
