"""A notice lies over the top of its parent, blocks nothing, and goes when it is done with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets import notice_strip
from derivgui.ui.widgets.notice_strip import Level, NoticeStrip


@pytest.fixture
def canvas(qtbot: QtBot) -> QWidget:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    layout = QVBoxLayout(canvas)
    layout.addWidget(QPushButton("below", canvas))
    canvas.resize(800, 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


@pytest.fixture
def strip(canvas: QWidget) -> NoticeStrip:
    return NoticeStrip(canvas)


def words(strip: NoticeStrip) -> list[str]:
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]


def close_button(strip: NoticeStrip) -> QToolButton:
    return strip.findChildren(QToolButton)[0]


def test_there_is_nothing_before_the_first_message(strip: NoticeStrip) -> None:
    assert not strip.isVisible()


@pytest.mark.parametrize("level", ["info", "warning", "error"])
def test_a_message_is_shown_and_read_aloud_with_its_level(strip: NoticeStrip, level: Level) -> None:
    strip.show_notice(level, "The file is locked.", "Close it elsewhere.")
    assert strip.isVisible()
    assert words(strip) == ["The file is locked.", "Close it elsewhere."]
    assert strip.accessibleName() == f"{level}: The file is locked. Close it elsewhere."


def test_a_message_without_hint_has_one_line(strip: NoticeStrip) -> None:
    strip.show_notice("warning", "One.", "Two.")
    tall = strip.height()
    strip.show_notice("warning", "One.")
    assert words(strip) == ["One."]
    assert strip.height() < tall


def test_it_moves_nothing(canvas: QWidget, strip: NoticeStrip) -> None:
    button = canvas.findChildren(QPushButton)[0]
    before = button.geometry()
    strip.show_notice("error", "A long story. " * 30, "And a hint. " * 30)
    assert button.geometry() == before


@pytest.mark.parametrize("width", [260, 500, 1200])
def test_it_stays_inside_its_parent_and_holds_all_its_words(canvas: QWidget, strip: NoticeStrip, width: int) -> None:
    strip.show_notice("warning", "Short.")
    strip.show_notice("error", "A long story. " * 12, "And a hint. " * 12)
    canvas.resize(width, 600)
    assert strip.x() >= 12
    assert strip.geometry().right() <= width - 12
    assert abs(strip.geometry().center().x() - width / 2) <= 1
    for label in strip.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_an_information_goes_by_itself(strip: NoticeStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert notice_strip.INFO_DURATION == 6000
    strip.set_info_duration(30)
    with qtbot.waitSignal(strip.dismissed, timeout=2000):
        strip.show_notice("info", "Saved.")
    assert not strip.isVisible()


@pytest.mark.parametrize("level", ["warning", "error"])
def test_what_matters_stays(strip: NoticeStrip, qtbot: QtBot, level: Level) -> None:
    strip.set_info_duration(10)
    strip.show_notice("info", "Saved.")
    with qtbot.assertNotEmitted(strip.dismissed, wait=60):
        strip.show_notice(level, "This cannot be read.")
    assert strip.isVisible()


def test_it_is_dismissed_by_its_button(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_notice("error", "This cannot be read.")
    with qtbot.waitSignal(strip.dismissed):
        QTest.mouseClick(close_button(strip), Qt.MouseButton.LeftButton)
    assert not strip.isVisible()


def test_it_is_dismissed_by_escape(strip: NoticeStrip, qtbot: QtBot) -> None:
    strip.show_notice("error", "This cannot be read.")
    with qtbot.waitSignal(strip.dismissed):
        QTest.keyClick(close_button(strip), Qt.Key.Key_Escape)


def test_dismissing_nothing_tells_nothing(strip: NoticeStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.dismissed):
        strip.dismiss()


def test_a_press_on_it_does_not_reach_what_lies_below(canvas: QWidget, qtbot: QtBot) -> None:
    pressed: list[str] = []
    canvas.mousePressEvent = lambda event: pressed.append("canvas")  # type: ignore[method-assign]
    strip = NoticeStrip(canvas)
    strip.show_notice("info", "Saved.")
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    assert pressed == []


def test_markup_in_a_message_is_shown_as_it_is(strip: NoticeStrip) -> None:
    strip.show_notice("error", "<b>x</b>")
    label = strip.findChildren(QLabel)[0]
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_message_lies_over_a_part_of_its_parent(canvas: QWidget, strip: NoticeStrip) -> None:
    part = QWidget(canvas)
    part.setGeometry(300, 20, 400, 300)
    part.show()
    strip.lie_over(part)
    strip.show_notice("info", "The map is ready.", "It has level lines, and beside it both slices through the point.")
    assert part.geometry().contains(strip.geometry())
    part.resize(320, 300)
    assert part.geometry().contains(strip.geometry())
