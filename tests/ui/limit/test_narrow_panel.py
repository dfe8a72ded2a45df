"""In a narrow panel the numbers come first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QSlider
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import LIGHT
from derivgui.ui.limit.panel import LimitPanel
from derivgui.ui.theme import number_font


@pytest.fixture
def panel(qtbot: QtBot) -> LimitPanel:
    panel = LimitPanel(LIGHT, number_font())
    qtbot.addWidget(panel)
    panel.resize(900, 190)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def slider(panel: LimitPanel) -> QSlider:
    return panel.findChildren(QSlider)[0]


def test_a_wide_panel_shows_the_player_beside_the_table(panel: LimitPanel) -> None:
    assert panel.formula.isVisible()
    assert panel.table.mapTo(panel, panel.table.rect().topLeft()).x() > slider(panel).geometry().right()


@pytest.mark.parametrize("width", [640, 560, 470, 420, 390, 280])
def test_a_narrow_panel_gives_the_table_its_whole_width(panel: LimitPanel, width: int, qtbot: QtBot) -> None:
    panel.resize(width, 190)
    qtbot.waitUntil(lambda: panel.table.width() > width - 40)
    qtbot.waitUntil(lambda: slider(panel).width() >= 50)
    qtbot.waitUntil(
        lambda: slider(panel).geometry().bottom() < panel.table.mapTo(panel, panel.table.rect().topLeft()).y()
    )


def test_a_narrow_panel_still_says_why_there_is_no_derivative(panel: LimitPanel) -> None:
    panel.set_sentence("The curve has a corner.")
    (sentence,) = [label for label in panel.findChildren(QLabel) if label.accessibleName() == "The curve has a corner."]
    panel.resize(600, 190)
    assert sentence.isVisible()
    panel.show_view("errors")
    assert not sentence.isVisible()
    panel.show_view("table")
    panel.resize(600, 150)
    assert not sentence.isVisible()


def test_where_the_error_picture_stands_alone_its_sentence_is_told_over_it(panel: LimitPanel) -> None:
    panel.show_view("errors")
    panel.set_sentence("The best h is 10^-8.")
    assert panel.errors.toolTip() == ""
    panel.resize(600, 190)
    assert panel.errors.toolTip() == "The best h is 10^-8."
    panel.set_sentence("The best h is 10^-5.")
    assert panel.errors.toolTip() == panel.errors.accessibleDescription() == "The best h is 10^-5."


def test_errors_and_narrowness_go_together(panel: LimitPanel) -> None:
    panel.show_view("errors")
    panel.resize(500, 190)
    panel.show_view("table")
    assert not panel.formula.isVisible()
    panel.resize(900, 190)
    assert panel.formula.isVisible()


def test_titles_of_narrow_columns_do_not_run_into_each_other(panel: LimitPanel, qtbot: QtBot) -> None:
    assert panel.table.headers == ("h", "from the right", "from the left")
    panel.resize(300, 190)
    qtbot.waitUntil(lambda: panel.table.width() < 300)
    assert panel.table.headers == ("h", "right", "left")
