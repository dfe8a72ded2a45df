"""What is written into the error picture stands apart, also in a small one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.calculus.difference_errors import difference_errors
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.painting.error_axes import error_axes
from derivgui.painting.error_names import best_spot, paint_names, place_at_a_ring
from derivgui.painting.palette import LIGHT

PLOT = QRectF(44, 28, 300, 120)


def test_the_best_step_stands_below_its_ring_where_there_is_room(qtbot: QtBot) -> None:
    place = place_at_a_ring(QFontMetricsF(QFont()), PLOT, QPointF(150, 60), "best 10⁻⁸", [])
    assert place.center().x() == pytest.approx(150)
    assert place.top() > 60


@pytest.mark.parametrize("size", [(560, 170), (300, 170), (280, 150), (760, 110)])
@pytest.mark.parametrize(("text", "x"), [("sin x", 1.0), ("e^x", 0.0), ("x^3", 2.0), ("ln x", 3.0), ("1/x", 0.7)])
def test_the_best_steps_keep_off_the_names_of_the_methods(
    qtbot: QtBot, text: str, x: float, size: tuple[int, int]
) -> None:
    errors = difference_errors(RealFunction(Program(parse(text).tree)), x)
    assert errors is not None
    axes = error_axes(errors, *size)
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    taken = paint_names(painter, errors, axes, LIGHT)
    metrics = QFontMetricsF(painter.font())
    painter.end()
    for method in (errors.forward, errors.central):
        place = place_at_a_ring(metrics, axes.plot, best_spot(errors, method, axes), "best 4.2·10⁻⁶", taken)
        assert not any(place.intersects(other) for other in taken)
        taken.append(place)
