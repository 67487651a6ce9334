# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of regions on a virtual screen: by keys and by the accessibility tree, with what is painted then."""

import time

from gi.repository import Gimp

from harness import case, channel, native, new_image, paint, selection_over, style_file, told, write
from screen import (accessible, call, close, close_image, last_style, meet_an_error, press, remember, run_from_menu,
                    screenshot, wait_for_layers, wait_for_window, wait_until, xdotool)
import screen


def image_with_masks():
    """An image with the channels left and right, and with a layer whose mask shows its top."""
    image, photo = new_image()
    channel(image, lambda x, y: x >= 32, 'right')
    channel(image, lambda x, y: x < 32, 'left')
    other = Gimp.Layer.new(image, 'person', 64, 64, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(other, None, 1)
    mask = other.create_mask(Gimp.AddMaskType.BLACK)
    other.add_mask(mask)
    write(mask, 'Y float', [float(y < 32) for y in range(64) for x in range(64)])
    image.set_selected_layers([photo])
    return image, photo


def regions_of(layer):
    """What it remembers, without the numbers of items and what is as usual."""
    usual = {'strength': 1, 'feather': 0, 'protection': 1, 'keep': False, 'styles': []}
    return [(region['mask'].split('#')[0] + ' '.join(region['mask'].split(' ')[1:]) if '#' in region['mask']
             else region['mask'], {key: value for key, value in region.items() if key != 'mask' and value != usual[key]})
            for region in told(layer).get('regions', [])]


def in_dialog(user, image, end='alt+i', **last):
    """The layer that is painted, if the key `end` does that, after what the user does in the page of regions."""
    remember(**last_style(steps=3, **last))

    def in_page(dialog):
        press(dialog, 'ctrl+Page_Down')
        user(dialog)

    return screen.in_dialog(in_page, image, end)


def begin_to_type(dialog, key, number):
    """Into the number whose label has that key."""
    press(dialog, key, 'ctrl+a')
    xdotool('type', str(number))


def type_number(dialog, key, number):
    begin_to_type(dialog, key, number)
    press(dialog, 'Tab')


def wait_for_regions(*names):
    """Until the list has all of them, as a screen reader says them."""
    wait_until(f'there are the regions {names}', lambda: set(names) <= set(accessible('names', 'Regions')))


def again(image, photo):
    """Repeats with the last values."""
    image.set_selected_layers([photo])
    status, layer = call(image, Gimp.RunMode.WITH_LAST_VALS)
    assert status == Gimp.PDBStatusType.SUCCESS, (status, layer)
    return layer


@case
def regions_are_added_and_set():
    image, photo = image_with_masks()
    display = Gimp.Display.new(image)

    def user(dialog):
        accessible('press', 'left (channel)')
        type_number(dialog, 'alt+t', 0.5)
        type_number(dialog, 'alt+p', 3)
        type_number(dialog, 'alt+e', 6)
        accessible('press', 'person (layer mask)')
        press(dialog, 'alt+k')
        time.sleep(3)
        screenshot('regions')
        wait_for_regions('left: strength 0.5, protection 3, feather 6 px', 'person: kept as it is')

    layer = in_dialog(user, image)
    expected = paint(image, [photo], regions='mask=channel:left\nstrength=0.5\nfeather=6\nprotection=3\n'
                                             'mask=layer-mask:person\nkeep')
    assert native(layer) == native(expected)
    found = regions_of(layer)
    assert found == [('selection', {}), ('channel:left', {'strength': 0.5, 'feather': 6, 'protection': 3}),
                     ('layer-mask:person', {'keep': True})], found
    repeated = again(image, photo)
    assert native(repeated) == native(layer) and told(repeated)['regions'] == told(layer)['regions']
    close_image(display)


@case
def a_number_that_is_being_typed_counts():
    image, _ = image_with_masks()

    def user(dialog):
        accessible('press', 'left (channel)')
        begin_to_type(dialog, 'alt+t', 0.5)

    found = regions_of(in_dialog(user, image))
    assert found == [('selection', {}), ('channel:left', {'strength': 0.5})], found
    image.delete()


@case
def escape_drops_a_number_that_is_being_typed():
    image, _ = image_with_masks()

    def user(dialog):
        accessible('press', 'left (channel)')
        begin_to_type(dialog, 'alt+t', 0.5)

    in_dialog(user, image, 'Escape')
    image.delete()


@case
def keys_add_move_keep_and_remove():
    """A row is reached by the accessibility tree."""
    image, photo = image_with_masks()

    def user(dialog):
        for name in ('left', 'right', 'person'):  # what is in the list is not offered again
            press(dialog, 'alt+a')
            accessible('said', f'{name} (')  # the menu is there
            xdotool('key', 'Home', 'Return')
            wait_for_regions(name)
        accessible('focus', 'person')
        press(dialog, 'alt+Up', 'alt+Up', 'alt+k')
        screenshot('regions-moved')
        accessible('focus', 'right')
        press(dialog, 'Delete')

    found = regions_of(in_dialog(user, image))
    assert found == [('selection', {}), ('layer-mask:person', {'keep': True}), ('channel:left', {})], found
    image.delete()


@case
def a_region_has_styles_of_its_own():
    image, photo = image_with_masks()

    def user(dialog):
        accessible('press', 'left (channel)')
        press(dialog, 'alt+y')
        wait_until('it has no styles', lambda: 'stripes' not in accessible('names', 'Chosen styles'))
        accessible('select', 'Swatches', 3)
        wait_until('it has a style', lambda: 'Random 3' in accessible('names', 'Chosen styles'))
        screenshot('regions-own-style')
        press(dialog, 'ctrl+Page_Down')
        wait_for_regions('left: 1 style of its own')
        screenshot('regions-with-own-style')

    layer = in_dialog(user, image, swatch_size=64)
    assert layer.get_name() == 'Neural Style: stripes + dcgan-abstract 3, seed 0', layer.get_name()
    expected = paint(image, [photo], styles=str(style_file()), swatch_size=64,
                     regions='mask=channel:left\nstyle=generated:dcgan-abstract:3')
    assert native(layer) == native(expected)
    assert [(style['name'], style.get('region')) for style in told(layer)['styles']] == \
        [('stripes', None), ('dcgan-abstract 3', 1)], told(layer)['styles']
    image.delete()


@case
def the_rest_can_be_kept():
    image, photo = image_with_masks()

    def user(dialog):
        press(dialog, 'alt+k')
        accessible('press', 'right (channel)')
        wait_for_regions('The whole picture: where no other region is, kept as it is')

    layer = in_dialog(user, image)
    before = native(photo)
    assert all(native(layer)[y * 64 + x] == before[y * 64 + x] for y in range(64) for x in range(32))
    assert native(layer) != before
    image.delete()


@case
def the_selection_is_the_first_region():
    """Outside of it nothing changes, whatever other regions there are."""
    image, photo = image_with_masks()
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 8, 8, 40, 40)

    def user(dialog):
        accessible('press', 'right (channel)')
        wait_for_regions('The selection: where no other region is')
        time.sleep(3)
        screenshot('regions-selection')

    layer = in_dialog(user, image)
    pixels = list(zip(native(layer), native(photo), selection_over(image, photo)))
    assert all(after == before for after, before, selected in pixels if not selected)
    assert any(after != before for after, before, selected in pixels if selected)
    image.delete()


