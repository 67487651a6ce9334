# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of the layer with styles of their own; presets; other starts; a style for the detail."""

from gi.repository import Gimp

from harness import (add_noise_layer, case, channel, floats, native, new_image, paint, Refused, refused_with, script_fu,
                     SCRATCH, state, style_file, told, write)


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


@case
def the_list_paints_what_the_arrays_paint():
    """The rest is kept there, and painted here unless it is told to be kept."""
    image, content = new_image()
    one, other = left(image), right(image)
    one.set_name('one')
    other.set_name('other')
    red = colour('red', 0.9, 0.1, 0.1)
    arrays = script_fu_layer(image, content, f'#:region-masks (vector {one.get_id()} {other.get_id()}) '
                                             f'#:region-styles (vector {red.get_id()} {red.get_id()}) '
                                             '#:region-strengths (vector 1 0.5) #:region-protections (vector 2 1)')
    listed = paint(image, [content], style_file=None,
                   regions='mask=selection\nkeep\nmask=channel:one\nstyle=layer:red\nprotection=2\n'
                           f'mask=channel:#{other.get_id()} other\nstyle=layer:red\nstrength=0.5')
    assert native(listed) == native(arrays)
    assert [{**region, 'mask': '', 'styles': len(region['styles'])} for region in told(listed)['regions']] == \
        [{**region, 'mask': '', 'styles': len(region['styles'])} for region in told(arrays)['regions']]
    assert told(arrays)['regions'][1]['mask'] == f'channel:#{one.get_id()} one', told(arrays)['regions']
    image.delete()


def script_fu_layer(image, content, more):
    known = {layer.get_id() for layer in image.get_layers()}
    status, message = call(image, content, more)
    assert status == Gimp.PDBStatusType.SUCCESS, message
    [layer] = [layer for layer in image.get_layers() if layer.get_id() not in known]
    return layer


@case
def the_rest_is_painted_in_the_styles_of_the_picture():
    image, content = new_image()
    left(image).set_name('sky')
    colour('blue', 0.1, 0.1, 0.9)
    layer = paint(image, [content], steps=40, content_weight=0.0, regions='mask=channel:sky\nstyle=layer:blue')
    assert layer.get_mask() is None, 'all of it is painted'
    pixels = floats(layer, "R'G'B' float")
    red, blue = ([share(half) for half in halves(pixels[part::3])] for part in (0, 2))
    assert red[1] > red[0] + 0.05 and blue[0] > blue[1] + 0.05, (red, blue)
    assert layer.get_name() == 'Neural Style: stripes + blue, seed 0', layer.get_name()
    image.delete()


@case
def generated_styles_for_a_region():
    image, content = new_image()
    left(image).set_name('sky')
    layers = [paint(image, [content], swatch_size=64, regions=f'mask=channel:sky\nstyle=generated:dcgan-abstract:{seed}')
              for seed in (3, 5)]
    inside, outside = halves(changed(*layers))
    assert share(inside) > 0.5 and share(outside) < share(inside), (share(inside), share(outside))
    image.delete()


@case
def later_regions_lie_over_earlier_ones():
    """The one on top hides the other one, whatever is said of that."""
    image, content = new_image()
    channel(image, lambda x, y: True).set_name('all')
    left(image).set_name('part')
    hidden = [paint(image, [content], regions=f'mask=channel:part\nstrength={strength}\nmask=channel:all\nstrength=0.7')
              for strength in (0.1, 3)]
    assert native(hidden[0]) == native(hidden[1])
    seen = paint(image, [content], regions='mask=channel:all\nstrength=0.7\nmask=channel:part\nstrength=3')
    assert native(seen) != native(hidden[0])
    image.delete()


@case
def soft_edges():
    """Where the rest is kept, the layer mask shows them: half on the edge, as far as GIMP's own feather goes."""
    image, content = new_image()
    left(image).set_name('part')
    hard, soft = (floats(paint(image, [content], regions=f'mask=selection\nkeep\nmask=channel:part\nfeather={feather}')
                         .get_mask(), 'Y float')[64 * 30:64 * 31] for feather in (0, 14))
    assert set(hard) == {0.0, 1.0}
    assert 0.4 < (soft[31] + soft[32]) / 2 < 0.6 and soft[20] > 0.95 and soft[43] < 0.05, soft
    assert all(a >= b for a, b in zip(soft, soft[1:])), soft
    image.select_item(Gimp.ChannelOps.REPLACE, image.get_channels()[0])
    Gimp.Selection.feather(image, 14)
    theirs = floats(image.get_selection(), 'Y float')[64 * 30:64 * 31]
    print('    differs from GIMP by', max(abs(a - b) for a, b in zip(soft, theirs)))
    assert all(abs(a - b) < 0.05 for a, b in zip(soft, theirs)), (soft, theirs)
    image.delete()


@case
def a_kept_region_wins():
    image, content = new_image()
    left(image).set_name('face')
    channel(image, lambda x, y: True).set_name('all')
    layer = paint(image, [content], regions='mask=channel:face\nkeep\nmask=channel:all')
    inside, outside = halves(changed(layer, content))
    assert not any(inside) and share(outside) > 0.5
    image.delete()


@case
def lists_that_make_no_sense_or_name_what_is_not_there():
    image, content = new_image()
    other, _ = new_image()
    left(other).set_name('elsewhere')
    left(image).set_name('here')
    channel(image, lambda x, y: False).set_name('black')
    before = state(image)
    for regions, words in (('nonsense', ('nonsense', 'mask=')),
                           ('mask=channel:gone', ('gone', 'Save to Channel')),
                           ('mask=channel:elsewhere', ('elsewhere', 'in this image')),
                           ('mask=layer-mask:photo', ('photo', 'layer mask')),
                           ('mask=layer:gone', ('gone', 'Remove')),
                           ('mask=brush:here', ('brush:here', 'channel:')),
                           ('mask=channel:black', ('black', 'white')),
                           ('mask=channel:here\nstyle=layer:gone', ('gone', 'style')),
                           ('mask=channel:here\nstyle=/none.png', ('none.png',)),
                           ('mask=channel:here\nkeep\nmask=selection\nkeep', ('first',)),
                           ('mask=selection\nkeep\nmask=channel:here\nkeep', ('kept',))):
        refused_with(words, lambda regions=regions: paint(image, [content], regions=regions))
    refused_with(('twice', 'region-masks'), lambda: paint(image, [content], regions='mask=channel:here',
                                                          region_masks=[left(image)]))
    image.remove_channel(image.get_channels()[0])
    assert state(image) == before
    image.delete()
    other.delete()


@case
def names_win_over_numbers_of_other_items():
    """A number is that of the item only where the name is right: later, another item may have it."""
    image, content = new_image()
    sky, ground = left(image), right(image)
    sky.set_name('sky')
    ground.set_name('ground')
    layer = paint(image, [content], regions=f'mask=selection\nkeep\nmask=channel:#{ground.get_id()} sky')
    assert floats(layer.get_mask(), 'Y float')[:64] == (1.0,) * 32 + (0.0,) * 32
    image.delete()
