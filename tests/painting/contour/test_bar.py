"""The colour bar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont, QImage, QPainter

from derivgui.model.numeric.plane.contour_levels import nice_levels
from derivgui.model.numeric.plane.contours import Contours
from derivgui.model.numeric.plane.field import field_of
from derivgui.model.scene.contour import Relief
from derivgui.painting.contour.bar import bar_of, paint_bar
from derivgui.painting.palette import LIGHT
from tests.planes import SQUARE, plane


def is_painted(width: int) -> bool:
    view = replace(SQUARE, width=width)
    field = field_of(plane("x y"), view)
    levels = nice_levels(field)
    contours = Contours(field)
    relief = Relief(view, contours, contours, levels, contours.lines(levels.heights), (), "fine")
    bar = bar_of(relief, QFont())
    if bar is None:
        return False
    image = QImage(width, int(view.height), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_bar(painter, bar, LIGHT, QFont())
    painter.end()
    return any(bytes(image.constBits()))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("width", "painted"), [(240, False), (310, False), (330, True), (640, True)])
def test_a_narrow_map_keeps_its_room_for_the_readout(width: int, painted: bool) -> None:
    assert is_painted(width) == painted
