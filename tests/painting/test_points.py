"""The points, their lines and labels, also where they are endlessly far away."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.grip import Grip
from derivgui.painting.palette import LIGHT
from derivgui.painting.points import handle_positions, paint_points


@pytest.mark.parametrize("h", [1e308, -1e308, 1e300, 1e12])
@pytest.mark.parametrize("text", ["1", "floor x", "x", "e^-x^2"])
def test_a_secant_to_a_point_far_away_leaves_the_painter_as_it_was(qtbot: QtBot, text: str, h: float) -> None:
    view = Viewport(-1.0, 1.0, -1.0, 1.0, 200.0, 150.0)
    scene = Resolver().resolve(Document((FunctionItem(1, text),), x=0.5, h=h), view)
    picture = QImage(200, 150, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(picture)
    paint_points(painter, scene, LIGHT, QFont(), Grip())
    assert painter.transform() == QTransform()
    painter.end()
    assert all(0 <= spot.x() <= 200 and 0 <= spot.y() <= 150 for spot in handle_positions(scene).values())
