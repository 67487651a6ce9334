#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails if the GIMP plug-in is linked with what takes long to load, or its module shows more than its one function.
Usage: test-light.py PLUG-IN MODULE LIBRARY… (the static ones that the plug-in is made of)"""

import re
import subprocess
import sys

SLOW = ('libtorch', 'libc10', 'libvips', 'libcurl', 'libgomp', 'blas')
SLOW_SYMBOL = re.compile(r'\b(at|c10|torch|vips)::|\b(vips|curl)_')
ENTRY = 'neural_style_engine'


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def needed(file):
    return re.findall(r'\(NEEDED\).*\[(.*)\]', output('readelf', '-d', file))


def problems(plug_in, module, libraries):
    for library in needed(plug_in):
        if any(name in library for name in SLOW):
            yield f'{plug_in} is linked with {library}'
    for name in ('libtorch_cpu', 'libvips', 'libcurl'):
        if not any(library.startswith(name) for library in needed(module)):
            yield f'{module} is not linked with {name}: has its work gone elsewhere?'
    shown = [line.split()[-1] for line in output('nm', '--dynamic', '--defined-only', module).splitlines()]
    if shown != [ENTRY]:
        yield f'{module} shows {", ".join(shown)}: it may show {ENTRY} alone'
    for library in libraries:
        for line in output('nm', '--demangle', '--undefined-only', '--quiet', library).splitlines():
            if SLOW_SYMBOL.search(line):
                yield f'{library} wants {line.split(maxsplit=1)[-1]}'


def main():
    found = list(problems(sys.argv[1], sys.argv[2], sys.argv[3:]))
    print('\n'.join(found) or 'the plug-in is light')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
