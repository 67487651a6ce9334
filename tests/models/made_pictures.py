# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures for the tests of the training programs: patterns of several sizes, and files that are none."""

import random


def make_pictures(folder, count=40, width=40, height=48):
    folder.mkdir()
    numbers = random.Random(1)
    for i in range(count):
        a, b, c = (numbers.randrange(1, 9) for _ in range(3))
        pixels = bytes(v % 256 for y in range(height) for x in range(width)
                       for v in (a * x + b * y, b * x * y // 8, c * (x - y)))
        (folder / f'{i:02}.ppm').write_bytes(b'P6\n%d %d\n255\n' % (width, height) + pixels)
    (folder / 'broken.jpg').write_bytes(b'\xff\xd8\xff\xe0 no picture')
    (folder / 'notes.txt').write_text('no picture either')
