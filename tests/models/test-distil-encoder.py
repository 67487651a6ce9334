#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The training program on pictures made here: its error falls, a killed run that is resumed ends in the same weights as
one that was not, and bad input is said. Usage: test-distil-encoder.py DISTIL-ENCODER MAKE-RANDOM-ENCODER"""

import pathlib
import random
import subprocess
import sys
import tempfile
import time

from made_pictures import make_pictures

PROGRAM, MAKE_ENCODER = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
STEPS = 60


def command(folder, name, *more):
    return [PROGRAM, '--pictures', folder / 'pictures', '--teacher', folder / 'teacher.safetensors', '--output',
            folder / f'{name}.safetensors', '--checkpoint', folder / f'{name}.checkpoint', '--log', folder / f'{name}.csv',
            '--steps', str(STEPS), '--batch', '2', '--crop', '32', '--checkpoint-seconds', '0.2', *more]


def train(folder, name):
    return subprocess.run(command(folder, name), check=True, capture_output=True, text=True).stdout


def train_with_kills(folder, name):
    numbers, kills = random.Random(2), 0
    while True:
        process = subprocess.Popen(command(folder, name), stdout=subprocess.DEVNULL)
        try:
            # Later kills come later, so that the run ends on a slow machine too.
            if process.wait(timeout=numbers.uniform(0.5, 2.0) * (1 + kills)) == 0:
                return kills
            raise AssertionError('a resumed run failed')
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1


def check_refused(arguments, words):
    result = subprocess.run(arguments, capture_output=True, text=True)
    assert result.returncode == 1, result
    assert words in result.stderr, result.stderr
    assert result.stderr.count('\n') == 1, result.stderr


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_pictures(folder / 'pictures')
        subprocess.run([MAKE_ENCODER, folder / 'teacher.safetensors', 'slim'], check=True)

        words = train(folder, 'plain')
        assert '38 pictures, 2 held back, 2 files skipped' in words, words
        header, *lines = (folder / 'plain.csv').read_text().splitlines()
        assert header.startswith('step,loss,conv1_1,conv1_2,'), header
        rows = [[float(value) for value in line.split(',')] for line in lines]
        assert rows[-1][0] == STEPS, rows[-1]
        first, last = (sum(row[2:]) for row in (rows[0], rows[-1]))  # of all layers, after step and loss
        assert last < 0.7 * first, f'the errors on held-back pictures did not fall: {first} to {last}'

        kills = train_with_kills(folder, 'killed')
        weights = [(folder / f'{run}.safetensors').read_bytes() for run in ('plain', 'killed')]
        assert weights[0] == weights[1], 'the killed run ended in other weights'
        print(f'held-back error from {first:.2f} to {last:.2f} in {STEPS} steps; same weights after {kills} kills')

        (folder / 'empty').mkdir()
        check_refused([PROGRAM, '--pictures', folder / 'empty', '--teacher', folder / 'teacher.safetensors'], 'no usable picture')
        check_refused([PROGRAM, '--pictures', folder / 'none', '--teacher', folder / 'teacher.safetensors'], 'There is no folder')
        check_refused([PROGRAM, '--pictures', folder / 'pictures', '--crop', '32', '--teacher', folder / 'none'], 'cannot be opened')


if __name__ == '__main__':
    started = time.monotonic()
    main()
    print(f'{time.monotonic() - started:.1f} s')
