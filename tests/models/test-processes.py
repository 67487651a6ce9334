#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training on two processes, on pictures made here: the same losses and weights as with one, to rounding, where nothing
is normalised by batch; a run goes on with another number of processes; under torchrun and under mpirun's variables; and
whatever keeps processes apart is said, by each of them and before long.
Usage: test-processes.py FOLDER-OF-PROGRAMS SHIPPED-ENCODER"""

import importlib.util
import json
import math
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

import numpy

from made_pictures import make_pictures

PROGRAMS, ENCODER = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
COMMON = ['--batch', '4', '--threads', '1', '--hold-back', '0', '--encoder', ENCODER, '--size', '64']
# The upscaler's discriminator normalises by batch: without its say nothing else does.
UPSCALER_RATE = 5e-4
UPSCALER = ['upscaler', *COMMON, '--width', '4', '--adversarial-weight', '0', '--upscaler-rate', str(UPSCALER_RATE)]
# Many of its weights begin at zero, with gradients of which rounding chooses the sign: faster, other threads lead astray.
DECODER_RATE = 1e-5
DECODER = ['decoder', *COMMON, '--widths', '16', '12', '8', '4', '--blocks', '1', '1', '1', '0', '--style-width', '32',
           '--decoder-rate', str(DECODER_RATE)]
LAUNCHERS = {
    'torchrun': ('RANK', 'WORLD_SIZE'),
    'Open MPI': ('OMPI_COMM_WORLD_RANK', 'OMPI_COMM_WORLD_SIZE'),
    'MPICH': ('PMI_RANK', 'PMI_SIZE'),
    'Slurm': ('SLURM_PROCID', 'SLURM_STEP_NUM_TASKS'),
}
# Debian's torchrun asks for libuv, which its LibTorch is built without.
TORCHRUN = '''
from torch.distributed import TCPStore, run
from torch.distributed.elastic.rendezvous import static_tcp_rendezvous as meeting
meeting.TCPStore = lambda *words, **more: TCPStore(*words, use_libuv=False, **more)
run.main()
'''
PATIENCE = 120  # seconds after which a process that should have ended hangs


def free_port():
    with socket.socket() as listening:
        listening.bind(('127.0.0.1', 0))
        return listening.getsockname()[1]


def environment(**more):
    """Without what a launcher of these tests may have said."""
    names = {name for pair in LAUNCHERS.values() for name in pair} | {'MASTER_ADDR', 'MASTER_PORT'}
    return {name: value for name, value in os.environ.items() if name not in names} | {'OMP_NUM_THREADS': '1'} | more


def start(words, index=0, count=1, port=0, launcher='torchrun'):
    place = dict(zip(LAUNCHERS[launcher], (str(index), str(count)))) | {'MASTER_PORT': str(port)} if count > 1 else {}
    return subprocess.Popen([PROGRAMS / words[0], *words[1:]], env=environment(**place), text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def end(process):
    try:
        words, complaint = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, words, complaint


def train(words, count, launcher='torchrun'):
    """What the first process printed; the others print nothing."""
    port = free_port()
    ends = [end(process) for process in [start(words, index, count, port, launcher) for index in range(count)]]
    assert all(code == 0 for code, _, _ in ends), ends
    assert all(not words and not complaint for _, words, complaint in ends[1:]), ends
    return ends[0][1]


def columns(folder):
    header, *lines = (folder / 'log.csv').read_text().splitlines()
    rows = [[float(value) for value in line.split(',')] for line in lines]
    return {name: [row[i] for row in rows] for i, name in enumerate(header.split(','))}


def network(folder):
    """The weights of the network in a checkpoint, as one row of numbers."""
    data = (folder / 'checkpoint.safetensors').read_bytes()
    length = int.from_bytes(data[:8], 'little')
    found = {name: entry for name, entry in json.loads(data[8:8 + length]).items()
             if name.startswith('net.') and '.optimiser.' not in name}
    assert found and all(entry['dtype'] == 'F32' for entry in found.values()), found
    return numpy.concatenate([numpy.frombuffer(data[8 + length + begin:8 + length + end], '<f4').astype(float)
                              for begin, end in (found[name]['data_offsets'] for name in sorted(found))])


def compare(one, other, names, rate=UPSCALER_RATE):
    """Losses are the same to rounding, and weights to much less than one step of `rate`."""
    first, second = columns(one), columns(other)
    assert first['step'] == second['step'], (first['step'], second['step'])
    losses = max(abs(a / b - 1) for name in names for a, b in zip(first[name], second[name], strict=True))
    weights = numpy.sqrt(numpy.square(network(one) - network(other)).mean())
    print(f'{other.name}: losses differ by {losses:.1e}, weights by {weights:.1e}')
    assert losses < 2e-4 and weights < 0.1 * rate


def check_upscaler(folder, pictures):
    def words(name, epochs=3):
        return [*UPSCALER, '--pictures', pictures, '--checkpoint-epochs', '1', '--epochs', str(epochs),
                '--folder', folder / name]

    names = ['error', 'features']
    assert '24 pictures' in train(words('one'), 1)
    for count in (2, 4):
        assert '24 pictures' in train(words(f'of {count}'), count)
        compare(folder / 'one', folder / f'of {count}', names)
    train(words('resumed', epochs=2), 1)
    assert 'resumed at epoch 2' in train(words('resumed'), 2)
    compare(folder / 'one', folder / 'resumed', names)


def check_decoder(folder, pictures, styles):
    words = [*DECODER, '--pictures', pictures, '--styles', styles, '--epochs', '6', '--folder']
    train([*words, folder / 'decoder'], 1)
    train([*words, folder / 'decoder of 2'], 2)
    compare(folder / 'decoder', folder / 'decoder of 2', set(columns(folder / 'decoder')) - {'step'},
            DECODER_RATE)


def check_normalised_by_batch(folder, pictures):
    """Such networks see other batches, and so learn other weights; they learn all the same."""
    train(['dcgan', '--batch', '8', '--threads', '1', '--size', '32', '--width', '8', '--discriminator-width', '8',
           '--latent', '8', '--r1', '1', '--pictures', pictures, '--epochs', '4', '--folder', folder / 'dcgan'], 2)
    assert all(math.isfinite(value) for values in columns(folder / 'dcgan').values() for value in values)


def check_launchers(folder, pictures):
    words = [*UPSCALER, '--pictures', pictures, '--epochs', '1', '--folder']
    train([*words, folder / 'launched'], 1)
    for launcher in LAUNCHERS:
        train([*words, folder / launcher], 2, launcher)
        compare(folder / 'launched', folder / launcher, ['error', 'features'])
    if importlib.util.find_spec('torch'):
        subprocess.run([sys.executable, '-c', TORCHRUN, '--nproc-per-node', '2', '--master-port', str(free_port()),
                        '--no-python', PROGRAMS / words[0], *words[1:], folder / 'by torchrun'],
                       env=environment(), check=True, capture_output=True, timeout=PATIENCE)
        compare(folder / 'launched', folder / 'by torchrun', ['error', 'features'])


def check_refused(said, *processes):
    for process in processes:
        code, _, complaint = end(process)
        assert code == 1 and complaint.startswith('upscaler: ') and said in complaint, (code, complaint)
        assert complaint.count('\n') == 1, complaint


def check_bad_input(folder, pictures):
    words = [*UPSCALER, '--pictures', pictures, '--folder', folder / 'bad']
    check_refused('cannot share a batch of 4', start(words, 1, 3, free_port()))
    check_refused('RANK=“2”', start(words, 2, 2, free_port()))
    check_refused('RANK=“first”', start(words, 'first', 2, free_port()))
    check_refused('MASTER_PORT=“0”', start(words, 0, 2, 0))
    for index in range(2):  # the other one never comes
        check_refused('did not meet', start([*words, '--timeout', '3'], index, 2, free_port()))
    port = free_port()
    check_refused('differ in what they do',
                  *[start([*words, '--seed', str(index)], index, 2, port) for index in range(2)])


def check_lost(folder, pictures):
    """One that is killed takes the others with it; the run goes on when all are called again."""
    port = free_port()
    first, second = (start([*UPSCALER, '--pictures', pictures, '--folder', folder / 'lost', '--epochs', '100000',
                            '--checkpoint-epochs', '1'], index, 2, port) for index in range(2))
    until = time.monotonic() + PATIENCE
    while not (folder / 'lost' / 'checkpoint.safetensors').exists():
        assert first.poll() is None and time.monotonic() < until, 'no checkpoint'
        time.sleep(0.05)
    second.kill()
    second.communicate()
    check_refused('has ended or does not answer', first)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pictures, styles = (folder / kind for kind in ('pictures', 'styles'))
        make_pictures(pictures, count=24, width=70, height=80)
        make_pictures(styles, count=6, width=70, height=80)
        check_upscaler(folder, pictures)
        check_decoder(folder, pictures, styles)
        check_normalised_by_batch(folder, pictures)
        check_launchers(folder, pictures)
        check_bad_input(folder, pictures)
        check_lost(folder, pictures)


if __name__ == '__main__':
    started = time.monotonic()
    main()
    print(f'{time.monotonic() - started:.1f} s')
