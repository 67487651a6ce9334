#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails unless every link and picture of the user guide is there, every language has the parts that the dialogs open,
and meson.build installs every language; and unless the program says what the guide says of it: <b> and <dt> are labels of
the program, <dt class="message"> is the beginning of a message, with … for what is filled in, and class="own" marks words
of the guide's own. Usage: test-guide.py PROJECT"""

import functools
import html.parser
import pathlib
import re
import sys
import urllib.parse

VOID = {'br', 'hr', 'img', 'link', 'meta'}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.targets, self.nameless, self.open, self.wrong = [], [], [], [], []
        self.labels, self.messages, self.quoting = [], [], None
        self.language = None
        self.feed(path.read_text())
        self.wrong += [f'<{tag}> is not closed' for tag in self.open]

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if tag == 'html':
            self.language = values.get('lang')
        if 'id' in values:
            self.ids.append(values['id'])
        self.targets += [values[name] for name in ('href', 'src') if name in values]
        if tag == 'img' and not values.get('alt'):
            self.nameless.append(values.get('src'))
        if tag in ('b', 'dt') and values.get('class') != 'own':  # words of the guide's own
            self.quoting = self.messages if values.get('class') == 'message' else self.labels
        if self.quoting is not None:
            self.quoting.append('')

    def handle_data(self, data):
        if self.quoting is not None:
            self.quoting[-1] += ' '.join(data.split('\n'))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f'</{tag}> closes something else')
        self.quoting = None


def problems_of_target(path, target, pages):
    address = urllib.parse.urlsplit(target)
    if address.scheme:
        if address.scheme != 'https':
            yield f'{path}: {target}: only https'
        return
    file = (path.parent / urllib.parse.unquote(address.path)).resolve() if address.path else path
    if not file.is_file():
        yield f'{path}: {target} is not there'
    elif address.fragment and address.fragment not in pages[file].ids:
        yield f'{path}: {target}: no part has that id'


def unquoted(literals):
    """The text of C++ or gettext literals that stand one behind the other."""
    return ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"')


def said_in_english(project):
    for folder in ('core', 'ui', 'plugin'):
        for path in (project / folder).rglob('*.cpp'):
            for literals in re.findall(r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)', path.read_text()):
                yield unquoted(literals)


@functools.cache
def said(project, language):
    """What the program says in a language, as it looks: without marks of keys, and with … for what is filled in."""
    if language == 'en':
        texts = said_in_english(project)
    else:
        catalogue = (project / 'po' / f'{language}.po').read_text()
        texts = map(unquoted, re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\s*)+)', catalogue, re.MULTILINE))
    shown = [re.sub(r'\{[^{}]*\}', '…', text) for text in texts]
    return {*shown, *(re.sub('_(.)', r'\1', text) for text in shown)}


def problems_of_quotes(path, page, texts):
    yield from (f'{path}: the program has no label “{label}”' for label in page.labels if label not in texts)
    yield from (f'{path}: the program does not say “{message}”' for message in page.messages
                if not any(text.startswith(message) for text in texts))


def sections(project):
    """The parts that the dialogs open."""
    call = re.compile(r'(?:open_help|add_dialog_buttons)\([^;]*"(\w+)"\)')
    return {name for path in (project / 'plugin/gimp').glob('*.cpp') for name in call.findall(path.read_text())}


def problems(project):
    folder = project / 'data/help'
    pages = {path.resolve(): Page(path) for path in sorted(folder.glob('*/*.html'))}
    for path, page in pages.items():
        yield from (f'{path}: {problem}' for problem in page.wrong)
        if page.language != path.parent.name:
            yield f'{path}: its language is said to be {page.language}'
        yield from (f'{path}: the id {name} is there twice' for name in set(page.ids) if page.ids.count(name) > 1)
        yield from (f'{path}: {name} has no alt text' for name in page.nameless)
        for target in page.targets:
            yield from problems_of_target(path, target, pages)
        yield from problems_of_quotes(path, page, said(project, path.parent.name))
    wanted = sections(project)
    if not wanted:
        yield 'no dialog opens the guide'
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir())
    for language in languages:
        index = pages.get((folder / language / 'index.html').resolve())
        if not index:
            yield f'{folder / language} has no index.html'
        else:
            yield from (f'{language}: no part {name}, which a dialog opens' for name in wanted - set(index.ids))
    [installed] = re.findall(r'foreach language : \[(.*)\]', (folder / 'meson.build').read_text())
    if sorted(re.findall(r"'(\w+)'", installed)) != languages:
        yield f'data/help/meson.build installs {installed}, but there are {", ".join(languages)}'


def main():
    found = list(problems(pathlib.Path(sys.argv[1]).resolve()))
    print('\n'.join(found) or 'every link leads somewhere')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
