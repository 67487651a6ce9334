#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails unless po/POTFILES.in lists exactly the files with translatable strings. Usage: test-potfiles.py PROJECT"""

import pathlib
import re
import sys

MARK = re.compile(r'\b(tr|translatable|tr_plural)\(\s*"')


def main():
    project = pathlib.Path(sys.argv[1])
    lines = (project / 'po/POTFILES.in').read_text().splitlines()
    listed = [line for line in lines if line and not line.startswith('#')]
    marked = sorted(
        str(path.relative_to(project))
        for folder in ('core', 'plugin', 'ui')
        for path in (project / folder).rglob('*')
        if path.suffix in ('.h', '.cpp') and MARK.search(path.read_text())
    )
    for name in sorted(set(marked) - set(listed)):
        print(f'{name} has translatable strings: add it to po/POTFILES.in')
    for name in sorted(set(listed) - set(marked)):
        print(f'{name} has no translatable strings (or is gone): take it out of po/POTFILES.in')
    if listed != sorted(listed):
        print('po/POTFILES.in is not sorted')
    return 0 if listed == marked else 1


if __name__ == '__main__':
    sys.exit(main())
