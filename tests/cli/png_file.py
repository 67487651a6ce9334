# SPDX-License-Identifier: GPL-3.0-or-later
"""PNG files for tests of the command, made and read without the code that is tested."""

import struct
import zlib


def png(path, width, height, pixel, depth=8, colour=2):
    """Writes a PNG; pixel(x, y) gives a pixel's bytes, or all pixels are zero where it is None."""
    bits = depth * {0: 1, 2: 3}[colour]

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    deflate = zlib.compressobj(1)
    data = bytearray()
    for y in range(height):
        row = b"".join(pixel(x, y) for x in range(width)) if pixel else bytes((width * bits + 7) // 8)
        data += deflate.compress(b"\0" + row)
    data += deflate.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", bytes(data)) + chunk(b"IEND", b""))


def png_size(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


def png_rows(path):
    """The pixels' bytes of an RGB PNG of 8 bits, row by row."""
    data, position, packed, (width, height) = path.read_bytes(), 8, b"", png_size(path)
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position : position + 8])
        if kind == b"IDAT":
            packed += data[position + 8 : position + 8 + length]
        position += length + 12
    raw, rows, above = zlib.decompress(packed), [], bytes(width * 3)
    for y in range(height):
        row = bytearray(raw[y * (width * 3 + 1) + 1 : (y + 1) * (width * 3 + 1)])
        for x in range(width * 3):
            a, b, c = row[x - 3] if x > 2 else 0, above[x], above[x - 3] if x > 2 else 0
            nearest = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
            row[x] = (row[x] + (0, a, b, (a + b) // 2, nearest)[raw[y * (width * 3 + 1)]]) & 255
        rows.append(bytes(row))
        above = rows[-1]
    return rows
