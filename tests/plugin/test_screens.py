# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of every dialog with a photograph, on a small screen, in the language, the direction, the scale and the
theme of the process: nothing is cut off, empty or left in English. Leaves a picture of each, for people to look at."""

import json
import os
import time

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, Gimp  # noqa: E402

from harness import case, new_image, procedure, style_file  # noqa: E402
from screen import (User, accessible, call, close, press, remember, screenshot, wait_for_window, wait_until,
                    xdotool)  # noqa: E402
from shown import check_all, check_room, check_whole_page, LANGUAGE, tr  # noqa: E402

VARIANT = os.environ.get('NST_VARIANT') or LANGUAGE
SWATCH = 'generated:dcgan-abstract:7'
SOURCES = ('Generated', 'Kept', 'Files', 'Layers', 'Patterns')
LAYERS, SWATCHES = 'plug-in-neural-style-layers', 'plug-in-neural-style-swatches'


def look(name, fewest=5, pause=1.5):
    """Lets the window settle, takes its picture without a tooltip and checks what it shows."""
    xdotool('mousemove', '1270', '700')
    time.sleep(pause)
    screenshot(f'{VARIANT}-{name}')
    return check_all(fewest)


def photograph():
    """GIMP's own splash picture, or noise where it is not installed, with two channels."""
    file = os.path.join(Gimp.data_directory(), 'images/gimp-splash.png')
    if os.path.exists(file):
        pixels = GdkPixbuf.Pixbuf.new_from_file_at_size(file, 640, 640)
        image = Gimp.Image.new(pixels.get_width(), pixels.get_height(), Gimp.ImageBaseType.RGB)
        layer = Gimp.Layer.new_from_pixbuf(image, 'lake', pixels, 100, Gimp.LayerMode.NORMAL, 0, 0)
        image.insert_layer(layer, None, 0)
    else:
        image, layer = new_image(size=(640, 360))
    width, height = image.get_width(), image.get_height()
    for name, top, share in (('sky', 0, 0.4), ('water', 0.6, 0.4)):
        image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, top * height, width, share * height)
        Gimp.Selection.save(image).set_name(name)
    Gimp.Selection.none(image)
    image.set_selected_layers([layer])
    return image


def remember_work(name='plug-in-neural-style', **more):
    regions = f'mask=channel:sky\nstyle={SWATCH}\nfeather=8\nmask=channel:water\nkeep'
    remember(name, styles=json.dumps(f'{style_file()}:2\n{SWATCH}'), regions=json.dumps(regions), swatch_size=64, **more)


def in_dialog(user, name='plug-in-neural-style'):
    image = photograph()
    status, message = call(image, Gimp.RunMode.INTERACTIVE, user, name)
    assert status == Gimp.PDBStatusType.CANCEL, (status, message)
    image.delete()


@case
def the_pages():
    remember_work()

    def user():
        dialog = wait_for_window('Neural Style')
        [window] = look('style', pause=4)  # until the first draft is there
        check_whole_page(window, 'Styles _of', 'Pr_eset')
        preview = check_room(window)
        left = {each['name']: each['place'][0] for each in window['shown']}
        assert (left[tr('Pa_int')] < left[tr('_Help')]) == (VARIANT == 'mirrored'), 'it is turned the wrong way'
        for source in SOURCES:
            accessible('press', tr(source))
            look('style-' + source.lower())
        accessible('press', tr('Generated'))
        accessible('reach', tr('Swatches'), 0)  # or the key would reach nothing
        for page in ('Regions', 'Colors', 'Advanced'):
            press(dialog, 'ctrl+Page_Down')
            [window] = look(page.lower())
            assert tr(page) in {each['page'] for each in window['shown'] if each['role'] == 'filler'}, page
            assert check_room(window) == preview, 'the preview has moved'
        close(dialog)

    in_dialog(user)


@case
def the_models():
    remember_work()

    def user():
        dialog = wait_for_window('Neural Style')
        accessible('press', tr('_Models…'))
        window = wait_for_window(tr('Neural Style Models'))
        look('models')
        close(window)
        close(dialog)

    in_dialog(user)


@case
def the_run():
    remember_work(steps=5000)

    def user():
        dialog = wait_for_window('Neural Style')
        accessible('press', tr('Pa_int'))
        window = wait_for_window('Neural Style', known=[dialog])
        keep = tr('Stop and _Keep')
        wait_until('there is a picture', lambda: accessible('usable', keep) == ['yes'])
        look('run', fewest=3)
        press(window, 'Escape')

    in_dialog(user)


@case
def all_layers():
    remember_work(LAYERS)

    def user():
        dialog = wait_for_window(tr('Neural Style on All Layers'))
        [window] = look('layers', pause=4)
        check_whole_page(window, 'Styles _of', 'Ste_adiness')
        check_room(window)
        close(dialog)

    in_dialog(user, LAYERS)


@case
def the_swatches():
    config = procedure(SWATCHES).create_config()
    config.set_property('run-mode', Gimp.RunMode.INTERACTIVE)

    def user():
        dialog = wait_for_window(tr('Neural Style Swatches'))
        look('swatches')
        close(dialog)

    actions = User(user)
    procedure(SWATCHES).run(config)
    actions.check()
