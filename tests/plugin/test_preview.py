# SPDX-License-Identifier: GPL-3.0-or-later
"""The live preview in the dialog, by the accessibility tree and by the pixels on a virtual screen."""

import json
import time

from gi.repository import Gimp

from harness import add_noise_layer, case, native, new_image, paint
from screen import accessible, heard, last_style, press, remember, screenshot, wait_until, xdotool
import screen

SHOWN = 'The picture is shown before and after it is painted.'


def preview():
    """What is to be known of it."""
    [look] = accessible('look', 'Preview')
    return json.loads(look)


def wait_for_preview(description):
    """The preview as soon as it says that."""
    def found():
        look = preview()
        return look if description in look['description'] else None
    return wait_until(f'the preview says “{description}”', found)


def in_dialog(user, image=None, **last):
    """What the user does in the dialog, which starts with the values `last`, and closes then."""
    remember(**last)
    image = image or new_image(size=(300, 200))[0]
    screen.in_dialog(user, image, 'Escape')
    image.delete()


@case
def a_draft_is_shown_and_follows_the_strength():
    def user(dialog):
        first = wait_for_preview(SHOWN)
        screenshot('preview')
        press(dialog, 'alt+t', *['Page_Down'] * 5)
        wait_until('another draft is shown', lambda: preview()['middle'] != first['middle'])
        wait_for_preview(SHOWN)
        screenshot('preview-weak')

    in_dialog(user, **last_style(strength=1))


@case
def the_window_gives_its_room_to_the_preview():
    """As wide as the screen allows, up to a size that is enough. Who makes it smaller takes that from the preview, too."""
    def user(dialog):
        wide = preview()['size']
        screenshot('preview-wide')
        xdotool('windowsize', dialog, '900', '640')
        narrow = wait_until('it is smaller', lambda: preview()['size'] if preview()['size'] != wide else None)
        screenshot('preview-narrow')
        print('   ', wide, narrow)
        assert wide[0] >= 540 and wide[1] >= 520, wide
        assert narrow[0] < 430, narrow

    in_dialog(user, **last_style())


@case
def the_divider_is_moved():
    def user(_):
        first = wait_for_preview(SHOWN)
        assert first['value'] == 0.5, first
        accessible('value', 'Preview', 0.25)
        wait_until('it is drawn', lambda: preview()['middle'] != first['middle'])
        assert preview()['value'] == 0.25, preview()['value']

    in_dialog(user, **last_style())


@case
def the_selected_part_is_shown_with_its_outline():
    image, _ = new_image(size=(600, 400))
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 100, 100, 200, 150)

    def user(_):
        wait_for_preview(SHOWN)
        screenshot('preview-selection')

    in_dialog(user, image, **last_style())


