"""A sentence with formulas wraps like text."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from derivgui.painting.typesetting import Typesetter
from derivgui.ui.derivation.note import NoteLabel


def note(qtbot: QtBot, text: str) -> NoteLabel:
    label = NoteLabel(Typesetter())
    qtbot.addWidget(label)
    label.set_note(text)
    return label


def test_a_narrow_note_is_higher_than_a_wide_one(qtbot: QtBot) -> None:
    label = note(qtbot, "with $u = x^2$ and $v = \\sin x$ in the product rule, term by term")
    assert label.heightForWidth(140) > label.heightForWidth(600)


def test_a_tall_formula_makes_its_line_higher(qtbot: QtBot) -> None:
    assert note(qtbot, "so $\\frac{1}{x}$").heightForWidth(600) > note(qtbot, "so x").heightForWidth(600)


def test_a_line_break_begins_a_line(qtbot: QtBot) -> None:
    assert note(qtbot, "one\ntwo").heightForWidth(600) > note(qtbot, "one two").heightForWidth(600)


def test_an_empty_note_takes_no_room(qtbot: QtBot) -> None:
    assert note(qtbot, "").isHidden()


def test_it_is_read_without_its_dollars(qtbot: QtBot) -> None:
    assert note(qtbot, "with $u$").accessibleName() == "with u"
