#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes reference numbers of the generative networks, computed by the modules of Python's torch: a generator and its
discriminator as one trains them, with batch normalization in evaluation mode, beside the weights with the normalization
folded in, as the file format wants them; and an upscaler. With --latent it prints the first numbers of some seeds, in
Python's own arithmetic, for tests/core/test-latent.cpp.

Usage: make-generator-reference.py tests/reference | --latent
"""

import json
import math
import struct
import sys

MASK = (1 << 64) - 1
INCREMENT = 0x9e3779b97f4a7c15


def scrambled(x):
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9 & MASK
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb & MASK
    return x ^ (x >> 31)


def joined(key, value):
    return scrambled(scrambled(key + INCREMENT & MASK) ^ ((value & MASK) + INCREMENT & MASK))


def normal_numbers(key, count):
    uniform = [((scrambled(key + i * INCREMENT & MASK) >> 11) + 1) / 2 ** 53 for i in range(1, count + 2)]
    numbers = []
    for u, v in zip(uniform[::2], uniform[1::2]):
        radius, angle = math.sqrt(-2 * math.log(u)), 2 * math.pi * v
        numbers += [radius * math.cos(angle), radius * math.sin(angle)]
    return numbers[:count]


def slerp(a, b, t):
    length_a, length_b = math.hypot(*a), math.hypot(*b)
    angle = math.acos(sum(x * y for x, y in zip(a, b)) / length_a / length_b)
    length = (1 - t) * length_a + t * length_b
    from_a = math.sin((1 - t) * angle) / math.sin(angle) * length / length_a
    from_b = math.sin(t * angle) / math.sin(angle) * length / length_b
    return [from_a * x + from_b * y for x, y in zip(a, b)]


def key_of(key, point):
    """A point is a seed, or ('~', point, number, distance), or ('+', point, point, share)."""
    if isinstance(point, int):
        return joined(key, point)
    if point[0] == '~':
        return key_of(joined(joined(key, 2), point[2]), point[1])
    return key_of(key_of(joined(key, 5), point[1]), point[2])


def numbers_of(point, count):
    if isinstance(point, int):
        return normal_numbers(joined(joined(1, point), 3), count)
    first = numbers_of(point[1], count)
    if point[0] == '~':
        return slerp(first, normal_numbers(joined(key_of(joined(2, point[2]), point[1]), 3), count), point[3])
    return slerp(first, numbers_of(point[2], count), point[3])


def print_latent():
    print(normal_numbers(0, 5), normal_numbers(12345, 3), sep='\n')
    seed = joined(1, 7)
    whole = normal_numbers(joined(seed, 3), 2)
    local = [normal_numbers(joined(seed, joined(joined(4, row), column)), 1)[0]
             for row in (-1, 0) for column in (-1, 0)]
    print([whole[0]] * 4 + [whole[1]] * 4 + local)
    for point in (('~', 12, 3, 0.3), ('+', 3, 9, 0.25), ('~', ('+', 3, ('~', 9, 1, 0.5), 0.5), 2, 0.3)):
        print(numbers_of(point, 8)[:3])


def folded(convolution, norm, transposed):
    """Weight and bias of a convolution that does what `convolution` and then `norm` do."""
    import torch
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    shape = (1, -1, 1, 1) if transposed else (-1, 1, 1, 1)
    return convolution.weight * scale.view(shape), norm.bias + (convolution.bias - norm.running_mean) * scale


def randomise(module, torch):
    """Random numbers of a sensible size for all that training would have set."""
    for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
        if name.endswith('num_batches_tracked'):
            continue
        tensor.data = torch.rand_like(tensor) + 0.5 if 'running_var' in name else torch.randn_like(tensor) * 0.3


def collect(prefix, layers, transposed, tensors):
    """Adds the convolutions of `layers` to `tensors`, each with the normalization behind it folded in."""
    from torch import nn
    kind = nn.ConvTranspose2d if transposed else nn.Conv2d
    places = [i for i, layer in enumerate(layers) if isinstance(layer, kind)]
    for number, i in enumerate(places):
        pair = layers[i].weight, layers[i].bias
        if i + 1 < len(layers) and isinstance(layers[i + 1], nn.BatchNorm2d):
            pair = folded(layers[i], layers[i + 1], transposed)
        tensors[f'{prefix}{number}.weight'], tensors[f'{prefix}{number}.bias'] = pair


def generator_numbers(torch):
    from torch import nn
    up = nn.Sequential(
        nn.ConvTranspose2d(6, 8, 4, 1, 0), nn.BatchNorm2d(8), nn.ReLU(),
        nn.ConvTranspose2d(8, 6, 4, 2, 1), nn.BatchNorm2d(6), nn.ReLU(),
        nn.ConvTranspose2d(6, 6, 3, 1, 1), nn.ReLU(),
        nn.ConvTranspose2d(6, 3, 4, 2, 1), nn.Tanh()).eval()
    down = nn.Sequential(
        nn.Conv2d(3, 4, 4, 2, 1), nn.LeakyReLU(0.3),
        nn.Conv2d(4, 5, 4, 2, 1), nn.BatchNorm2d(5), nn.LeakyReLU(0.3),
        nn.Conv2d(5, 1, 4, 1, 0)).eval()
    for network in (up, down):
        randomise(network, torch)
    latent = torch.randn(2, 6, 1, 1)
    picture = (up(latent) + 1) / 2
    tensors = {'latent': latent, 'picture': picture, 'logits': down(2 * picture - 1).mean((1, 2, 3))}
    collect('up', up, True, tensors)
    collect('down', down, False, tensors)
    return tensors


def upscaler_numbers(torch):
    from torch import nn
    from torch.nn.functional import pad, relu

    def conv(inputs, outputs, kernel, stride=1):
        return nn.Conv2d(inputs, outputs, kernel, stride, 1, padding_mode='reflect')

    net = nn.ModuleDict({
        'enter': conv(3, 4, 3), 'down1': conv(4, 5, 4, 2), 'down2': conv(5, 6, 4, 2), 'body1': conv(6, 7, 3),
        'body2': conv(7, 6, 3), 'up1': nn.ConvTranspose2d(6, 5, 4, 2, 1), 'up2': nn.ConvTranspose2d(5, 4, 4, 2, 1),
        'leave': conv(4, 3, 3)}).eval()
    randomise(net, torch)
    x = torch.rand(2, 3, 14, 17)
    padded = pad(x, (0, 3, 0, 2), mode='reflect')
    a = relu(net['enter'](padded))
    b = relu(net['down1'](a))
    c = relu(net['body2'](relu(net['body1'](relu(net['down2'](b))))))
    a = relu(net['up2'](relu(net['up1'](c) + b)) + a)
    detail = net['leave'](a)[:, :, :14, :17]
    return {'enlarged': x, 'detailed': (x + detail).clamp(0, 1), **net.state_dict()}


def write(path, tensors):
    header, data = {}, b''
    for name, tensor in tensors.items():
        packed = struct.pack(f'<{tensor.numel()}f', *tensor.detach().flatten().tolist())
        header[name] = {'dtype': 'F32', 'shape': list(tensor.shape), 'data_offsets': [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(path, 'wb') as file:
        file.write(struct.pack('<Q', len(text)) + text + data)


def main():
    if sys.argv[1] == '--latent':
        print_latent()
        return
    import torch
    torch.manual_seed(0)
    with torch.no_grad():
        write(f'{sys.argv[1]}/generator.safetensors', generator_numbers(torch))
        write(f'{sys.argv[1]}/upscaler.safetensors', upscaler_numbers(torch))


if __name__ == '__main__':
    main()
