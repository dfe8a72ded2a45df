"""Buttons from a table: they tell what they do, emit their signals, and change their face."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from derivgui.painting.palette import DARK, LIGHT
from derivgui.ui.widgets.icon_buttons import IconButtons


class Player(QWidget):
    """An owner of two buttons."""

    play_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        rows = (("step-back", "One step back", "back_asked"), ("play", "Play the steps", "play_asked"))
        self.buttons = IconButtons(rows, self, QHBoxLayout(self))
        self.buttons.set_palette(LIGHT)


@pytest.fixture
def player(qtbot: QtBot) -> Player:
    player = Player()
    qtbot.addWidget(player)
    return player


def test_each_button_says_what_it_does(player: Player) -> None:
    assert [button.accessibleName() for button in player.buttons] == ["One step back", "Play the steps"]
    assert [button.toolTip() for button in player.buttons] == ["One step back", "Play the steps"]


def test_a_click_emits_the_signal_of_its_row(qtbot: QtBot, player: Player) -> None:
    with qtbot.waitSignal(player.play_asked):
        QTest.mouseClick(player.buttons["play"], Qt.MouseButton.LeftButton)


def test_another_face_stays_through_a_change_of_colours(player: Player) -> None:
    play = player.buttons["play"]
    light = play.icon().pixmap(18, 18).toImage()
    player.buttons.set_face("play", "pause", "Pause")
    assert play.toolTip() == play.accessibleName() == "Pause"
    paused = play.icon().pixmap(18, 18).toImage()
    assert paused != light
    player.buttons.set_palette(DARK)
    player.buttons.set_palette(LIGHT)
    assert play.icon().pixmap(18, 18).toImage() == paused


def test_some_buttons_are_switched_off(player: Player) -> None:
    player.buttons.set_enabled(False, "step-back")
    assert [button.isEnabled() for button in player.buttons] == [False, True]
