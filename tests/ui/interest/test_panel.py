"""The list of points of interest: a place is written out wherever there is room for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from derivgui.app import make_application
from derivgui.painting.palette import LIGHT
from derivgui.ui.interest.panel import GAP, InterestPanel, InterestRow
from derivgui.ui.theme import apply_theme

PLACE, SHORT = "x = −0.928614, y = −0.88048", "(−0.928614, −0.88048)"
ROW = InterestRow(1, "zero", PLACE, SHORT, True)
WIDE = 600


def end_of_the_row(qtbot: QtBot, width: int) -> QImage:
    """As many pixels at the right as the whole place takes."""
    apply_theme(make_application(), LIGHT)
    panel = InterestPanel(LIGHT, QFont())
    qtbot.addWidget(panel)
    panel.resize(width, 60)
    panel.show_rows((ROW,), 0)
    panel.show()
    qtbot.waitExposed(panel)
    listed = panel.findChild(QListWidget)
    assert isinstance(listed, QListWidget)
    row = listed.visualItemRect(listed.item(0))
    picture = listed.viewport().grab(row).toImage()
    length = QFontMetrics(QFont()).horizontalAdvance(PLACE)
    return picture.copy(picture.width() - length - GAP, 0, length + GAP, picture.height())


@pytest.mark.parametrize("spare", [0, 10, 40])
def test_a_place_that_has_room_beside_its_kind_is_written_out(qtbot: QtBot, spare: int) -> None:
    metrics = QFontMetrics(QFont())
    needed = metrics.horizontalAdvance(PLACE) + QFontMetrics(make_application().font()).horizontalAdvance(ROW.kind)
    assert end_of_the_row(qtbot, needed + 44 + spare) == end_of_the_row(qtbot, WIDE)
