# SPDX-License-Identifier: GPL-3.0-or-later
"""The procedure that shows swatches of a generator as layers or patterns."""

import json

from gi.repository import Gimp

from harness import case, MODELS, native, new_image, paint, procedure, Refused, refused_with, sum_of


def swatches(**arguments):
    """Calls the procedure of swatches. Returns the new image."""
    found = procedure('plug-in-neural-style-swatches')
    config = found.create_config()
    for name, value in {'run_mode': Gimp.RunMode.NONINTERACTIVE, **arguments}.items():
        config.set_property(name.replace('_', '-'), value)
    result = found.run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(result.index(0), result.index(1) if result.length() > 1 else '')
    return result.index(1)


@case
def layers_named_by_their_seeds():
    image = swatches(first_seed=12, count=5, size=96)
    layers = image.get_layers()
    assert [layer.get_name() for layer in layers] == [f'dcgan-abstract {seed}' for seed in range(12, 17)]
    assert (image.get_width(), image.get_height()) == (96, 96)
    assert len({b''.join(native(layer)) for layer in layers}) == 5, 'all are alike'
    note = json.loads(bytes(layers[1].get_parasite('neural-style-swatch').get_data()).decode())
    assert note['swatch'] == '13' and note['sha256'] == sum_of('generator-dcgan-abstract'), note
    again = swatches(first_seed=13, count=1, size=96)
    assert native(again.get_layers()[0]) == native(layers[1]), 'the same seed gives another swatch'
    again.delete()
    image.delete()


@case
def variations_and_blends_by_their_words():
    image = swatches(seeds='12~1-3,3+9@0.25', size=64)
    names = [layer.get_name() for layer in image.get_layers()]
    assert names == [f'dcgan-abstract {word}' for word in ('12~1', '12~2', '12~3', '3+9@0.25')], names
    assert len({b''.join(native(layer)) for layer in image.get_layers()}) == 4, 'some are alike'
    note = json.loads(bytes(image.get_layers()[3].get_parasite('neural-style-swatch').get_data()).decode())
    assert note['swatch'] == '3+9@0.25', note
    alone = swatches(seeds='12~2', size=64)
    assert native(alone.get_layers()[0]) == native(image.get_layers()[1]), 'alone it is another swatch'
    swatches(seeds='{3+9}~1', size=64, as_patterns=True)
    assert Gimp.Pattern.get_by_name('dcgan-abstract {3+9}~1')
    alone.delete()
    image.delete()


@case
def a_layer_serves_as_a_style():
    shown = swatches(count=1, size=64)
    image, content = new_image()
    layer = paint(image, [content], style_layer=shown.get_layers()[0])
    assert layer.get_name() == 'Neural Style: dcgan-abstract 0, seed 0', layer.get_name()
    image.delete()
    shown.delete()


@case
def ranked_by_the_critic():
    image = swatches(count=8, rank=True, size=64)
    scores = [float(layer.get_name().split(', score ')[1]) for layer in image.get_layers()]
    assert scores == sorted(scores, reverse=True), scores
    image.delete()


@case
def patterns_in_place_of_an_image():
    assert swatches(first_seed=3, count=2, size=64, as_patterns=True) is None
    pattern = Gimp.Pattern.get_by_name('dcgan-abstract 3')
    assert pattern, [each.get_name() for each in Gimp.patterns_get_list('')]
    assert Gimp.Pattern.get_by_name('dcgan-abstract 4')
    assert tuple(pattern.get_info())[-3:] == (64, 64, 3), tuple(pattern.get_info())
    image, content = new_image()
    layer = paint(image, [content], style_pattern=pattern)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 3, seed 0', layer.get_name()
    shown = swatches(first_seed=3, count=1, size=64)
    as_layer = paint(image, [content], style_layer=shown.get_layers()[0])
    assert native(layer) == native(as_layer), 'the pattern has other pixels than the layer'
    image.delete()
    shown.delete()


@case
def wrong_calls_are_refused_with():
    refused_with(['none', 'dcgan-abstract'], lambda: swatches(generator='none'))
    refused_with(['small letters'], lambda: swatches(generator='No Model'))
    refused_with(['999999999', 'fewer'], lambda: swatches(first_seed=999999999, count=2))
    refused_with(['“12~”'], lambda: swatches(seeds='12~'))
    refused_with(['256 swatches'], lambda: swatches(seeds='12~1-300'))
    damaged = MODELS / 'generator-damaged' / 'weights.safetensors'
    damaged.parent.mkdir()
    damaged.write_bytes((MODELS / 'generator-grid' / 'weights.safetensors').read_bytes()[:-4])
    refused_with([str(damaged)], lambda: swatches(generator='damaged'))
