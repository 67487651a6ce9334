# SPDX-License-Identifier: GPL-3.0-or-later
"""The live preview in the dialog, by the accessibility tree and by the pixels on a virtual screen."""

import json
import pathlib
import subprocess
import time

from gi.repository import Gimp

from harness import case, native, new_image, paint, style_file
from screen import call, close, press, remember, screenshot, wait_for_window, wait_until

LOOK = pathlib.Path(__file__).with_name('look.py')
PULSE = LOOK.with_name('pulse.py')
SHOWN = 'The picture is shown before and after it is painted.'


def accessible(role, name, *action):
    """What is to be known of a widget, or nothing."""
    done = subprocess.run(['python3', LOOK, role, name, *action], capture_output=True, text=True, check=False)
    return json.loads(done.stdout or 'null')


def preview(*action):
    return accessible('slider', 'Preview', *action)


def wait_for_preview(description):
    """The preview as soon as it says that."""
    def found():
        look = preview()
        return look if look and description in look['description'] else None
    return wait_until(f'the preview says “{description}”', found)


def in_dialog(user, image=None, **last):
    """What the user does in the dialog, which starts with the values `last`, and closes then."""
    remember(**last)
    image = image or new_image(size=(300, 200))[0]

    def actions():
        dialog = wait_for_window('Neural Style')
        user(dialog)
        close(dialog)

    status, message = call(image, Gimp.RunMode.INTERACTIVE, actions)
    assert status == Gimp.PDBStatusType.CANCEL, (status, message)
    image.delete()


def style(**more):
    return {'style_file': f'"{style_file().as_uri()}"', **more}


@case
def a_draft_is_shown_and_follows_the_strength():
    def user(dialog):
        first = wait_for_preview(SHOWN)
        screenshot('preview')
        press(dialog, 'alt+t', *['Page_Down'] * 5)
        wait_until('another draft is shown', lambda: preview()['middle'] != first['middle'])
        wait_for_preview(SHOWN)
        screenshot('preview-weak')

    in_dialog(user, **style(strength=1))


@case
def the_divider_is_moved():
    def user(_):
        first = wait_for_preview(SHOWN)
        assert first['value'] == 0.5, first
        moved = preview('0.25')
        assert moved['value'] == 0.25, moved
        wait_until('it is drawn', lambda: preview()['middle'] != first['middle'])

    in_dialog(user, **style())


@case
def the_selected_part_is_shown_with_its_outline():
    image, _ = new_image(size=(600, 400))
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 100, 100, 200, 150)

    def user(_):
        wait_for_preview(SHOWN)
        screenshot('preview-selection')

    in_dialog(user, image, **style())


@case
def what_is_shown_is_what_is_made():
    """A small picture is shown pixel by pixel as a run in the quality Draft paints it."""
    width, height = 300, 200
    image, _ = new_image(size=(width, height))
    made = paint(image, quality='draft')
    pixels = native(made)
    image.remove_layer(made)

    def user(_):
        wait_for_preview(SHOWN)
        accessible('push button', '100 %', 'press') or accessible('button', '100 %', 'press')
        shown = preview('0')  # the divider: all of it is the painting
        corner = [(shown['size'][0] - width + 1) // 2, (shown['size'][1] - height + 1) // 2]
        first = [shown['size'][i] // 2 - corner[i] for i in range(2)]
        differences = [abs(shown['middle'][(y * 40 + x) * 3 + channel] -
                           pixels[(first[1] + y) * width + first[0] + x][channel])
                       for y in range(40) for x in range(40) for channel in range(3)]
        print(f'    differs by {max(differences)} of 255 at most, by {sum(differences) / len(differences):.2f} in the mean')
        assert max(differences) <= 1, max(differences)

    in_dialog(user, image, **style())


@case
def it_says_what_is_missing():
    in_dialog(lambda _: wait_for_preview('Choose a style'))
    in_dialog(lambda _: wait_for_preview('gone.png'), style_file='"file:///gone.png"')
    in_dialog(lambda _: screenshot('preview-message') or wait_for_preview('conv9'), **style(style_layers='"conv9"'))


@case
def it_is_switched_off_and_on():
    def user(_):
        wait_for_preview(SHOWN)
        accessible('check box', 'Preview', 'press')
        wait_for_preview('The picture is shown as it is.')
        accessible('check box', 'Preview', 'press')
        wait_for_preview(SHOWN)

    in_dialog(user, **style())


@case
def keys_are_heard_all_the_while():
    """While the engine is loaded, swatches and drafts appear and a page is seen for the first time, the dialog answers.
    The bound is that of a busy machine; tests/bench/dialog.sh measures on a quiet one."""
    pulse = subprocess.Popen(['python3', PULSE, 'neural-style'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    shown = []

    def user(dialog):
        shown.append(time.monotonic())
        first = wait_for_preview(SHOWN)
        press(dialog, 'alt+t', *['Page_Down'] * 5)
        wait_until('another draft is shown', lambda: preview()['middle'] != first['middle'])
        press(dialog, *['ctrl+Page_Down'] * 3)

    in_dialog(user, **style(strength=1))
    beats = json.loads(pulse.communicate()[0])
    longest = max(delay for asked, delay in beats if asked > shown[0])
    print(f'    the longest of {len(beats)} delays: {1000 * longest:.0f} ms')
    assert longest < 0.5, longest


@case
def the_dialog_closes_at_once_while_a_draft_is_painted():
    image, _ = new_image(size=(1600, 1200))
    times = []

    def user(dialog):
        wait_until('there is a preview', preview)
        press(dialog, 'alt+t', 'Page_Down')
        times.append(time.monotonic())

    in_dialog(user, image, **style())
    print(f'    closed after {time.monotonic() - times[0]:.1f} s')


@case
def a_painted_layer_is_shown_where_it_is_painted_itself():
    """The switch that says so is in the notice above."""
    image, _ = new_image(size=(300, 200))
    image.set_selected_layers([paint(image)])

    def user(dialog):
        wait_for_preview(SHOWN)
        accessible('check box', 'Preview', 'press')
        photo = wait_for_preview('The picture is shown as it is.')
        press(dialog, 'alt+b')
        wait_until('the painted layer is shown', lambda: preview()['middle'] != photo['middle'])
        press(dialog, 'alt+b')
        wait_until('the photograph is shown', lambda: preview()['middle'] == photo['middle'])

    in_dialog(user, image, **style())


@case
def all_layers_are_previewed_by_the_selected_one():
    remember('plug-in-neural-style-layers', **style())
    image, layer = new_image(size=(300, 200))
    image.insert_layer(layer.copy(), None, 0)
    image.set_selected_layers([layer])

    def user():
        dialog = wait_for_window('Neural Style on All Layers')
        wait_for_preview(SHOWN)
        screenshot('preview-layers')
        close(dialog)

    status, message = call(image, Gimp.RunMode.INTERACTIVE, user, 'plug-in-neural-style-layers')
    assert status == Gimp.PDBStatusType.CANCEL, (status, message)
    image.delete()
