# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests inside GIMP share: running the cases of a module, calling the plug-in, making and reading images."""

import contextlib
import hashlib
import importlib
import json
import os
import pathlib
import random
import struct
import time
import traceback
import zlib

import gi

gi.require_version('Gimp', '3.0')
gi.require_version('Gegl', '0.4')
from gi.repository import Gegl, Gimp, Gio  # noqa: E402

SCRATCH = pathlib.Path(os.environ['NST_SCRATCH'])
MODELS = pathlib.Path(os.environ['NEURAL_STYLE_MODELS'])
CASES = []


class Skip(Exception):
    """The case cannot be tried here; the text says why."""


def case(function):
    """Marks a function as a test case."""
    CASES.append(function)
    return function


def run(module):
    """Runs the cases of `module` and leaves a note with the verdict, since GIMP's exit code tells nothing."""
    failures = 0
    try:
        importlib.import_module(module)
    except Exception:
        traceback.print_exc()
        failures = 1
    for function in CASES:
        start = time.monotonic()
        verdict = 'ok'
        try:
            function()
        except Skip as reason:
            verdict = f'skipped ({reason})'
        except Exception:
            traceback.print_exc()
            verdict = 'FAILED'
            failures += 1
        print(f'{verdict}: {function.__name__} ({time.monotonic() - start:.1f} s)', flush=True)
    if CASES and not failures:
        (SCRATCH / 'verdict').write_text('passed')


class Refused(Exception):
    """The procedure gave an error. `status` is the Gimp.PDBStatusType, the text its message."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def procedure(name='plug-in-neural-style'):
    found = Gimp.get_pdb().lookup_procedure(name)
    assert found, f'{name} is not registered'
    return found


def paint(image, drawables=None, **arguments):
    """Calls the plug-in with few steps and, where no style is given, a style file. Returns the new layer."""
    arguments = {name.replace('_', '-'): value for name, value in arguments.items()}
    if not {'styles', 'style-file', 'style-layer', 'style-pattern', 'style-seeds', 'region-styles'} & arguments.keys():
        arguments['style-file'] = style_file()
    config = procedure().create_config()
    config.set_property('run-mode', Gimp.RunMode.NONINTERACTIVE)
    config.set_property('image', image)
    config.set_core_object_array('drawables', image.get_selected_drawables() if drawables is None else drawables)
    for name, value in {'steps': 3, **arguments}.items():
        if isinstance(value, list):
            config.set_core_object_array(name, value)
            continue
        config.set_property(name, Gio.File.new_for_path(str(value)) if isinstance(value, pathlib.Path) else value)
    result = procedure().run(config)
    if result.index(0) != Gimp.PDBStatusType.SUCCESS:
        raise Refused(result.index(0), result.index(1) if result.length() > 1 else '')
    return result.index(1)


def refused_with(words, call):
    """The call fails with a sentence that has all these words."""
    try:
        call()
    except Refused as refusal:
        message = str(refusal)
    else:
        raise AssertionError(f'not refused: {words}')
    print('   ', message)
    assert message.endswith('.') and len(message) > 20, f'not a sentence: {message}'
    for word in words:
        assert word in message, f'“{word}” is not in: {message}'


def sum_of(model):
    """The SHA-256 of a model's weights."""
    return hashlib.sha256((MODELS / model / 'weights.safetensors').read_bytes()).hexdigest()


def script_fu(text):
    """Runs a script; gives the status and, after an error, its message."""
    config = procedure('plug-in-script-fu-eval').create_config()
    config.set_property('run-mode', Gimp.RunMode.NONINTERACTIVE)
    config.set_property('script', text)
    result = procedure('plug-in-script-fu-eval').run(config)
    return result.index(0), result.index(1) if result.length() > 1 else ''


def told(layer):
    """What the new layer remembers."""
    return json.loads(bytes(layer.get_parasite('neural-style-settings').get_data()).decode())


