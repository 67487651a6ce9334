#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs that train generators and the upscaler, on pictures made here: their losses fall, the weights can be
measured, a run that is killed again and again ends as one that was not, and bad input is said.
Usage: test-training.py FOLDER-OF-PROGRAMS SHIPPED-ENCODER"""

import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

from made_pictures import make_pictures

PROGRAMS, ENCODER = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
KILLS = 100
SMALL = {
    'dcgan': ['--size', '32', '--width', '8', '--discriminator-width', '8', '--latent', '8'],
    'vae': ['--size', '16', '--width', '8', '--encoder-width', '8', '--latent', '8', '--beta', '0.1',
            '--generator-rate', '5e-3', '--encoder-rate', '5e-3'],
    'vae-gan': ['--size', '32', '--width', '8', '--discriminator-width', '8', '--latent', '8', '--feature-layer', '1'],
    'wgan-gp': ['--size', '16', '--width', '8', '--critic-width', '8', '--latent', '8'],
    'upscaler': ['--size', '64', '--width', '4', '--encoder', ENCODER],
    'decoder': ['--size', '64', '--style-width', '32', '--encoder', ENCODER, '--hold-back', '10'],
}
# What has to fall, and to which share of its first value.
FALLS = {'vae': ('error', 0.9), 'vae-gan': ('D', 0.9), 'wgan-gp': ('penalty', 0.9), 'upscaler': ('features', 0.97),
         'decoder': ('style', 0.8)}


def command(program, folder, pictures, *more):
    styles = ['--styles', pictures] if program == 'decoder' else []
    words = [*SMALL.get(program, []), *styles, *more]
    options = dict(zip(words[::2], words[1::2]))  # the later of two wins
    return [PROGRAMS / program, '--pictures', pictures, '--folder', folder, '--batch', '8', '--threads', '1',
            *(word for pair in options.items() for word in pair)]


def train(program, folder, pictures, *more):
    return subprocess.run(command(program, folder, pictures, *more), check=True, capture_output=True, text=True).stdout


def columns(log):
    header, *lines = log.read_text().splitlines()
    rows = [[float(value) for value in line.split(',')] for line in lines]
    return {name: [row[i] for row in rows] for i, name in enumerate(header.split(','))}


def check_training(program, folder, pictures):
    words = train(program, folder, pictures, '--epochs', '12', '--checkpoint-epochs', '6', '--keep-epochs', '6')
    assert '54 pictures, 6 held back, 2 files skipped' in words, words
    files = {path.name for path in folder.iterdir()}
    expected = {'checkpoint.safetensors', 'log.csv', 'curves.svg', 'weights.safetensors', 'weights-0006.safetensors'}
    expected |= {f'sheet-{epoch}-{kind}.png' for epoch in ('0006', '0012') for kind in ('averaged', 'last')}
    assert expected <= files, expected - files
    assert not [name for name in files if name.endswith('.part')], files
    values = columns(folder / 'log.csv')
    assert values['step'][-1] == 12 * (54 // 8), values['step']
    if program in FALLS:
        name, share = FALLS[program]
        third = max(1, len(values[name]) // 3)
        first, last = (sum(part) / third for part in (values[name][:third], values[name][-third:]))
        assert last < share * first, f'{program}: {name} did not fall: {first} to {last}'
        print(f'{program}: {name} from {first:.3f} to {last:.3f}')


def check_measures(folder, pictures):
    """A generator is measured against what was held back, and files of another kind are refused."""
    report = folder / 'report.json'
    subprocess.run([PROGRAMS / 'evaluate', '--model', folder / 'weights.safetensors', '--encoder', ENCODER, '--pictures',
                    pictures, '--samples', '100', '--report', report, '--sheet', folder / 'nearest.png'],
                   check=True, capture_output=True)
    measures = json.loads(report.read_text())
    assert measures['frechet'] > measures['floor'] > 0, measures
    assert measures['nearest'] > 0 and 0 < measures['diversity'] < 2, measures
    assert (folder / 'nearest.png').read_bytes().startswith(b'\x89PNG')


def check_enlargement(folder, pictures):
    """An upscaler is compared with bicubic enlargement; even a hardly trained one stays near it."""
    report = folder / 'report.json'
    subprocess.run([PROGRAMS / 'evaluate-upscaler', '--model', folder / 'weights.safetensors', '--encoder', ENCODER,
                    '--pictures', pictures, '--size', '64', '--crops', '8', '--report', report],
                   check=True, capture_output=True)
    for factor in ('by 2', 'by 4'):
        measures = json.loads(report.read_text())[factor]
        for name, least, most in (('error', 0.5, 2), ('features', 0.2, 2), ('detail', 0.5, 3)):
            share = measures['upscaler'][name] / measures['bicubic'][name]
            assert least < share < most, f'{factor}: {name} is {share} times that of bicubic'


def check_beginning(folder, pictures):
    """A decoder that begins with the weights of another goes on where that one was."""
    weights = folder / 'decoder' / 'weights.safetensors'
    train('decoder', folder / 'further', pictures, '--begin', weights, '--epochs', '2')
    begun, first = (columns(folder / name / 'log.csv')['style'][0] for name in ('further', 'decoder'))
    assert begun < 0.8 * first, f'the style begins at {begun}, without earlier weights at {first}'
    check_refused('another shape', command('decoder', folder / 'other', pictures, '--begin', weights,
                                           '--style-width', '16'))
    check_refused('network.safetensors', command('decoder', folder / 'other', pictures, '--begin',
                                                 folder / 'network.safetensors'))


def check_kills(folder, pictures):
    """The weights, the log and the sheets of a run killed at random moments are those of one that was not."""
    more = ['--epochs', '60', '--checkpoint-epochs', '1']
    train('dcgan', folder / 'plain', pictures, *more)
    numbers, kills, ended = random.Random(2), 0, False
    while not ended:
        process = subprocess.Popen(command('dcgan', folder / 'killed', pictures, *more), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        try:
            # The last runs have time enough to come to the end on a slow machine, too.
            process.communicate(timeout=numbers.uniform(0.1, 1.5) if kills < KILLS else None)
            assert process.returncode == 0, 'a resumed run failed'
            ended = True
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
    for name in ('weights.safetensors', 'checkpoint.safetensors', 'log.csv', 'curves.svg', 'sheet-0060-averaged.png'):
        assert (folder / 'plain' / name).read_bytes() == (folder / 'killed' / name).read_bytes(), f'another {name}'
    print(f'the same after {kills} kills')


def check_full_disk(folder, pictures):
    """A checkpoint that does not fit leaves the one before it."""
    train('dcgan', folder, pictures, '--epochs', '2', '--checkpoint-epochs', '1')
    before = (folder / 'checkpoint.safetensors').read_bytes()
    limit = len(before) // 2
    result = subprocess.run(command('dcgan', folder, pictures, '--epochs', '4', '--checkpoint-epochs', '1'),
                            capture_output=True, text=True, restore_signals=False,  # an error, not a signal
                            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert result.returncode == 1 and result.stderr.count('\n') == 1, result
    assert (folder / 'checkpoint.safetensors').read_bytes() == before
    train('dcgan', folder, pictures, '--epochs', '4', '--checkpoint-epochs', '1')


def check_refused(words, arguments):
    result = subprocess.run(arguments, capture_output=True, text=True)
    assert result.returncode != 0, result
    assert words in result.stderr, result.stderr
    assert result.stderr.count('\n') == 1, result.stderr


def check_bad_input(folder, pictures):
    (folder / 'empty').mkdir()
    check_refused('no usable picture', command('dcgan', folder / 'new', folder / 'empty'))
    check_refused('There is no folder', command('dcgan', folder / 'new', folder / 'none'))
    check_refused('no usable picture', command('dcgan', folder / 'new', pictures, '--size', '256'))
    make_pictures(folder / 'one', count=1)
    check_refused('only one usable picture', command('dcgan', folder / 'new', folder / 'one'))
    check_refused('No generator paints 40 px', command('vae', folder / 'new', pictures, '--size', '40'))
    check_refused('of another network', command('dcgan', folder / 'dcgan', pictures, '--width', '16'))
    (folder / 'broken').mkdir()
    (folder / 'broken' / 'checkpoint.safetensors').write_bytes(b'no checkpoint')
    check_refused('checkpoint.safetensors', command('dcgan', folder / 'broken', pictures))
    check_refused('sees nothing', [PROGRAMS / 'evaluate', '--model', folder / 'vae' / 'weights.safetensors', '--encoder',
                                   ENCODER, '--pictures', pictures])
    check_refused('weights.safetensors', [PROGRAMS / 'evaluate', '--model', ENCODER, '--encoder', ENCODER, '--pictures', pictures])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pictures = folder / 'pictures'
        make_pictures(pictures, count=60, width=70, height=80)
        for program in SMALL:
            check_training(program, folder / program, pictures)
        check_measures(folder / 'dcgan', pictures)
        check_enlargement(folder / 'upscaler', pictures)
        check_beginning(folder, pictures)
        check_kills(folder, pictures)
        check_full_disk(folder / 'full', pictures)
        check_bad_input(folder, pictures)


if __name__ == '__main__':
    started = time.monotonic()
    main()
    print(f'{time.monotonic() - started:.1f} s')
