# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be painted is refused with a sentence that says why, and the image stays as it was."""

import shutil

from gi.repository import Gimp

from harness import (add_noise_layer, case, new_image, paint, png, refused_with, SCRATCH, script_fu, Skip, state,
                     style_file, without_engine, write)


def refused(image, *words, drawables=None, **arguments):
    """The call fails, its message has all the words, and nothing of the image changed."""
    before = state(image)
    refused_with(words, lambda: paint(image, drawables, **arguments))
    assert state(image) == before, 'the image changed'
    image.delete()


@case
def no_layer():
    refused(Gimp.Image.new(64, 64, Gimp.ImageBaseType.RGB), 'no layer', drawables=[])


@case
def no_selected_layer():
    image, _ = new_image()
    refused(image, 'No layer is selected', drawables=[])


@case
def several_layers():
    image, first = new_image()
    refused(image, 'Several', drawables=[first, add_noise_layer(image, (64, 64))])


@case
def group():
    image, _ = new_image()
    layer = Gimp.GroupLayer.new(image, 'group')
    image.insert_layer(layer, None, 0)
    add_noise_layer(image, (64, 64), parent=layer)
    refused(image, 'group', 'merge', drawables=[layer])


@case
def layer_mask():
    image, layer = new_image()
    mask = layer.create_mask(Gimp.AddMaskType.WHITE)
    layer.add_mask(mask)
    refused(image, 'layer mask', drawables=[mask])


@case
def channel():
    image, _ = new_image()
    made = Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, 'red')
    image.insert_channel(made, None, 0)
    refused(image, 'channel', drawables=[made])


@case
def floating_selection():
    image, layer = new_image()
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 40, 40)
    Gimp.edit_copy([layer])
    floating = Gimp.edit_paste(layer, False)[0]
    assert floating.is_floating_sel()
    refused(image, 'floating', drawables=[floating])


@case
def selection_beside_the_layer():
    image, layer = new_image(size=(128, 128), layer_size=(50, 50))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 60, 60, 30, 30)
    refused(image, 'selection', drawables=[layer])


@case
def hidden_by_the_layer_mask():
    image, layer = new_image()
    layer.add_mask(layer.create_mask(Gimp.AddMaskType.BLACK))
    refused(image, 'mask hides', drawables=[layer])


@case
def fully_transparent():
    image, layer = new_image(alpha=True)
    write(layer, "R'G'B'A float", [0.5, 0.5, 0.5, 0.0] * 64 * 64)
    refused(image, 'transparent')


@case
def transparent_where_selected():
    image, layer = new_image(alpha=True)
    write(layer, "R'G'B'A float", [0.5, 0.5, 0.5, 0.0] * 32 * 64 + [0.5, 0.5, 0.5, 1.0] * 32 * 64)
    image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, 64, 30)
    refused(image, 'transparent')


@case
def too_small():
    for size in ((1, 1), (15, 3), (15, 64)):
        image, _ = new_image(size=size)
        refused(image, 'too small', f'{size[0]} × {size[1]}')


@case
def too_large():
    image = Gimp.Image.new(30000, 20000, Gimp.ImageBaseType.RGB)
    layer = Gimp.Layer.new(image, 'huge', 30000, 20000, Gimp.ImageType.RGB_IMAGE, 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, None, 0)
    refused(image, '30000', 'GB', drawables=[layer])


@case
def no_style():
    image, _ = new_image()
    refused(image, 'style-file', 'style-layer', 'style-pattern', style_file=None)


@case
def bad_style_files():
    picture = style_file().read_bytes()
    (SCRATCH / 'empty.png').write_bytes(b'')
    (SCRATCH / 'truncated.png').write_bytes(picture[:len(picture) // 2])
    (SCRATCH / 'text.png').write_text('This is not a picture. ' * 20)
    (SCRATCH / 'folder.png').mkdir()
    for name in ('missing.png', 'empty.png', 'truncated.png', 'text.png', 'folder.png'):
        image, _ = new_image()
        refused(image, name, style_file=SCRATCH / name)


@case
def style_too_small():
    image, _ = new_image()
    refused(image, '16', style_file=png(SCRATCH / 'dot.png', 3, 3, lambda x, y: (1, 2, 3)))


@case
def bad_weights():
    good = (SCRATCH / 'models' / 'encoder-vgg19-slim' / 'weights.safetensors').read_bytes()
    (SCRATCH / 'empty.safetensors').write_bytes(b'')
    (SCRATCH / 'truncated.safetensors').write_bytes(good[:len(good) // 2])
    (SCRATCH / 'page.safetensors').write_text('<!DOCTYPE html><html>Not found</html>')
    for name in ('missing.safetensors', 'empty.safetensors', 'truncated.safetensors', 'page.safetensors'):
        image, _ = new_image()
        refused(image, name, encoder=SCRATCH / name)


@case
def unknown_choice():
    image, _ = new_image()
    refused(image, 'style-loss', 'wasserstein, gram', style_loss='gramm')


@case
def texts_that_make_no_sense():
    for name, value, word in (('style_layers', 'conv9', 'conv9'), ('content_layers', 'conv4_1:x', ':x'),
                              ('style_layers', '', 'style-layers')):
        image, _ = new_image()
        refused(image, name.replace('_', '-'), word.removeprefix(':'), **{name: value})


@case
def unknown_preset():
    image, _ = new_image()
    refused(image, 'nothing', 'gatys-2015', 'omahony-3', preset='nothing')


@case
def no_picture_to_start_from():
    image, _ = new_image()
    refused(image, 'start-file', 'start-layer', start='picture')


@case
def bad_state_files():
    (SCRATCH / 'state').write_text('nonsense' * 100)
    for file in (SCRATCH / 'state', SCRATCH / 'no-folder' / 'state'):
        image, _ = new_image()
        refused(image, str(file), state_file=file)


@case
def numbers_out_of_range():
    """libgimp drops such numbers in the caller's process, with a warning; Script-Fu refuses them."""
    image, layer = new_image()
    before = state(image)
    call = f'(plug-in-neural-style #:run-mode 1 #:image {image.get_id()} #:drawables (vector {layer.get_id()}) ' \
           f'#:style-file "{style_file()}" #:steps 3'
    for argument in ('#:steps 0', '#:strength -1', '#:seed -5', '#:working-size 63'):
        status, message = script_fu(f'{call} {argument})')
        assert status != Gimp.PDBStatusType.SUCCESS and 'out of range' in message, (argument, status, message)
    assert state(image) == before
    status, message = script_fu(f'{call} #:brush-size 0.5)')
    assert status == Gimp.PDBStatusType.SUCCESS, message
    assert len(image.get_layers()) == 2
    image.delete()


@case
def engine_missing():
    """LibTorch is missing, or the module with it: the plug-in is still there, and says what to install."""
    with without_engine() as engine:
        image, _ = new_image()
        refused(image, 'LibTorch', str(engine))
        engine.write_text('no module')
        image, _ = new_image()
        refused(image, 'LibTorch', str(engine))
    image, _ = new_image()
    paint(image)
    image.delete()


@case
def model_missing():
    """The last case, since it takes the model away: the plug-in is still there, and says what it looked for."""
    shutil.rmtree(SCRATCH / 'models')
    image, _ = new_image()
    try:
        refused(image, 'encoder-vgg19-slim', str(SCRATCH / 'models'))
    except AssertionError as error:
        if 'not refused' in str(error):
            raise Skip('the model is installed on this machine') from error
        raise
