# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of everything that a window shows, whatever it is about: that it fits on a small screen, that nothing
is cut off or empty, and that all of it is translated. survey.py does the looking."""

import gettext
import json
import os
import re
from locale import LC_ALL, localeconv, setlocale

from screen import accessible

setlocale(LC_ALL, '')
SCALE = int(os.environ.get('GDK_SCALE', '1'))
SMALL_SCREEN = 1280, 720 - 30  # without a panel; windows are measured with their titles
MOST_EDGES = 60  # px, round the preview and the pages
SHORTEST_TEXT = 12  # letters of a sentence with gaps that are enough to know it by
LANGUAGE = (os.environ.get('LANGUAGE') or os.environ['LC_ALL'])[:2].replace('C.', 'en')
CATALOGUE = gettext.translation('neural-style', os.path.join(os.environ['NST_BUILD'], 'po'), [LANGUAGE], fallback=True)


def plain(text):
    """A label as it is shown, without the mark of its key."""
    return re.sub('_(.)', r'\1', text)


def tr(label):
    """A label of the program, as it is shown in this language. `label` has the mark of its key, as in the program: with
    it goes the key that Japanese and Chinese show behind their word."""
    return plain(CATALOGUE.gettext(label))


def english():
    """Patterns of the English texts that read otherwise in this language."""
    texts = [(plain(text), plain(translation)) for text, translation in getattr(CATALOGUE, '_catalog', {}).items()
             if isinstance(text, str) and text and translation]
    for text in {text for text, _ in texts} - {text for text, translation in texts if text == translation}:
        pieces = re.split(r'\{[^{}]*\}', text)
        if len(pieces) == 1 or sum(len(piece) for piece in pieces) >= SHORTEST_TEXT:
            yield re.compile('.*'.join(map(re.escape, pieces)), re.DOTALL)


ENGLISH = list(english())


def untranslated(window):
    for each in window['shown']:
        for text in {each['name'], each['text'], *each['description'].split('\n')} - {''}:
            if any(pattern.fullmatch(text) for pattern in ENGLISH):
                yield each['role'], text


def check_whole_page(window, *labels):
    """That the first and the last row of a page, which have these labels, are seen without scrolling."""
    page = next(each['place'] for each in window['shown'] if each['role'] == 'scroll pane')
    for label in map(tr, labels):
        row = next(each['place'] for each in window['shown'] if label in (each['name'], each['text']))
        assert page[1] <= row[1] and row[1] + row[3] <= page[1] + page[3], (label, row, page)


def check_room(window):
    """That the preview and the pages beside it share all of the width. Gives the preview's place."""
    preview = next(each['place'] for each in window['shown'] if each['role'] == 'slider' and each['name'] == tr('Preview'))
    pages = next(each['place'] for each in window['shown'] if each['role'] == 'page tab list')
    left = window['place'][2] - preview[2] - pages[2]
    assert left <= MOST_EDGES * SCALE, f'{left} px of {window["place"]} are empty: {preview}, {pages}'
    return preview


def check_window(window, fewest=5):
    """Everything that is asked of a window."""
    title, place = window['title'], window['place']
    size = [side // SCALE for side in place[2:]]
    assert size[0] <= SMALL_SCREEN[0] and size[1] <= SMALL_SCREEN[1], (title, size)
    cut = [(each['role'], each['name'], each['place']) for each in window['shown'] if each['cut']]
    assert not cut, (title, cut)
    named = [each for each in window['shown'] if each['name'] or each['text']]
    assert len(named) >= fewest, f'“{title}” shows next to nothing: {named}'
    pages = {each['name'] for each in window['shown'] if each['role'] == 'page tab'}
    seen = {each['page'] for each in named if each['role'] not in ('page tab', 'label')}
    assert not pages or seen & pages, f'no page of “{title}” shows anything'
    left = list(untranslated(window))
    assert not left, f'“{title}” says in English: {left}'
    if localeconv()['decimal_point'] == ',':
        strange = [each['name'] for each in named if re.search(r'\d\.\d+ (GB|MB|px)', each['name'] + each['text'])]
        assert not strange, f'“{title}” shows English numbers: {strange}'


def check_all(fewest=5):
    """All windows of the plug-in that are shown."""
    [survey] = accessible('survey', 'all')
    found = json.loads(survey)
    assert found, 'no window is shown'
    for window in found:
        check_window(window, fewest)
    return found
