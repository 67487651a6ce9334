# SPDX-License-Identifier: GPL-3.0-or-later
"""The new layer for every kind of image: its pixels, place, mask, name and settings; the image around it."""

import math

from gi.repository import Gimp

from harness import (add_noise_layer, case, floats, native, new_image, paint, selection_over, state, told,
                     write)

BASE = Gimp.ImageBaseType


def select_rectangle(image, x, y, width, height, feather=0):
    image.select_rectangle(Gimp.ChannelOps.REPLACE, x, y, width, height)
    if feather:
        Gimp.Selection.feather(image, feather)


def check(image, content, **arguments):
    """Paints and checks what holds for every image. Returns the new layer."""
    before = native(content)
    selected = {layer.get_id() for layer in image.get_selected_layers()}
    mask = None if Gimp.Selection.is_empty(image) else selection_over(image, content)
    layer = paint(image, [content], **arguments)
    after = native(layer)

    assert layer.is_layer() and layer.get_image() == image
    assert layer.get_parent() == content.get_parent()
    assert image.get_item_position(layer) == image.get_item_position(content) - 1
    assert layer.get_offsets()[1:] == content.get_offsets()[1:]
    assert (layer.get_width(), layer.get_height()) == (content.get_width(), content.get_height())
    assert layer.type() == content.type(), (layer.type(), content.type())
    assert layer.get_buffer().get_property('format') == content.get_buffer().get_property('format')
    assert {layer.get_id() for layer in image.get_selected_layers()} == selected, 'the selection of layers changed'
    assert native(content) == before or image.get_base_type() == BASE.RGB, 'the content changed'

    if mask is None:
        assert layer.get_mask() is None
    else:
        assert floats(layer.get_mask(), 'Y float') == mask, 'the layer mask is not the selection'
        outside = [i for i, value in enumerate(mask) if value == 0]
        reference = native(content)  # converted by now, if the image was indexed
        assert outside and all(after[i] == reference[i] for i in outside), 'pixels outside the selection changed'
    changed = sum(a != b for a, b in zip(after, native(content)))
    inside = len(after) if mask is None else sum(value > 0 for value in mask)
    assert changed > inside / 2, f'only {changed} of {inside} pixels were painted'
    if content.has_alpha():
        assert floats(layer, "R'G'B'A float")[3::4] == floats(content, "R'G'B'A float")[3::4], 'alpha changed'
    return layer


def every_precision(base):
    for precision in (Gimp.Precision.U8_NON_LINEAR, Gimp.Precision.U16_NON_LINEAR, Gimp.Precision.HALF_LINEAR,
                      Gimp.Precision.FLOAT_LINEAR):
        image, content = new_image(base, precision)
        select_rectangle(image, 10, 12, 40, 30)
        check(image, content)
        assert image.get_precision() == precision and image.get_base_type() == base
        image.delete()


@case
def rgb_in_every_precision():
    every_precision(BASE.RGB)


@case
def grey_stays_grey_in_every_precision():
    every_precision(BASE.GRAY)


@case
def indexed_becomes_rgb():
    image, content = new_image(BASE.RGB)
    image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 8, False, False, '')
    select_rectangle(image, 0, 0, 32, 64)
    before = floats(content, "R'G'B' float")
    check(image, content)
    assert image.get_base_type() == BASE.RGB
    assert floats(content, "R'G'B' float") == before, 'the conversion changed what is seen'
    image.delete()


@case
def alpha_is_kept():
    for base in (BASE.RGB, BASE.GRAY):
        image, content = new_image(base, alpha=True)
        check(image, content)
        image.delete()


@case
def transparent_pixels_are_left_alone():
    image, content = new_image(alpha=True)
    values = list(floats(content, "R'G'B'A float"))
    hidden = range(0, 64 * 20)
    for i in hidden:
        values[4 * i + 3] = 0
    write(content, "R'G'B'A float", values)
    before = native(content)
    after = native(paint(image))
    assert all(after[i] == before[i] for i in hidden)
    assert sum(a != b for a, b in zip(after, before)) > 64 * 30
    image.delete()


@case
def wild_floats_survive_outside_the_selection():
    """High dynamic range and what is not a number are kept to the bit outside, and do no harm inside."""
    image, content = new_image(precision=Gimp.Precision.FLOAT_LINEAR)
    values = list(floats(content, 'RGB float'))
    for i, wild in enumerate((math.nan, math.inf, -math.inf, -3.0, 1e30)):
        values[3 * i] = wild                    # the first row: outside
        values[3 * (30 * 64 + 20 + i)] = wild   # the middle: inside
    write(content, 'RGB float', values)
    select_rectangle(image, 8, 8, 48, 48)
    before = native(content)
    layer = paint(image)
    after = native(layer)
    outside = [i for i, value in enumerate(selection_over(image, content)) if value == 0]
    assert all(after[i] == before[i] for i in outside)
    inside = floats(layer, 'RGB float')
    assert all(math.isfinite(inside[3 * (30 * 64 + 20 + i)]) for i in range(5))
    image.delete()


