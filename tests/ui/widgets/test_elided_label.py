"""An elided label keeps to its room and keeps its whole text for the tooltip."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.elided_label import ElidedLabel

TEXT = "The secant goes through two points of the curve"


def made(qtbot: QtBot, width: int) -> ElidedLabel:
    label = ElidedLabel(TEXT)
    qtbot.addWidget(label)
    label.resize(width, 24)
    label.show()
    qtbot.waitExposed(label)
    label.resize(width, 24)
    return label


def tooltip(label: ElidedLabel) -> str:
    point = QPoint(2, 2)
    event = QHelpEvent(QEvent.Type.ToolTip, point, label.mapToGlobal(point))
    QApplication.sendEvent(label, event)
    return label.toolTip()


def test_a_text_that_fits_is_shown_whole(qtbot: QtBot) -> None:
    label = made(qtbot, 600)
    assert label.shown_text == TEXT
    assert tooltip(label) == ""


def test_a_long_text_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    label = made(qtbot, 120)
    assert label.shown_text.endswith("…")
    assert TEXT.startswith(label.shown_text[:-1].rstrip())
    assert tooltip(label) == TEXT
    QToolTip.hideText()


def test_it_asks_for_little_room(qtbot: QtBot) -> None:
    label = made(qtbot, 120)
    assert label.minimumSizeHint().width() < 60 < label.sizeHint().width()


def test_markup_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>1 < 2</b>")
    qtbot.addWidget(label)
    label.resize(400, 24)
    assert label.shown_text == "<b>1 < 2</b>"
