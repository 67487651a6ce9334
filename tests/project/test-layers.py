#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an include in a direction that the design forbids. Usage: test-layers.py PROJECT"""

import pathlib
import re
import sys

# What each folder may include of the project, and which foreign headers it may not include.
LAYERS = {
    'core': ({'core'}, ('libgimp', 'gtk', 'gdk', 'glib', 'gio', 'gobject', 'gegl', 'babl', 'vips', 'CLI')),
    'ui': ({'core', 'ui'}, ('torch', 'ATen', 'c10', 'gegl', 'vips', 'libgimp/gimp.h', 'thread')),
    'plugin': ({'core', 'ui', 'plugin'}, ('torch', 'ATen', 'c10')),
    'plugin/cli': ({'core', 'plugin'}, ('torch', 'ATen', 'c10', 'libgimp', 'gtk', 'gdk')),
    'models': ({'core', 'models'}, ('libgimp', 'gtk', 'gdk', 'gegl')),
}
# What ui and plugin may see of the core: its public headers.
PUBLIC = {
    'atomic-file', 'catalogue', 'deltas', 'drafter', 'error', 'generator', 'i18n', 'image', 'memory', 'model-import',
    'options', 'presets', 'progress', 'settings', 'sha256', 'steadiness', 'stylist', 'swatch-point', 'trained-style', 'watcher',
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def foreign(header, name):
    return header == name or header.startswith(name + '/') or header == name + '.h'


def problems(project):
    for folder, (own, forbidden) in LAYERS.items():
        for path in sorted((project / folder).rglob('*')):
            if path.suffix not in ('.h', '.cpp'):
                continue
            for quote, header in INCLUDE.findall(path.read_text()):
                where = f'{path.relative_to(project)} includes {header}'
                top = header.split('/')[0]
                if quote == '"' and top not in own:
                    yield f'{where}: {folder} may include {", ".join(sorted(own))}'
                if any(foreign(header, name) for name in forbidden):
                    yield f'{where}: forbidden in {folder}'
                if folder in ('ui', 'plugin') and top == 'core' and header[5:-2] not in PUBLIC:
                    yield f'{where}: a private header of the core'
    for name in PUBLIC:
        for _, header in INCLUDE.findall((project / 'core' / f'{name}.h').read_text()):
            if header.split('/')[0] in ('torch', 'ATen', 'c10') or (header.startswith('core/') and header[5:-2] not in PUBLIC):
                yield f'core/{name}.h includes {header}: public headers are free of torch and of private headers'


def main():
    project = pathlib.Path(sys.argv[1])
    found = sorted(set(problems(project)))
    print('\n'.join(found) or 'every include is in an allowed direction')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
