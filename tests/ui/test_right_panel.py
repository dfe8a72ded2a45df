"""The right panel makes a page when it is first opened, and tells what a user opens and closes."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import DARK, LIGHT, Palette
from derivgui.ui.right_panel import PanelPage, RightPanel


class Page(PanelPage):
    """A page that remembers its colours."""

    def __init__(self, made: list[str], name: str) -> None:
        super().__init__()
        made.append(name)
        self.shown_in: Palette | None = None

    def set_palette(self, palette: Palette) -> None:
        self.shown_in = palette


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, made: list[str]) -> RightPanel:
    panel = RightPanel(LIGHT)
    qtbot.addWidget(panel)
    for name in ("derivation", "descent"):
        panel.add_page(name, name.title(), partial(Page, made, name))
    return panel


def test_no_page_is_made_before_it_is_opened(panel: RightPanel, made: list[str]) -> None:
    assert panel.isHidden()
    assert not made
    panel.show_page("descent")
    assert made == ["descent"]
    assert panel.page("derivation") is None
    page = panel.page("descent")
    assert page is not None
    assert page.isVisible()


def test_a_page_is_made_once(panel: RightPanel, made: list[str]) -> None:
    for name in ("descent", "", "descent", "derivation", "descent"):
        panel.show_page(name)
    assert made == ["descent", "derivation"]


def test_a_click_on_a_tab_asks_for_its_page(panel: RightPanel, qtbot: QtBot) -> None:
    panel.show_page("derivation")
    tabs = panel.findChildren(QTabBar)[0]
    with qtbot.waitSignal(panel.page_chosen) as told:
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert told.args == ["descent"]


def test_the_cross_asks_to_close(panel: RightPanel, qtbot: QtBot) -> None:
    panel.show_page("derivation")
    cross = next(b for b in panel.findChildren(QToolButton) if b.accessibleName() == "Close the right panel")
    with qtbot.waitSignal(panel.page_chosen) as told:
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told.args == [""]


def test_opening_from_outside_tells_nothing(panel: RightPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.page_chosen):
        panel.show_page("descent")
        panel.show_page("derivation")
        panel.show_page("")


def test_pages_take_other_colours(panel: RightPanel) -> None:
    panel.show_page("derivation")
    panel.set_palette(DARK)
    page = panel.page("derivation")
    assert isinstance(page, Page)
    assert page.shown_in is DARK
