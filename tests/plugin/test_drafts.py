# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts: one pass of a network in place of an optimisation."""

from gi.repository import Gimp

from harness import MODELS, case, floats, native, new_image, paint, refused_with, selection_over, state, told


@case
def a_draft_is_painted_and_remembered():
    image, content = new_image()
    layer = paint(image, [content], quality='draft')
    assert told(layer)['settings']['quality'] == 'draft', told(layer)
    assert native(layer) != native(content)
    again = paint(image, [content], quality='draft')
    assert native(again) == native(layer)
    normal = paint(image, [content])
    assert native(normal) != native(layer)
    image.delete()


@case
def steps_mean_nothing_to_it_and_strength_does():
    image, content = new_image()
    layer = paint(image, [content], quality='draft')
    assert native(paint(image, [content], quality='draft', steps=50)) == native(layer)
    assert native(paint(image, [content], quality='draft', strength=0.3)) != native(layer)
    image.delete()


@case
def the_selection_becomes_its_mask():
    image, content = new_image()
    image.select_ellipse(Gimp.ChannelOps.REPLACE, 8, 12, 40, 30)
    layer = paint(image, [content], quality='draft')
    assert floats(layer.get_mask(), 'Y float') == selection_over(image, layer)
    image.delete()


@case
def an_optimisation_begins_with_it():
    image, content = new_image()
    one, other = (paint(image, [content], start=start) for start in ('draft', 'content'))
    assert native(one) != native(other)
    image.delete()


@case
def without_its_network_the_remedy_is_named_and_normal_works():
    image, content = new_image()
    before = state(image)
    network, away = MODELS / 'decoder-arbitrary', MODELS / 'away'
    network.rename(away)
    try:
        refused_with(['decoder-arbitrary', 'another quality'], lambda: paint(image, [content], quality='draft'))
        assert state(image) == before
        paint(image, [content])
        paint(image, [content], start='draft')
    finally:
        away.rename(network)
    image.delete()