@case
def soft_selection_and_offsets():
    for offsets in ((0, 0), (-20, -9), (37, 50)):
        image, content = new_image(size=(96, 96), layer_size=(72, 60), offsets=offsets)
        select_rectangle(image, 30, 30, 40, 40, feather=12)
        check(image, content)
        image.delete()


@case
def member_of_a_group():
    image, below = new_image()
    group = Gimp.GroupLayer.new(image, 'group')
    image.insert_layer(group, None, 0)
    content = add_noise_layer(image, (50, 40), (5, 5), parent=group)
    add_noise_layer(image, (20, 20), parent=group)
    image.set_selected_layers([content])
    check(image, content)
    assert below.get_parent() is None
    image.delete()


@case
def small_layer_in_a_large_image():
    image, content = new_image(size=(300, 200), layer_size=(16, 16), offsets=(100, 100))
    check(image, content)
    image.delete()


@case
def hidden_by_its_own_mask():
    """What the content's layer mask hides is not painted, and hidden in the result, too."""
    image, content = new_image()
    select_rectangle(image, 0, 0, 32, 64)
    content.add_mask(content.create_mask(Gimp.AddMaskType.SELECTION))
    Gimp.Selection.none(image)
    content.set_edit_mask(False)
    layer = paint(image, [content])
    assert floats(layer.get_mask(), 'Y float') == floats(content.get_mask(), 'Y float')
    select_rectangle(image, 16, 0, 32, 64)
    layer = paint(image, [content])
    row = floats(layer.get_mask(), 'Y float')[:64]
    assert row == (0.0,) * 16 + (1.0,) * 16 + (0.0,) * 32, row
    image.delete()


@case
def filters_count_as_displayed():
    """A layer with a filter that is not merged is painted as it looks."""
    image, content = new_image()
    flt = Gimp.DrawableFilter.new(content, 'gegl:invert-gamma', None)
    content.append_filter(flt)
    select_rectangle(image, 0, 0, 32, 64)
    plain = floats(content, "R'G'B' float")
    row = floats(paint(image, [content]), "R'G'B' float")
    expected = 1 - plain[3 * 63]
    assert abs(row[3 * 63] - expected) < 0.01, (row[3 * 63], plain[3 * 63])
    assert len(content.get_filters()) == 1, 'the filter of the content went away'
    image.delete()


@case
def same_seed_same_pixels():
    image, content = new_image()
    first, second, other = (native(paint(image, [content], start='noise', seed=seed)) for seed in (7, 7, 8))
    assert first == second
    assert first != other
    image.delete()


@case
def name_and_settings():
    image, content = new_image()
    layer = paint(image, seed=12, strength=1.5, style_loss='gram')
    assert layer.get_name() == 'Neural Style: stripes, seed 12', layer.get_name()
    parasite = layer.get_parasite('neural-style-settings')
    assert parasite.is_persistent() and parasite.is_undoable()
    note = told(layer)
    assert note['settings']['seed'] == '12' and note['settings']['strength'] == '1.5'
    assert note['settings']['style-loss'] == 'gram'
    assert note['styles'][0]['name'] == 'stripes' and note['styles'][0]['path'].endswith('stripes.png')
    assert note['version']
    assert all(note['losses'][kind] > 0 for kind in ('content', 'style', 'variation')), note['losses']
    assert note['steps'] >= 3 and note['stopped'] is False
    image.delete()


@case
def selected_layers_stay():
    """Called for one layer while others are selected: these stay selected."""
    image, content = new_image()
    others = [add_noise_layer(image, (20, 20)), add_noise_layer(image, (24, 24))]
    image.set_selected_layers(others)
    check(image, content)
    image.delete()


@case
def text_layer():
    image, _ = new_image(size=(128, 64))
    fonts = Gimp.fonts_get_list('')
    text = Gimp.TextLayer.new(image, 'Paint me', fonts[0] if fonts else None, 30, Gimp.Unit.pixel())
    image.insert_layer(text, None, 0)
    before = state(image)
    layer = paint(image, [text])
    assert not layer.is_text_layer() and text.is_text_layer()
    assert floats(layer, "R'G'B'A float")[3::4] == floats(text, "R'G'B'A float")[3::4]
    image.remove_layer(layer)
    assert state(image)[2] == before[2], 'the text layer changed'
    image.delete()
