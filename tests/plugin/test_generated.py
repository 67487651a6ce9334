# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles that a generative network paints, by their seeds."""

from gi.repository import Gimp

from harness import case, native, new_image, paint, refused_with, state, sum_of, told


@case
def a_generated_style_is_remembered():
    image, content = new_image()
    layer = paint(image, style_seeds='7,12,19', swatch_size=64)
    assert layer.get_name() == 'Neural Style: dcgan-abstract 7,12,19, seed 0', layer.get_name()
    assert native(layer) != native(content)
    style = told(layer)['styles'][0]
    assert style['generator'] == 'generator-dcgan-abstract', style
    assert style['seeds'] == '7,12,19', style
    assert style['sha256'] == sum_of('generator-dcgan-abstract'), style
    image.delete()


@case
def what_is_remembered_repeats_the_result():
    image, content = new_image()
    first = paint(image, [content], style_generator='grid', style_seeds='3*2, 8', swatch_size=96, truncation=0.7)
    note = told(first)
    settings = note['settings']
    second = paint(image, [content], style_generator=note['styles'][0]['generator'],
                   style_seeds=note['styles'][0]['seeds'], swatch_size=int(settings['swatch-size']),
                   truncation=float(settings['truncation']), steps=int(settings['steps']))
    assert native(first) == native(second)
    other = paint(image, [content], style_generator='grid', style_seeds='3,8', swatch_size=96, truncation=0.7)
    assert native(first) != native(other)
    image.delete()


@case
def beside_a_layer_and_in_regions():
    image, content = new_image()
    other, source = new_image(size=(40, 40))
    source.set_name('texture')
    layer = paint(image, [content], style_layer=source, style_seeds='5', swatch_size=64)
    assert layer.get_name() == 'Neural Style: texture + dcgan-abstract 5, seed 0', layer.get_name()
    mask = Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, 'half')
    image.insert_channel(mask, None, 0)
    paint(image, [content], region_masks=[mask], style_seeds='5', swatch_size=64)
    image.delete()
    other.delete()


@case
def wrong_seeds_are_refused():
    image, _ = new_image()
    before = state(image)
    for words, arguments in ((['9-3', '3-9'], {'style_seeds': '9-3'}),
                             (['“x”'], {'style_seeds': 'x'}),
                             (['twice'], {'style_seeds': '7,7'}),
                             (['999999999'], {'style_seeds': '1000000000'}),
                             (['64 swatches'], {'style_seeds': '0-9999'}),
                             (['weight'], {'style_seeds': '7*nan'}),
                             (['weight'], {'style_seeds': '7*-1'}),
                             (['none', 'dcgan-abstract'], {'style_seeds': '7', 'style_generator': 'none'}),
                             (['small letters'], {'style_seeds': '7', 'style_generator': '../x'}),
                             (['style-seeds'], {'style_seeds': '', 'style_file': None})):
        refused_with(words, lambda arguments=arguments: paint(image, **arguments))
    assert state(image) == before
    image.delete()