def png(path, width, height, pixel):
    """Writes an RGB picture; pixel(x, y) gives three bytes."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = b''.join(b'\0' + bytes(value for x in range(width) for value in pixel(x, y)) for y in range(height))
    path.write_bytes(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)) +
                     chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
    return path


def style_file():
    """A picture of red and yellow stripes."""
    path = SCRATCH / 'stripes.png'
    if not path.exists():
        png(path, 48, 40, lambda x, y: (220, 200 if (x + y) // 6 % 2 else 30, 20))
    return path


@contextlib.contextmanager
def without_engine():
    """The module that paints is moved aside. Gives its place."""
    engine = pathlib.Path(os.environ['GIMP3_DIRECTORY'], 'plug-ins/neural-style/neural-style-engine.so')
    aside = engine.rename(engine.with_suffix('.aside'))
    try:
        yield engine
    finally:
        aside.rename(engine)


def new_image(base=Gimp.ImageBaseType.RGB, precision=Gimp.Precision.U8_NON_LINEAR, alpha=False, size=(64, 64),
              layer_size=None, offsets=(0, 0)):
    """An image with one selected layer of blurry noise. Returns both."""
    image = Gimp.Image.new_with_precision(*size, base, precision)
    return image, add_noise_layer(image, layer_size or size, offsets, alpha)


def add_noise_layer(image, size, offsets=(0, 0), alpha=False, parent=None, seed=1):
    kinds = {Gimp.ImageBaseType.RGB: (Gimp.ImageType.RGB_IMAGE, Gimp.ImageType.RGBA_IMAGE),
             Gimp.ImageBaseType.GRAY: (Gimp.ImageType.GRAY_IMAGE, Gimp.ImageType.GRAYA_IMAGE),
             Gimp.ImageBaseType.INDEXED: (Gimp.ImageType.INDEXED_IMAGE, Gimp.ImageType.INDEXEDA_IMAGE)}
    layer = Gimp.Layer.new(image, 'photo', *size, kinds[image.get_base_type()][alpha], 100, Gimp.LayerMode.NORMAL)
    image.insert_layer(layer, parent, 0)
    layer.set_offsets(*offsets)
    noise(layer, seed)
    image.set_selected_layers([layer])
    return layer


def channel(image, inside, name='region'):
    """A channel, white where inside(x, y)."""
    made = Gimp.Channel.new_from_component(image, Gimp.ChannelType.RED, name)
    image.insert_channel(made, None, 0)
    write(made, 'Y float', [float(inside(x, y)) for y in range(image.get_height()) for x in range(image.get_width())])
    return made


def noise(drawable, seed=1):
    """Fills a drawable with squares of random colours and, where it has alpha, random opacity above zero."""
    generator = random.Random(seed)
    width, height = drawable.get_width(), drawable.get_height()
    squares = [[[generator.random() for _ in range(3)] + [generator.uniform(0.2, 1)] for _ in range(width // 4 + 1)]
               for _ in range(height // 4 + 1)]
    write(drawable, "R'G'B'A float", [value for y in range(height) for x in range(width)
                                      for value in squares[y // 4][x // 4]])


def rectangle(drawable):
    return Gegl.Rectangle.new(0, 0, drawable.get_width(), drawable.get_height())


def write(drawable, babl, values):
    buffer = drawable.get_buffer()
    buffer.set(rectangle(drawable), babl, struct.pack(f'{len(values)}f', *values))
    buffer.flush()
    drawable.update(0, 0, drawable.get_width(), drawable.get_height())


def native(drawable):
    """The pixels as they are stored, one bytes object each."""
    data = bytes(drawable.get_buffer().get(rectangle(drawable), 1.0, None, Gegl.AbyssPolicy.NONE))
    size = drawable.get_bpp()
    return [data[i:i + size] for i in range(0, len(data), size)]


def floats(drawable, babl, area=None):
    data = bytes(drawable.get_buffer().get(area or rectangle(drawable), 1.0, babl, Gegl.AbyssPolicy.NONE))
    return struct.unpack(f'{len(data) // 4}f', data)


def selection_over(image, layer):
    """The selection's values at the pixels of a layer."""
    _, x, y = layer.get_offsets()
    return floats(image.get_selection(), 'Y float', Gegl.Rectangle.new(x, y, layer.get_width(), layer.get_height()))


def state(image):
    """Everything of an image that a refused call must not have touched."""
    def items(layers):
        for layer in layers:
            mask = layer.get_mask()
            yield (layer.get_id(), layer.get_name(), tuple(layer.get_offsets()), layer.get_visible(),
                   digest(layer), mask and digest(mask), tuple(layer.get_parasite_list()),
                   tuple(items(layer.get_children())) if layer.is_group() else ())
    return (image.get_base_type(), image.get_precision(), tuple(items(image.get_layers())),
            {layer.get_id() for layer in image.get_selected_layers()}, digest(image.get_selection()))


def digest(drawable):
    if drawable.get_width() * drawable.get_height() > 1_000_000:
        return 'large'
    return hashlib.sha256(b''.join(native(drawable))).hexdigest()
