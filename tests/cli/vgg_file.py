# SPDX-License-Identifier: GPL-3.0-or-later
"""A weights file to import, small for what it is."""

import json
import struct


def vgg16():
    """A safetensors file of a VGG-16 by torchvision's names; 30 MB of zeros."""
    header, offset, inputs, place = {}, 0, 3, 0
    for block, (count, outputs) in enumerate(((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))):
        place += 1 if block else 0
        for _ in range(count):
            for part, shape in ((".weight", [outputs, inputs, 3, 3]), (".bias", [outputs])):
                size = 2 * outputs * (inputs * 9 if part == ".weight" else 1)
                header[f"features.{place}{part}"] = {"dtype": "F16", "shape": shape,
                                                     "data_offsets": [offset, offset + size]}
                offset += size
            inputs, place = outputs, place + 2
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(offset)
