# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the style may come from: a file, a layer of this or another image, a pattern, or several at once, by their own
arguments or in a list with weights."""

from gi.repository import Gimp

from harness import (add_noise_layer, case, floats, native, new_image, paint, png, refused_with, script_fu, state,
                     style_file, SCRATCH, told, write)


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


def entries(layer):
    return [(style['argument'], style['name'], style['weight'], style['word']) for style in told(layer)['styles']]


@case
def a_list_of_all_kinds_with_weights():
    image, content = new_image()
    other, source = new_image(size=(40, 40))
    source.set_name('texture: 2')
    lines = ['', f'{style_file()}:2', 'layer:texture: 2', '  pattern:Clipboard Image:0.5 ',
             'generated:dcgan-abstract:7,12:3']
    pattern()
    layer = paint(image, [content], styles='\n'.join(lines), swatch_size=64)
    assert layer.get_name() == 'Neural Style: stripes + texture: 2 + Clipboard Image + dcgan-abstract 7,12, seed 0', \
        layer.get_name()
    assert entries(layer) == [('styles', 'stripes', 2, str(style_file())),
                              ('styles', 'texture: 2', 1, f'layer:#{source.get_id()} texture: 2'),
                              ('styles', 'Clipboard Image', 0.5, 'pattern:Clipboard Image'),
                              ('styles', 'dcgan-abstract 7,12', 3, 'generated:dcgan-abstract:7,12')], entries(layer)
    image.delete()
    other.delete()


@case
def weights_count():
    image, content = new_image()
    blue = png(SCRATCH / 'blue.png', 40, 40, lambda x, y: (20, 20, 240 if (x // 5 + y // 5) % 2 else 160))
    def blueness(weights):
        lines = '\n'.join(f'{file}:{weight}' for file, weight in zip((style_file(), blue), weights))
        return mean_colour(paint(image, [content], styles=lines, steps=40, content_weight=0.0, smoothness=0.0))[2]
    little, much = blueness((4, 1)), blueness((1, 4))
    assert little < much - 0.05, (little, much)
    image.delete()


@case
def a_list_of_one_is_the_argument_of_its_kind():
    image, content = new_image()
    assert native(paint(image, [content], styles=str(style_file()))) == \
        native(paint(image, [content], style_file=style_file()))
    assert native(paint(image, [content], styles='generated:dcgan-abstract:5', swatch_size=64)) == \
        native(paint(image, [content], style_seeds='5', swatch_size=64))
    image.delete()


@case
def a_list_beside_an_argument():
    image, content = new_image()
    both = paint(image, [content], styles='generated:dcgan-abstract:5:2', style_file=style_file(), swatch_size=64)
    assert both.get_name() == 'Neural Style: dcgan-abstract 5 + stripes, seed 0', both.get_name()
    image.delete()


@case
def names_that_look_like_something_else():
    image, content = new_image()
    odd = SCRATCH / 'a style:2'
    odd.write_bytes(style_file().read_bytes())
    assert entries(paint(image, [content], styles=str(odd)))[0][1:3] == ('a style:2', 1)
    assert entries(paint(image, [content], styles=odd.as_uri() + ':3'))[0][2] == 3
    # A layer is found by its ID only while it is called so: IDs begin anew with each GIMP.
    other, source = new_image(size=(40, 40))
    source.set_name('#5 of them')
    assert entries(paint(image, [content], styles='layer:#5 of them'))[0][1] == '#5 of them'
    source.set_name('texture')
    assert entries(paint(image, [content], styles=f'layer:#{content.get_id()} texture'))[0][1] == 'texture'
    group = Gimp.GroupLayer.new(image, 'group')
    image.insert_layer(group, None, 0)
    add_noise_layer(image, (40, 40), parent=group, seed=6).set_name('texture')
    word = entries(paint(image, [content], styles='layer:texture'))[0][3]
    assert word != f'layer:#{source.get_id()} texture', 'a layer of the same image comes first'
    image.delete()
    other.delete()


@case
def a_wrong_list_is_refused():
    image, _ = new_image()
    before = state(image)
    for words, lines in ((['“gone”', 'layer'], 'layer:gone'), (['“gone”', 'layer'], 'layer:#123456 gone:2'),
                         (['“none”', 'pattern'], 'pattern:none'), (['“none”', 'dcgan-abstract'], 'generated:none:7'),
                         (['generated:MODEL:SEEDS'], 'generated:7'), (['weight'], f'{style_file()}:0'),
                         (['weight'], 'generated:dcgan-abstract:7:-1'), (['missing.png'], '/nowhere/missing.png:2'),
                         (['address'], 'file://elsewhere/a.png'), (['trained style', '“none”'], 'trained:none'),
                         (['65', '64'], '\n'.join(f'generated:dcgan-abstract:{seed}' for seed in range(65))),
                         (['styles'], ' \n ')):
        refused_with(words, lambda lines=lines: paint(image, styles=lines))
    assert state(image) == before
    image.delete()


@case
def a_script_gives_a_list():
    image, layer = new_image()
    status, message = script_fu(
        f'(plug-in-neural-style #:run-mode RUN-NONINTERACTIVE #:image {image.get_id()} '
        f'#:drawables (vector {layer.get_id()}) #:steps 3 #:swatch-size 64 '
        f'#:styles "{style_file()}:2\ngenerated:dcgan-abstract:7")')
    assert status == Gimp.PDBStatusType.SUCCESS, (status, message)
    assert image.get_layers()[0].get_name() == 'Neural Style: stripes + dcgan-abstract 7, seed 0'
    image.delete()
