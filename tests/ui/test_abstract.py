"""What subclasses have to give is asked for when an object is made, not when it is painted."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.grip import Grip
from derivgui.painting.palette import LIGHT, Palette
from derivgui.ui.layers import MovingLayer, StillLayer
from derivgui.ui.overlay import Overlay
from derivgui.ui.right_panel import PanelPage
from derivgui.ui.widgets.canvas_button import CanvasButton


class Half(MovingLayer[Any, Any]):
    """Knows its scene and no spot."""

    def paint_scene(self, painter: QPainter, scene: object, view: Viewport) -> None:
        """Nothing."""


class Whole(Overlay):
    """Paints nothing."""

    def paint_over(self, painter: QPainter, view: Viewport, palette: Palette, grip: Grip) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (StillLayer, "paint_statics"),
        (MovingLayer, "paint_scene, paint_spot"),
        (Half, "paint_spot"),
        (Overlay, "paint_over"),
        (PanelPage, "set_palette"),
        (CanvasButton, "_place"),
    ],
)
def test_an_abstract_class_of_qt_says_what_it_lacks(qtbot: QtBot, kind: Any, missing: str) -> None:
    arguments = {StillLayer: (LIGHT, QFont()), CanvasButton: (QWidget(), QFont())}.get(kind, ())
    with pytest.raises(TypeError, match=f"{kind.__name__} is abstract: it has no {missing}$"):
        kind(*arguments)


def test_a_class_that_lacks_nothing_is_made(qtbot: QtBot) -> None:
    assert Whole(LIGHT).colours is LIGHT
