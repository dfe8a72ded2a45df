"""The list of points of interest says what it shows to eyes and ears alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import LIGHT
from derivgui.ui.interest.panel import InterestPanel, InterestRow
from derivgui.ui.theme import number_font


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (InterestRow(None, "minimum", "x = 1, y = −2", "(1, −2)", True), "minimum, x = 1, y = −2"),
        (InterestRow(None, "line of minima", "", "", True), "line of minima"),
    ],
)
def test_a_row_is_told_without_gaps(qtbot: QtBot, row: InterestRow, words: str) -> None:
    panel = InterestPanel(LIGHT, number_font())
    qtbot.addWidget(panel)
    panel.show_rows((row,), 0)
    (shown,) = panel.findChildren(QListWidget)
    item = shown.item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == f"{words}, proven"
    assert item.toolTip().splitlines()[0] == words
