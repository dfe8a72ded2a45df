"""The list of points of interest: a place is written out wherever there is room for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.painting.palette import LIGHT
from derivgui.ui.interest.panel import DOT_ROOM, GAP, InterestPanel, InterestRow
from derivgui.ui.theme import apply_theme, number_font

ROWS = (
    InterestRow(1, "zero", "x = −0.928614, y = −0.88048", "(−0.928614, −0.88048)", True),
    InterestRow(2, "maximum", "x = −7.97867, y = 7.91673", "(−7.97867, 7.91673)", True),
    InterestRow(3, "maximum", "x = −2.02876, y = 1.81971", "(−2.02876, 1.81971)", True),
)
WIDE = 600


def end_of_the_row(qtbot: QtBot, row: InterestRow, width: int) -> QImage:
    """As many pixels at the right as the whole place takes."""
    apply_theme(make_application(), LIGHT)
    panel = InterestPanel(LIGHT, number_font(-1))
    qtbot.addWidget(panel)
    panel.resize(width, 60)
    panel.show_rows((row,), 0)
    panel.show()
    qtbot.waitExposed(panel)
    listed = panel.findChild(QListWidget)
    assert isinstance(listed, QListWidget)
    picture = listed.viewport().grab(listed.visualItemRect(listed.item(0))).toImage()
    length = QFontMetrics(number_font(-1)).horizontalAdvance(row.place)
    return picture.copy(picture.width() - length - GAP, 0, length + GAP, picture.height())


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("spare", [0, 10, 40])
def test_a_place_that_has_room_beside_its_kind_is_written_out(qtbot: QtBot, row: InterestRow, spare: int) -> None:
    font = make_application().font()
    metrics = QFontMetrics(number_font(-1))
    needed = metrics.horizontalAdvance(row.place) + QFontMetrics(font).horizontalAdvance(row.kind)
    assert end_of_the_row(qtbot, row, needed + DOT_ROOM + 2 * GAP + spare) == end_of_the_row(qtbot, row, WIDE)
