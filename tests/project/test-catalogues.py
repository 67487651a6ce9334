#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails unless every catalogue is complete: no string missing, fuzzy or out of date, every {} kept.
Usage: test-catalogues.py PROJECT"""

import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = ['--keyword=tr:1', '--keyword=translatable:1', '--keyword=tr_plural:1,2']


def strings(lines):
    """The entries of a catalogue, each a dictionary from keyword ("msgid", "msgstr[0]", …) to text."""
    entry, key = {}, None
    for line in lines + ['']:
        if not line.strip():
            if entry:
                yield entry
            entry, key = {}, None
        elif match := re.match(r'(msg\w+(?:\[\d\])?) "(.*)"$', line):
            key = match[1]
            entry[key] = match[2]
        elif match := re.match(r'"(.*)"$', line):
            entry[key] += match[1]


def check(project, template, language):
    path = project / f'po/{language}.po'
    merged = subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', '-o', '-', path, template],
                            check=True, capture_output=True, text=True).stdout
    subprocess.run(['msgfmt', '--check', '-o', '/dev/null', path], check=True)
    for entry in strings([line for line in merged.splitlines() if not line.startswith('#')]):
        if not entry.get('msgid'):
            continue
        wanted = re.findall(r'\{[^}]*\}', entry['msgid'])
        for key, text in entry.items():
            if not key.startswith('msgstr'):
                continue
            if not text:
                yield f'{language}: not translated: {entry["msgid"]}'
            elif sorted(re.findall(r'\{[^}]*\}', text)) != sorted(wanted) and 'msgid_plural' not in entry:
                yield f'{language}: the {{}} differ: {entry["msgid"]}'
    if ', fuzzy' in path.read_text():
        yield f'{language}: has fuzzy entries'


def main():
    project = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / 'neural-style.pot'
        sources = [line for line in (project / 'po/POTFILES.in').read_text().splitlines() if not line.startswith('#')]
        subprocess.run(['xgettext', '--language=C++', '--from-code=UTF-8', *KEYWORDS, '-o', template, *sources],
                       check=True, cwd=project)
        languages = [line for line in (project / 'po/LINGUAS').read_text().split() if not line.startswith('#')]
        found = [problem for language in languages for problem in check(project, template, language)]
    print('\n'.join(found) or f'complete: {", ".join(languages)}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
