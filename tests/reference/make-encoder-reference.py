#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the reference numbers of the shipped encoder: its features of a small picture, computed from the weights file
in plain Python, without LibTorch and in double precision, so that they are an independent oracle.

Usage: make-encoder-reference.py models/encoder-vgg19-slim/weights.safetensors tests/reference/encoder-vgg19-slim.safetensors
"""

import json
import operator
import pathlib
import struct
import sys

SIDE = 32  # conv5_1 is left with 2 x 2 positions
TAPS = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1']


def read(path):
    data = pathlib.Path(path).read_bytes()
    length, = struct.unpack('<Q', data[:8])
    header = json.loads(data[8:8 + length])
    metadata = header.pop('__metadata__')
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry['data_offsets'])
        code, size = {'F16': ('e', 2), 'F32': ('f', 4)}[entry['dtype']]
        tensors[name] = entry['shape'], struct.unpack(f'<{(end - begin) // size}{code}', data[begin:end])
    return metadata, tensors


def picture():
    """Must be the same as in tests/models/test-shipped-encoder.cpp."""
    return [[[(x * (3 + 2 * channel) + y * (7 - channel)) % 32 / 31 for x in range(SIDE)] for y in range(SIDE)]
            for channel in range(3)]


def convolve(planes, shape, weights, bias):
    """3x3 with one pixel of reflection, then ReLU."""
    height, width = len(planes[0]), len(planes[0][0])
    rows = [1, *range(height), height - 2]
    columns = [1, *range(width), width - 2]
    patches = [[[plane[rows[y + dy]][columns[x + dx]] for plane in planes for dy in range(3) for dx in range(3)]
                for x in range(width)] for y in range(height)]
    size = shape[1] * 9
    return [[[max(0.0, bias[o] + sum(map(operator.mul, patch, weights[o * size:(o + 1) * size]))) for patch in row]
             for row in patches] for o in range(shape[0])]


def pool(planes, kind):
    combine = max if kind == 'max' else lambda four: sum(four) / 4
    return [[[combine([plane[2 * y + dy][2 * x + dx] for dy in range(2) for dx in range(2)])
              for x in range(len(plane[0]) // 2)] for y in range(len(plane) // 2)] for plane in planes]


def write(path, features):
    header, data = {}, b''
    for name, planes in features.items():
        values = [value for plane in planes for row in plane for value in row]
        packed = struct.pack(f'<{len(values)}f', *values)
        header[name] = {'dtype': 'F32', 'shape': [1, len(planes), len(planes[0]), len(planes[0][0])],
                        'data_offsets': [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack('<Q', len(text)) + text + data)


def main():
    metadata, tensors = read(sys.argv[1])
    mean, deviation = ([float(number) for number in metadata[key].split()] for key in ('mean', 'deviation'))
    planes = [[[(value - mean[c]) / deviation[c] for value in row] for row in plane] for c, plane in enumerate(picture())]
    features = {}
    for layer in metadata['layers'].split():
        if layer == 'pool':
            planes = pool(planes, metadata['pooling'])
            continue
        shape, weights = tensors[layer + '.weight']
        planes = convolve(planes, shape, weights, tensors[layer + '.bias'][1])
        if layer in TAPS:
            # Every fourth channel is enough to notice a mistake, and keeps the file small.
            features[layer] = planes[::4]
    write(sys.argv[2], features)


if __name__ == '__main__':
    main()
