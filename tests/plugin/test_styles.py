# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the style may come from: a file, a layer of this or another image, a pattern, or several at once."""

from gi.repository import Gimp

from harness import (add_noise_layer, case, floats, native, new_image, paint, png, style_file, SCRATCH, told, write)


def mean_colour(layer):
    values = floats(layer, "R'G'B' float")
    return [sum(values[channel::3]) / (len(values) / 3) for channel in range(3)]


def pattern():
    """GIMP has no built-in pattern in a bare profile but the one of the clipboard: one is made from a layer."""
    image, layer = new_image(size=(24, 20))
    write(layer, "R'G'B'A float", [value for y in range(20) for x in range(24)
                                   for value in ((0.0, 0.1, 0.9 if x // 4 % 2 else 0.4, 1.0))])
    Gimp.edit_copy([layer])
    image.delete()
    found = Gimp.Pattern.get_by_name('Clipboard Image')
    assert found, [each.get_name() for each in Gimp.patterns_get_list('')]
    return found


@case
def a_file_gives_its_colours():
    image, content = new_image()
    layer = paint(image, style_file=style_file(), steps=60, content_weight=0.0, smoothness=0.0)
    before, after = mean_colour(content), mean_colour(layer)
    assert after[2] < before[2] - 0.05, f'the stripes have no blue: {before} -> {after}'
    image.delete()


@case
def a_layer_of_another_image():
    image, content = new_image()
    other, source = new_image(Gimp.ImageBaseType.GRAY, Gimp.Precision.U16_NON_LINEAR, alpha=True, size=(80, 40))
    source.set_name('texture')
    before = native(source)
    layer = paint(image, [content], style_layer=source)
    assert layer.get_name() == 'Neural Style: texture, seed 0'
    assert native(layer) != native(content) and native(source) == before
    image.delete()
    other.delete()


@case
def a_layer_of_the_same_image():
    image, content = new_image()
    source = add_noise_layer(image, (40, 40), seed=5)
    layer = paint(image, [content], style_layer=source)
    assert image.get_item_position(layer) == image.get_item_position(content) - 1
    image.delete()


@case
def a_group_as_a_style():
    image, content = new_image()
    group = Gimp.GroupLayer.new(image, 'group')
    image.insert_layer(group, None, 0)
    add_noise_layer(image, (40, 40), parent=group, seed=6)
    paint(image, [content], style_layer=group)
    image.delete()


@case
def a_pattern_at_its_own_size():
    image, content = new_image(size=(96, 96))
    layer = paint(image, style_pattern=pattern(), steps=10)
    assert told(layer)['styles'][0]['argument'] == 'style-pattern'
    before, after = mean_colour(content), mean_colour(layer)
    assert after[0] < before[0] - 0.05, f'the pattern has no red: {before} -> {after}'
    image.delete()


@case
def several_at_once():
    image, content = new_image()
    blue = png(SCRATCH / 'blue.png', 40, 40, lambda x, y: (20, 20, 240 if (x // 5 + y // 5) % 2 else 160))
    other, source = new_image(size=(40, 40))
    source.set_name('texture')
    both = paint(image, [content], style_file=blue, style_layer=source)
    assert both.get_name() == 'Neural Style: blue + texture, seed 0'
    assert [style['weight'] for style in told(both)['styles']] == [1, 1]
    alone = paint(image, [content], style_file=blue)
    assert native(both) != native(alone)
    image.delete()
    other.delete()
