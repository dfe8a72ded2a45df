"""The bar above the canvas shows as much as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import LIGHT
from derivgui.ui.actions import TABLE, make_actions
from derivgui.ui.toolbar import ToolBar


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[ToolBar]:
    window = QWidget()
    qtbot.addWidget(window)
    actions = make_actions(window, {row.id: lambda: None for row in TABLE})
    bar = ToolBar(actions, LIGHT, window)
    window.show()
    qtbot.waitExposed(window)
    yield bar
    window.close()


def words(bar: ToolBar) -> list[str]:
    """Buttons that say what they do."""
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return [b.text() for b in bar.findChildren(QToolButton) if b.toolButtonStyle() is beside]


def shown(bar: ToolBar, action: str) -> bool:
    return any(
        b.isVisible()
        for b in bar.findChildren(QToolButton)
        if b.defaultAction() is not None and b.defaultAction().objectName() == action
    )


def test_a_wide_bar_has_words_and_everything(bar: ToolBar) -> None:
    bar.resize(1400, 40)
    bar.show()
    assert "Tangent" in words(bar)
    assert bar.notation.isVisible()
    assert shown(bar, "zoom-in")


def test_words_go_first_then_the_notation_then_what_the_wheel_does(bar: ToolBar) -> None:
    bar.resize(1400, 40)
    bar.show()
    seen = []
    for width in range(1400, 200, -10):
        bar.resize(width, 40)
        seen.append((bool(words(bar)), bar.notation.isVisible(), shown(bar, "zoom-in")))
    assert list(dict.fromkeys(seen)) == [
        (True, True, True),
        (False, True, True),
        (False, False, True),
        (False, False, False),
    ]


def test_what_went_comes_back(bar: ToolBar) -> None:
    bar.resize(300, 40)
    bar.show()
    bar.resize(1400, 40)
    assert "Tangent" in words(bar)
    assert bar.notation.isVisible()
