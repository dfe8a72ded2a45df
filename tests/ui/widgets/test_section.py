"""A section folds by mouse and keyboard, and says whether it is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from derivgui.ui.widgets.section import Section


@pytest.fixture
def section(qtbot: QtBot) -> Section:
    section = Section("Functions", QLabel("content"))
    qtbot.addWidget(section)
    section.show()
    qtbot.waitExposed(section)
    return section


def header(section: Section) -> QToolButton:
    return section.findChildren(QToolButton)[0]


def content(section: Section) -> QLabel:
    return section.findChildren(QLabel)[0]


def test_it_starts_open_under_its_title(section: Section) -> None:
    assert section.is_open
    assert content(section).isVisible()
    assert header(section).text() == "Functions"
    assert header(section).accessibleName() == "Functions, open"


def test_a_click_on_the_title_folds_and_unfolds(section: Section, qtbot: QtBot) -> None:
    for expected in (False, True):
        with qtbot.waitSignal(section.toggled) as told:
            QTest.mouseClick(header(section), Qt.MouseButton.LeftButton)
        assert told.args == [expected]
        assert section.is_open is expected
        assert content(section).isVisible() is expected
    assert header(section).accessibleName() == "Functions, open"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_fold_and_unfold(section: Section, qtbot: QtBot, key: Qt.Key) -> None:
    for expected in (False, True):
        with qtbot.waitSignal(section.toggled):
            QTest.keyClick(header(section), key)
        assert section.is_open is expected


def test_left_folds_and_right_opens(section: Section, qtbot: QtBot) -> None:
    QTest.keyClick(header(section), Qt.Key.Key_Left)
    assert not section.is_open
    with qtbot.assertNotEmitted(section.toggled):
        QTest.keyClick(header(section), Qt.Key.Key_Left)
    QTest.keyClick(header(section), Qt.Key.Key_Right)
    assert section.is_open


def test_folding_from_outside_tells_nothing(section: Section, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(section.toggled):
        section.set_open(False)
    assert not content(section).isVisible()
    assert header(section).accessibleName() == "Functions, folded"


def test_a_folded_section_takes_only_its_title_s_room(section: Section) -> None:
    tall = section.sizeHint().height()
    section.set_open(False)
    assert section.sizeHint().height() < tall


def test_the_chevron_turns(section: Section) -> None:
    before = header(section).icon().pixmap(16, 16).toImage()
    section.set_open(False)
    assert header(section).icon().pixmap(16, 16).toImage() != before
