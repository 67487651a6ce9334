# SPDX-License-Identifier: GPL-3.0-or-later
"""The procedure that paints all layers of an image as the frames of an animation."""

import pathlib

from gi.repository import Gimp, Gio

from harness import (add_noise_layer, case, floats, native, new_image, procedure, Refused, refused_with, state,
                     style_file, told, write)

NAMES = ['Background', 'two (100ms)', 'three (250ms) (replace)']
SIDE = 64
# GIMP reads the lowest layer, which has no alpha, by another conversion than the others, and chooses conversions by
# their speed at the time: the same bytes may come as floats that differ in their last bit.
ROUNDING = 1e-6  # of 255


def paint_layers(image, **arguments):
    """Calls the procedure with few steps and a style file. Returns the new image and both measures of flicker."""
    found = procedure('plug-in-neural-style-layers')
    config = found.create_config()
    config.set_property('run-mode', Gimp.RunMode.NONINTERACTIVE)
    config.set_property('image', image)
    config.set_core_object_array('drawables', image.get_selected_drawables())
    for name, value in {'style_file': style_file(), 'steps': 4, **arguments}.items():
        value = Gio.File.new_for_path(str(value)) if isinstance(value, pathlib.Path) else value
        if isinstance(value, list):
            config.set_core_object_array(name.replace('_', '-'), value)
        else:
            config.set_property(name.replace('_', '-'), value)
    result = found.run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(result.index(0), result.index(1) if result.length() > 1 else '')
    return [result.index(i) for i in (1, 2, 3)]


def animation(base=Gimp.ImageBaseType.RGB):
    """Three frames of a white square that moves over the same blurry noise, the lowest without alpha. Returns the image
    and its layers from the lowest to the top."""
    image = Gimp.Image.new(SIDE, SIDE, base)
    layers = []
    for i, name in enumerate(NAMES):
        layer = add_noise_layer(image, (SIDE, SIDE), alpha=i > 0)
        layer.set_name(name)
        values = list(floats(layer, "R'G'B'A float"))
        for y in range(24, 40):
            for x in range(4 + 20 * i, 16 + 20 * i):
                values[4 * (y * SIDE + x):4 * (y * SIDE + x) + 3] = [1, 1, 1]
        values[3::4] = [1] * SIDE * SIDE
        write(layer, "R'G'B'A float", values)
        layers.append(layer)
    return image, layers


def bottom_up(image):
    return list(reversed(image.get_layers()))


def difference(one, other, rows):
    """The mean difference of two layers in those rows, of 255."""
    pair = [floats(layer, "R'G'B' float") for layer in (one, other)]
    values = [abs(a - b) for y in rows for a, b in zip(*(each[3 * SIDE * y:3 * SIDE * (y + 1)] for each in pair))]
    return 255 * sum(values) / len(values)


@case
def a_new_image_with_the_same_layers():
    image, layers = animation()
    layers[0].set_visible(False)
    layers[1].set_opacity(40)
    layers[1].set_mode(Gimp.LayerMode.MULTIPLY)
    layers[2].set_offsets(7, -3)
    mask = layers[2].create_mask(Gimp.AddMaskType.BLACK)
    layers[2].add_mask(mask)
    layers[1].set_lock_content(True)
    before, dirty = state(image), image.is_dirty()
    painted, paintings, photographs = paint_layers(image)

    assert state(image) == before and image.is_dirty() == dirty, 'the original changed'
    assert painted.get_id() != image.get_id() and painted.is_valid()
    frames = bottom_up(painted)
    assert [frame.get_name() for frame in frames] == NAMES, [frame.get_name() for frame in frames]
    for frame, layer in zip(frames, layers):
        assert frame.get_offsets()[1:] == layer.get_offsets()[1:]
        assert (frame.get_visible(), frame.get_opacity(), frame.get_mode(), frame.type(), frame.get_lock_content()) == \
            (layer.get_visible(), layer.get_opacity(), layer.get_mode(), layer.type(), layer.get_lock_content())
        assert (frame.get_mask() is None) == (layer.get_mask() is None)
        changed = sum(a != b for a, b in zip(native(frame), native(layer)))
        assert changed > SIDE * SIDE / 2, f'only {changed} pixels of “{layer.get_name()}” were painted'
    assert native(frames[2].get_mask()) == native(mask)
    assert painted.undo_is_enabled()
    assert 0 <= paintings < 255 and photographs < ROUNDING, (paintings, photographs)
    note = told(frames[1])
    assert note['settings']['steps'] == '4' and note['settings']['start'] == 'automatic', note
    assert note['steadiness'] == 1 and note['styles'][0]['name'] == 'stripes', note
    painted.delete()
    image.delete()


@case
def what_stands_still_is_steady():
    image, _ = animation()
    still, moving = range(0, 12), range(26, 38)
    measured = {}
    for amount in (0, 1):
        painted, flicker, noise = paint_layers(image, steadiness=amount)
        frames = bottom_up(painted)
        measured[amount] = difference(frames[0], frames[1], still), flicker
        assert noise < ROUNDING, noise
        assert difference(frames[0], frames[1], moving) > 2, 'what moved was not painted anew'
        painted.delete()
    print('    still rows and flicker, of 255:', measured)
    assert measured[1][0] == 0 and measured[0][0] > 0.2, measured
    assert measured[1][1] < measured[0][1] / 2, measured
    image.delete()


