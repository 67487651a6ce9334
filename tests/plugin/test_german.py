# SPDX-License-Identifier: GPL-3.0-or-later
"""In another language: the menu entry, what the plug-in says itself, and what the core says."""

from gi.repository import Gimp

from harness import case, new_image, paint, procedure, Refused


def message(image, **arguments):
    try:
        paint(image, **arguments)
    except Refused as refusal:
        return str(refusal)
    raise AssertionError('not refused')


@case
def speaks_german():
    assert procedure().get_menu_label() == '_Neural Style …', procedure().get_menu_label()
    image, _ = new_image()
    assert message(image, drawables=[]).startswith('Es ist keine Ebene ausgewählt'), message(image, drawables=[])
    told = message(image, style_loss='nonsense')
    assert 'wasserstein, gram' in told and 'option' not in told and 'takes' not in told, told
    assert Gimp.get_pdb().lookup_procedure('plug-in-neural-style').find_argument('steps').get_nick() != 'S_teps'
    image.delete()
