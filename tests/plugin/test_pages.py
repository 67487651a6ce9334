# SPDX-License-Identifier: GPL-3.0-or-later
"""What the dialogs show on a virtual screen, page by page and section by section, in the language of the process: each
fits on a small screen, has a key of its own for each label, and shows something else than the others. Widgets are found
by their role, so that this serves every language."""

import collections
import itertools
import os
import time

from gi.repository import Gimp

from harness import case, new_image, paint
from screen import accessible, in_dialog, last_style, press, remember, screenshot, xdotool

LANGUAGE = os.environ['LC_ALL'][:2].replace('C.', 'en')
SMALL_SCREEN = 1280, 720  # which run-gimp.sh makes
TITLE = 24  # px, of the window
GIMPS_SPANISH = {'Cargar preferencias guardadas', 'Cancelar'}  # which share a key; both are GIMP's own


def size(window):
    found = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window))
    return int(found['WIDTH']), int(found['HEIGHT'])


def check(window, name):
    """What is shown fits, and no key leads to two things. Leaves a picture. Gives the pixels of the page."""
    time.sleep(1)
    screenshot(f'{LANGUAGE}-{name}')
    found = size(window)
    assert found[0] <= SMALL_SCREEN[0] and found[1] <= SMALL_SCREEN[1] - TITLE, (name, found)
    keys = collections.defaultdict(list)
    for line in accessible('keys', 'all'):
        key, what = line.split(' ', 1)
        keys[key].append(what)
    print(f'    {name} {found}:', ' '.join(sorted(keys)))
    twice = {key: what for key, what in keys.items() if len(what) > 1 and set(what) != GIMPS_SPANISH}
    assert not twice, (name, twice)
    assert len(keys) >= 5, (name, keys)
    [pixels] = accessible('pixels', 'page tab list')
    return bytes.fromhex(pixels)


def assert_different(pages):
    """A hundredth of what is seen is not the same, at least."""
    for one, other in itertools.combinations(pages, 2):
        differing = sum(a != b for a, b in zip(one, other))
        assert len(one) != len(other) or differing > len(one) / 100, [pages.index(page) for page in (one, other)]


def image_with_masks():
    image, layer = new_image(size=(300, 200))
    layer.add_mask(layer.create_mask(Gimp.AddMaskType.WHITE))
    image.insert_channel(Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, 'sky'), None, 0)
    layer.set_edit_mask(False)
    image.set_selected_layers([layer])
    return image


@case
def each_page_fits_and_has_keys_of_its_own():
    remember(**last_style(regions='"mask=channel:sky\\nfeather=8\\nmask=layer-mask:photo\\nprotection=3"'))

    def user(dialog):
        seen = []
        for page in ('style', 'regions', 'colors', 'advanced'):
            seen.append(check(dialog, 'page-' + page))
            press(dialog, 'ctrl+Page_Down')
        assert_different(seen)

    in_dialog(user, image_with_masks(), 'Escape')


@case
def so_has_each_source_of_styles():
    remember(**last_style())

    def user(dialog):
        seen = []
        for place in range(5):
            name = accessible('press-one', 'radio button', place)
            print('   ', name)
            seen.append(check(dialog, f'source-{place}'))
        assert_different(seen)

    in_dialog(user, image_with_masks(), 'Escape')


@case
def so_has_each_section_of_the_last_page():
    remember(**last_style())

    def user(dialog):
        for _ in range(3):  # each page is made when it is seen
            press(dialog, 'ctrl+Page_Down')
            time.sleep(1)
        seen = [check(dialog, 'advanced-0')]  # which is open
        for place in (4, 3, 2, 1):  # from below: an open one moves those after it out of sight
            print('   ', accessible('press-one', 'toggle button', place))
            seen.append(check(dialog, f'advanced-{place}'))
        assert_different(seen)

    in_dialog(user, image_with_masks(), 'Escape')


@case
def so_has_the_dialog_of_a_painted_layer():
    image = image_with_masks()
    image.set_selected_layers([paint(image)])

    in_dialog(lambda dialog: check(dialog, 'recalled'), image, 'Escape')


@case
def so_has_the_dialog_of_all_layers():
    remember('plug-in-neural-style-layers', **last_style())

    title = {
        'en': 'Neural Style on All Layers',
        'de': 'Neural Style auf alle Ebenen',
        'fr': 'Neural Style sur tous les calques',
        'es': 'Neural Style en todas las capas',
        'ja': 'すべてのレイヤーに Neural Style',
        'zh': '对所有图层应用 Neural Style',
    }[LANGUAGE]
    in_dialog(lambda dialog: check(dialog, 'layers'), image_with_masks(), 'Escape', 'plug-in-neural-style-layers', title)