@case
def one_layer_works():
    image, _ = new_image()
    painted, paintings, photographs = paint_layers(image)
    assert len(painted.get_layers()) == 1 and (paintings, photographs) == (-1, -1), (paintings, photographs)
    painted.delete()
    image.delete()


@case
def groups_small_layers_and_transparent_parts():
    image, low = new_image(alpha=True)
    group = Gimp.GroupLayer.new(image, 'group')
    image.insert_layer(group, None, 0)
    group.set_lock_content(True)
    group.set_lock_content(False)
    member = add_noise_layer(image, (50, 40), (5, 5), alpha=True, parent=group)
    add_noise_layer(image, (12, 40)).set_name('narrow (100ms)')
    values = list(floats(member, "R'G'B'A float"))
    hidden = range(0, 50 * 20)
    for i in hidden:
        values[4 * i + 3] = 0
    write(member, "R'G'B'A float", values)
    group.set_lock_content(True)
    painted, *_ = paint_layers(image)
    narrow, copied_group, copied_low = painted.get_layers()
    [copied_member] = copied_group.get_children()
    assert copied_group.get_lock_content()
    assert narrow.get_name() == 'narrow (100ms)' and native(narrow) == native(image.get_layers()[0])
    assert narrow.get_parasite('neural-style-settings') is None
    after, before = native(copied_member), native(member)
    assert all(after[i] == before[i] for i in hidden), 'transparent pixels changed'
    assert sum(a != b for a, b in zip(after, before)) > 50 * 15
    assert floats(copied_low, "R'G'B'A float")[3::4] == floats(low, "R'G'B'A float")[3::4], 'alpha changed'
    painted.delete()
    image.delete()


@case
def only_what_is_selected():
    image, layers = animation()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 32, SIDE)
    painted, *_ = paint_layers(image)
    for frame, layer in zip(bottom_up(painted), layers):
        after, before = native(frame), native(layer)
        outside = [i for i in range(SIDE * SIDE) if i % SIDE >= 32]
        assert all(after[i] == before[i] for i in outside)
        assert sum(a != b for a, b in zip(after, before)) > SIDE * SIDE / 4
    painted.delete()
    image.delete()


@case
def indexed_filtered_and_text_layers():
    image, layers = animation()
    image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 16, False, False, '')
    painted, *_ = paint_layers(image)
    assert painted.get_base_type() == Gimp.ImageBaseType.RGB and image.get_base_type() == Gimp.ImageBaseType.INDEXED
    painted.delete()
    image.delete()

    image, content = new_image(size=(128, 64))
    content.append_filter(Gimp.DrawableFilter.new(content, 'gegl:invert-gamma', None))
    fonts = Gimp.fonts_get_list('')
    text = Gimp.TextLayer.new(image, 'Paint me', fonts[0] if fonts else None, 30, Gimp.Unit.pixel())
    image.insert_layer(text, None, 0)
    painted, *_ = paint_layers(image, strength=0.0001, steps=1)
    low, title = bottom_up(painted)
    assert not low.get_filters() and len(content.get_filters()) == 1
    seen, plain = (floats(layer, "R'G'B' float") for layer in (low, content))
    inverted = sum(abs(a - (1 - b)) for a, b in zip(seen, plain)) / len(plain)
    assert inverted < 0.1, f'{inverted} from what is displayed'
    before = floats(title, "R'G'B'A float")
    painted.convert_precision(Gimp.Precision.FLOAT_NON_LINEAR)  # draws a text layer anew
    after = floats(title, "R'G'B'A float")
    assert max(abs(a - b) for a, b in zip(before, after)) < 0.01 and title.get_name() == 'Paint me'
    assert text.is_text_layer()
    painted.delete()
    image.delete()


@case
def generated_styles():
    image, _ = animation()
    painted, *_ = paint_layers(image, style_file=None, style_seeds='7,12', swatch_size=64)
    assert told(bottom_up(painted)[2])['styles'][0]['seeds'] == '7,12'
    painted.delete()
    image.delete()


@case
def wrong_calls_are_refused_with():
    image, layers = animation()
    before, images = state(image), len(Gimp.get_images())

    def refused(*words, **arguments):
        refused_with(words, lambda: paint_layers(image, **arguments))
        assert state(image) == before and len(Gimp.get_images()) == images, 'something was left behind'

    refused('style-file', 'style-layer', 'style-pattern', style_file=None)
    refused('state-file', 'keep-stopped', state_file=style_file().parent / 'state')
    refused('missing.png', style_file=style_file().parent / 'missing.png')
    refused('style-loss', style_loss='gramm')
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 20, 20)
    for layer in layers:
        layer.set_offsets(30, 30)
    before = state(image)
    refused('nothing to paint')
    image.delete()

    for size in ((15, 64), (3, 3)):
        image, _ = new_image(size=size)
        before, images = state(image), len(Gimp.get_images())
        refused('too small', '16')
        image.delete()
    image = Gimp.Image.new(64, 64, Gimp.ImageBaseType.RGB)
    before, images = state(image), len(Gimp.get_images())
    refused('no layer')
    image.delete()
    image, layer = new_image()
    Gimp.edit_copy([layer])
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 40, 40)
    Gimp.edit_paste(layer, False)
    before, images = state(image), len(Gimp.get_images())
    refused('floating')
    image.delete()
