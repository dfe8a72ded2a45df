"""A label that grows with its words and stays so."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.steady_label import SteadyLabel

LONG = "one two three four five six seven eight nine ten " * 4


def test_what_is_below_stands_still_when_the_words_get_shorter(qtbot: QtBot) -> None:
    label = SteadyLabel(1)
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    label.show_text("short")
    low = label.minimumHeight()
    label.show_text(LONG)
    high = label.minimumHeight()
    assert high > 3 * low
    label.show_text("short")
    assert label.minimumHeight() == high
    label.settle()
    assert label.minimumHeight() == low


def test_another_width_is_another_beginning(qtbot: QtBot) -> None:
    label = SteadyLabel()
    qtbot.addWidget(label)
    label.show()
    label.show_text(LONG)
    label.resize(150, 20)
    narrow = label.minimumHeight()
    label.resize(1500, 20)
    assert label.minimumHeight() < narrow / 3


def test_bars_stay_with_what_is_between_them(qtbot: QtBot) -> None:
    label = SteadyLabel()
    qtbot.addWidget(label)
    label.show_text("a minimum: |f′| is 0")
    assert label.words == "a minimum: |f′| is 0"
    assert label.text().replace("\N{WORD JOINER}", "") == label.words
    assert "|\N{WORD JOINER}f′" in label.text()