def shows(pixels, width, height):
    """Whether the middle of the preview, at 100 %, is that of the picture."""
    shown = preview()
    corner = [(shown['size'][0] - width + 1) // 2, (shown['size'][1] - height + 1) // 2]
    first = [shown['size'][i] // 2 - corner[i] for i in range(2)]
    differences = [abs(shown['middle'][(y * 40 + x) * 3 + channel] -
                       pixels[(first[1] + y) * width + first[0] + x][channel])
                   for y in range(40) for x in range(40) for channel in range(3)]
    print(f'    differs by {max(differences)} of 255 at most, by {sum(differences) / len(differences):.2f} in the mean')
    return max(differences) <= 1


def made(image, **options):
    """The pixels of what a run makes."""
    layer = paint(image, **options)
    pixels = native(layer)
    image.remove_layer(layer)
    return pixels


@case
def what_is_shown_is_what_is_made():
    """A small picture is shown pixel by pixel as a run in the quality Draft paints it."""
    image, _ = new_image(size=(450, 340))
    pixels = made(image, quality='draft')

    def user(_):
        wait_for_preview(SHOWN)
        accessible('press', '100 %')
        accessible('value', 'Preview', 0)  # the divider: all of it is the painting
        wait_until('what is shown is what is made', lambda: shows(pixels, 450, 340))

    in_dialog(user, image, **last_style())


@case
def a_close_up_is_painted_as_the_run_does():
    """And any change leads back to the draft."""
    image, _ = new_image(size=(300, 200))
    draft = made(image, quality='draft')
    painting = made(image, steps=20)
    assert draft != painting

    def user(dialog):
        wait_for_preview(SHOWN)
        accessible('press', '100 %')
        accessible('value', 'Preview', 0)
        press(dialog, 'alt+w')
        wait_until('the close-up is what is made', lambda: shows(painting, 300, 200))
        screenshot('preview-close-up')
        press(dialog, 'alt+w')
        wait_until('the draft is back', lambda: shows(draft, 300, 200))
        press(dialog, 'alt+w')
        wait_until('the close-up is there again', lambda: shows(painting, 300, 200))
        press(dialog, 'alt+t', 'Page_Up', 'Page_Down')
        wait_until('the draft is back after the change', lambda: shows(draft, 300, 200))

    in_dialog(user, image, **last_style(steps=20))


@case
def a_close_up_of_a_part_is_painted_and_dropped():
    """With a selection, zoomed in; the dialog is closed while another one is painted."""
    image, _ = new_image(size=(1200, 800))
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 500, 300, 400, 300)

    def user(dialog):
        wait_for_preview(SHOWN)
        accessible('press', '100 %')
        accessible('value', 'Preview', 0)
        before = wait_for_preview(SHOWN)
        press(dialog, 'alt+w')
        wait_until('it is painted', lambda: preview()['middle'] != before['middle'])
        wait_for_preview(SHOWN)
        screenshot('preview-close-up-part')
        press(dialog, 'alt+w')
        wait_for_preview(SHOWN)
        press(dialog, 'alt+w')

    in_dialog(user, image, **last_style(steps=5))


@case
def it_says_what_is_missing():
    in_dialog(lambda _: wait_for_preview('Choose a style'))
    in_dialog(lambda _: wait_for_preview('gone.png'), style_file='"file:///gone.png"')
    in_dialog(lambda _: screenshot('preview-message') or wait_for_preview('conv9'), **last_style(style_layers='"conv9"'))


@case
def it_is_switched_off_and_on():
    def user(_):
        wait_for_preview(SHOWN)
        accessible('press', 'Preview')
        wait_for_preview('The picture is shown as it is.')
        accessible('press', 'Preview')
        wait_for_preview(SHOWN)

    in_dialog(user, **last_style())


@case
def keys_are_heard_all_the_while():
    """While the engine is loaded, swatches and drafts appear and a page is seen for the first time, the dialog answers."""
    with heard() as begin:
        def user(dialog):
            begin()
            first = wait_for_preview(SHOWN)
            press(dialog, 'alt+t', *['Page_Down'] * 5)
            wait_until('another draft is shown', lambda: preview()['middle'] != first['middle'])
            press(dialog, *['ctrl+Page_Down'] * 3)

        in_dialog(user, **last_style(strength=1))


@case
def the_dialog_closes_while_a_draft_is_painted():
    """The time is printed alone: tests/bench measures on a quiet machine."""
    image, _ = new_image(size=(1600, 1200))
    times = []

    def user(dialog):
        preview()  # as soon as it is there
        press(dialog, 'alt+t', 'Page_Down')
        times.append(time.monotonic())

    in_dialog(user, image, **last_style())
    print(f'    closed after {time.monotonic() - times[0]:.1f} s')


@case
def a_painted_layer_is_shown_where_it_is_painted_itself():
    """The switch that says so is in the notice above."""
    image, _ = new_image(size=(300, 200))
    image.set_selected_layers([paint(image)])

    def user(dialog):
        wait_for_preview(SHOWN)
        accessible('press', 'Preview')
        photo = wait_for_preview('The picture is shown as it is.')
        press(dialog, 'alt+b')
        wait_until('the painted layer is shown', lambda: preview()['middle'] != photo['middle'])
        press(dialog, 'alt+b')
        wait_until('the photograph is shown', lambda: preview()['middle'] == photo['middle'])

    in_dialog(user, image, **last_style())


@case
def nothing_waits_for_a_picture_that_was_changed_for_another():
    """The preview is switched on and off, and before it follows, the layer to paint is another one. That the former is not
    looked at any more shows at some moments alone, so several are tried."""
    image, _ = new_image(size=(300, 200))
    image.set_selected_layers([paint(image)])
    image.scale(3000, 2000)  # which takes a while to read

    def user(dialog):
        wait_for_preview(SHOWN)
        accessible('press', 'Preview')
        photo = wait_for_preview('The picture is shown as it is.')['middle']
        press(dialog, 'alt+b')
        wait_until('the painted layer is shown', lambda: preview()['middle'] != photo)
        painted = wait_for_preview('The picture is shown as it is.')['middle']
        for i, wait in enumerate((0.06, 0.07, 0.08, 0.085, 0.09, 0.095, 0.1, 0.105)):
            xdotool('key', 'alt+v', 'alt+v', 'sleep', str(wait), 'key', 'alt+b')
            wait_until('the other layer is shown', lambda: preview()['middle'] == (painted if i % 2 else photo))
            wait_for_preview('The picture is shown as it is.')

    in_dialog(user, image, **last_style())


@case
def all_layers_are_previewed_by_the_selected_one():
    image, first = new_image(size=(300, 200))
    second = add_noise_layer(image, (300, 200), seed=2)
    shown = []

    def user(_):
        wait_for_preview(SHOWN)
        time.sleep(1)  # until it is drawn
        shown.append(preview()['middle'])
        screenshot(f'preview-layers-{len(shown)}')

    for layer in (first, second, first):
        image.set_selected_layers([layer])
        remember('plug-in-neural-style-layers', **last_style())
        screen.in_dialog(user, image, 'Escape', 'plug-in-neural-style-layers', 'Neural Style on All Layers')
    assert shown[0] == shown[2] != shown[1]
    image.delete()
