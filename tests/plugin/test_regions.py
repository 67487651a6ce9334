# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of the layer with styles of their own; presets; other starts; a style for the detail."""

from gi.repository import Gimp

from harness import (add_noise_layer, case, floats, native, new_image, paint, Refused, script_fu, SCRATCH, state,
                     style_file, told, write)


def channel(image, inside):
    """A channel, white where inside(x, y)."""
    made = Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, 'region')
    image.insert_channel(made, None, 0)
    write(made, 'Y float', [float(inside(x, y)) for y in range(image.get_height()) for x in range(image.get_width())])
    return made


def left(image):
    return channel(image, lambda x, y: x < 32)


def right(image):
    return channel(image, lambda x, y: x >= 32)


def colour(name, *rgb):
    """A layer of an image of its own, in stripes of one color."""
    image, layer = new_image(size=(40, 40))
    layer.set_name(name)
    write(layer, "R'G'B'A float", [value for y in range(40) for x in range(40)
                                   for value in (*(part * (1 if (x + y) // 5 % 2 else 0.6) for part in rgb), 1.0)])
    return layer


def changed(layer, content):
    """Whether each pixel differs."""
    return [a != b for a, b in zip(native(layer), native(content))]


def share(values):
    values = list(values)
    return sum(values) / len(values)


def halves(values, width=64):
    return ([value for i, value in enumerate(values) if i % width < width // 2],
            [value for i, value in enumerate(values) if i % width >= width // 2])


@case
def each_region_has_its_style():
    image, content = new_image()
    layer = paint(image, [content], region_masks=[left(image), right(image)],
                  region_styles=[colour('red', 0.9, 0.1, 0.1), colour('blue', 0.1, 0.1, 0.9)],
                  steps=40, content_weight=0.0)
    pixels = floats(layer, "R'G'B' float")
    red, blue = ([share(half) for half in halves(pixels[part::3])] for part in (0, 2))
    assert red[0] > red[1] + 0.05 and blue[1] > blue[0] + 0.05, (red, blue)
    assert layer.get_name() == 'Neural Style: red + blue, seed 0', layer.get_name()
    assert [style['argument'] for style in told(layer)['styles']] == ['region-styles'] * 2
    image.delete()


@case
def what_no_region_covers_is_kept():
    image, content = new_image()
    layer = paint(image, [content], region_masks=[left(image)])
    inside, outside = halves(changed(layer, content))
    assert share(inside) > 0.5 and not any(outside)
    assert floats(layer.get_mask(), 'Y float')[:64] == (1.0,) * 32 + (0.0,) * 32
    image.delete()


@case
def masks_at_other_places():
    """The content and the mask are smaller than the image, and elsewhere; what a mask does not reach is black."""
    image, _ = new_image(size=(96, 80))
    content = add_noise_layer(image, (48, 40), (30, 20))
    mask = Gimp.Layer.new(image, 'mask', 30, 30, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(mask, None, 0)
    mask.set_offsets(10, 5)
    write(mask, 'Y float', [1.0] * 900)
    layer = paint(image, [content], region_masks=[mask])
    expected = [1.0 if x < 10 and y < 15 else 0.0 for y in range(40) for x in range(48)]
    assert list(floats(layer.get_mask(), 'Y float')) == expected
    assert not any(is_changed for is_changed, white in zip(changed(layer, content), expected) if not white)
    image.delete()


@case
def a_layer_mask_as_a_region():
    image, content = new_image()
    other = add_noise_layer(image, (40, 64))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 8, 0, 16, 64)
    mask = other.create_mask(Gimp.AddMaskType.SELECTION)
    other.add_mask(mask)
    Gimp.Selection.none(image)
    layer = paint(image, [content], region_masks=[mask])
    assert floats(layer.get_mask(), 'Y float')[:64] == (0.0,) * 8 + (1.0,) * 16 + (0.0,) * 40
    image.delete()


@case
def transparent_parts_of_a_mask_are_black():
    image, content = new_image()
    mask = add_noise_layer(image, (64, 64), alpha=True)
    write(mask, "R'G'B'A float", [value for y in range(64) for x in range(64)
                                  for value in (1.0, 1.0, 1.0, float(x < 32))])
    layer = paint(image, [content], region_masks=[mask])
    assert floats(layer.get_mask(), 'Y float')[:64] == (1.0,) * 32 + (0.0,) * 32
    image.delete()


@case
def kept_parts():
    """Alone, the rest is painted; with regions, they win."""
    image, content = new_image()
    for more in ({}, {'region_masks': [channel(image, lambda x, y: True)]}):
        layer = paint(image, [content], keep_masks=[left(image)], **more)
        inside, outside = halves(changed(layer, content))
        assert not any(inside) and share(outside) > 0.5
        image.remove_layer(layer)
    image.delete()


@case
def the_same_mask_twice_mixes_two_styles():
    image, content = new_image()
    mask, red, blue = left(image), colour('red', 0.9, 0.1, 0.1), colour('blue', 0.1, 0.1, 0.9)
    layers = [paint(image, [content], region_masks=[mask] * len(styles), region_styles=styles)
              for styles in ([red], [blue], [red, blue])]
    assert len({str(native(layer)) for layer in layers}) == 3
    image.delete()


def call(image, content, more):
    return script_fu(f'(plug-in-neural-style #:run-mode 1 #:image {image.get_id()} #:drawables (vector '
                     f'{content.get_id()}) #:style-file "{style_file()}" #:steps 3 {more})')


@case
def strengths_and_protections():
    image, content = new_image()
    masks = f'#:region-masks (vector {left(image).get_id()} {right(image).get_id()}) '
    results = []
    for more in ('', '#:region-strengths (vector 1 0.1)', '#:region-protections (vector 1 50)'):
        status, message = call(image, content, masks + more)
        assert status == Gimp.PDBStatusType.SUCCESS, message
        results.append(native(image.get_layers()[0]))
        image.remove_layer(image.get_layers()[0])
    assert len({str(result) for result in results}) == 3
    image.delete()


@case
def arrays_that_do_not_fit():
    image, content = new_image()
    mask, style = left(image), colour('red', 0.9, 0.1, 0.1)
    before = state(image)
    masks = f'#:region-masks (vector {mask.get_id()} {mask.get_id()}) '
    for more, words in ((masks + '#:region-strengths (vector 1)', ('region-strengths', '1', '2')),
                        ('#:region-protections (vector 1)', ('region-protections', '1', '0')),
                        (masks + f'#:region-styles (vector {style.get_id()})', ('region-styles', '1', '2')),
                        (masks + '#:region-strengths (vector 1 -1)', ('region-strengths', 'from 0 up')),
                        (f'#:keep-masks (vector {mask.get_id()}) #:region-masks (vector {mask.get_id()})', ('paint',))):
        status, message = call(image, content, more)
        print('   ', message)
        assert status != Gimp.PDBStatusType.SUCCESS, more
        assert all(word in message for word in words), (words, message)
    assert state(image) == before
    image.delete()


@case
def regions_without_any_style():
    image, content = new_image()
    try:
        paint(image, [content], region_masks=[left(image)], style_file=None)
    except Refused as refusal:
        assert 'style-file' in str(refusal), refusal
    else:
        raise AssertionError('not refused')
    image.delete()


@case
def presets_yield_to_arguments():
    image, content = new_image()
    settings = told(paint(image, [content], preset='gatys-2015', working_size=64))['settings']
    assert settings['style-loss'] == 'gram' and settings['convention'] == 'gatys', settings
    assert settings['steps'] == '3' and settings['working-size'] == '64', settings
    image.delete()


@case
def a_reconstruction_needs_no_style():
    image, content = new_image()
    layer = paint(image, [content], preset='reconstruction', style_file=None)
    assert layer.get_name() == 'Neural Style, seed 0', layer.get_name()
    assert told(layer)['styles'] == []
    image.delete()


@case
def starts_from_a_layer_or_a_file():
    image, content = new_image()
    other = colour('green', 0.1, 0.9, 0.1)
    pictures = {str(native(paint(image, [content], **more))) for more in (
        {}, {'start': 'picture', 'start_layer': other}, {'start': 'picture', 'start_file': style_file()})}
    assert len(pictures) == 3
    assert native(paint(image, [content], start_layer=other)) == native(paint(image, [content])), 'the start is another'
    image.delete()


@case
def a_style_for_the_detail():
    image, content = new_image()
    other = colour('green', 0.1, 0.9, 0.1)
    assert native(paint(image, [content], detail_layer=other)) != native(paint(image, [content]))
    image.delete()


@case
def a_state_file_is_gone_at_the_end():
    image, content = new_image()
    file = SCRATCH / 'run.state'
    kept = native(paint(image, [content], state_file=file, state_interval=0.0))
    assert not file.exists()
    assert kept == native(paint(image, [content]))
    image.delete()