def refused(image, sentence, regions):
    """The dialog says what is wrong and stays open."""
    remember(**last_style(steps=3, regions=regions))

    def user():
        dialog = wait_for_window('Neural Style')
        press(dialog, 'ctrl+Page_Down')
        meet_an_error(dialog, 'regions-missing', sentence, 'alt+i')

    status, _ = call(image, Gimp.RunMode.INTERACTIVE, user)
    assert status == Gimp.PDBStatusType.CANCEL, status


@case
def a_mask_that_is_gone_or_black_is_said():
    image, photo = image_with_masks()
    channel(image, lambda x, y: False, 'nowhere')
    image.set_selected_layers([photo])
    refused(image, 'There is no channel “gone” in this image.', '"mask=channel:gone\\nmask=channel:nowhere"')
    refused(image, 'The mask “nowhere” is black all over the layer', '"mask=channel:nowhere"')
    refused(image, '“nonsense” makes no sense in the list of regions.', '"nonsense"')
    image.delete()


@case
def a_mask_that_is_gone_is_removed():
    image, _ = image_with_masks()

    def user(dialog):
        wait_for_regions('gone: not in this image: remove it')
        accessible('press', 'Remove gone')

    assert 'regions' not in told(in_dialog(user, image, regions='"mask=channel:gone"'))
    image.delete()


@case
def an_image_without_masks_says_how_to_make_one():
    image, _ = new_image()

    def user(dialog):
        screenshot('regions-none')
        [hint] = [name for name in accessible('names', 'Neural Style') if name.startswith('There is no mask')]
        assert 'Select > Save to Channel' in hint and 'Layer > Mask' in hint, hint

    in_dialog(user, image)
    image.delete()


@case
def a_mask_deleted_meanwhile_is_no_crash():
    """The run is GIMP's own, so that this process can change the image."""
    remember(**last_style(steps=3))
    image, _ = image_with_masks()
    display = Gimp.Display.new(image)
    time.sleep(1)
    run_from_menu()
    dialog = wait_for_window('Neural Style')
    press(dialog, 'ctrl+Page_Down')
    accessible('press', 'left (channel)')
    time.sleep(3)  # GIMP kills a plug-in that is just reading what is removed
    [gone] = [each for each in image.get_channels() if each.get_name() == 'left']
    image.remove_channel(gone)
    press(dialog, 'ctrl+Page_Down', 'ctrl+Page_Up')
    wait_for_regions('left: not in this image: remove it')
    screenshot('regions-deleted')
    accessible('press', 'Remove left')
    close(dialog, 'alt+i')
    wait_for_layers(image, 3)
    assert 'regions' not in told(image.get_layers()[0])
    close_image(display)


@case
def a_painted_layer_offers_its_regions():
    image, photo = image_with_masks()
    first = paint(image, [photo], swatch_size=64,
                  regions='mask=channel:left\nfeather=4\nstyle=generated:dcgan-abstract:5\nmask=channel:right\nkeep')
    image.remove_channel([each for each in image.get_channels() if each.get_name() == 'right'][0])
    image.set_selected_layers([first])

    def user(dialog):
        screenshot('regions-recalled')
        names = accessible('names', 'Neural Style')
        assert any('left out: “right”' in name for name in names), names

    layer = in_dialog(user, image, regions='"mask=layer:photo\\nkeep"', swatch_size=128)
    left = [dict(region, mask='') for region in told(first)['regions']][:2]
    assert [dict(region, mask='') for region in told(layer)['regions']] == left, told(layer)['regions']
    image.delete()
