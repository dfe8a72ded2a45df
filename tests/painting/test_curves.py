"""Marks on curves, looked at pixel by pixel."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import CurveShape, Statics
from derivgui.painting.curves import paint_curves, paint_earlier_curves
from derivgui.painting.palette import DARK, LIGHT, Palette

VIEW = Viewport(-4, 4, -3, 3, 320, 240)


def picture(
    text: str, palette: Palette = LIGHT, asymptotes: bool = False, scale: int = 1, last: bool = False
) -> QImage:
    curve = sample(RealFunction(Program(parse(text).tree)), VIEW)
    shape = CurveShape(1, "f", 0, True, curve, stale=last)
    shapes, earlier_shapes = ((), (shape,)) if last else ((shape,), ())
    statics = Statics(VIEW, shapes, None, True, False, "x", asymptotes, earlier=earlier_shapes)
    image = QImage(int(VIEW.width) * scale, int(VIEW.height) * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.canvas))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_earlier_curves(painter, statics, palette)
    paint_curves(painter, statics, palette)
    painter.end()
    return image


def colour_at(image: QImage, x: float, y: float, scale: int = 1) -> str:
    px, py = VIEW.to_pixel(x, y)
    return image.pixelColor(int(px * scale), int(py * scale)).name().upper()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [1, 2])
def test_a_hole_is_open_and_a_dot_is_filled(qtbot: QtBot, palette: Palette, scale: int) -> None:
    image = picture("{x = 0: 2, 1}", palette, scale=scale)
    assert colour_at(image, 0, 1, scale) == palette.canvas.upper()
    assert colour_at(image, 0, 2, scale) == palette.cycle(0).upper()


def test_the_ends_of_a_step_tell_where_it_belongs(qtbot: QtBot) -> None:
    image = picture("floor x")
    assert colour_at(image, 1, 1) == LIGHT.cycle(0).upper()
    assert colour_at(image, 1, 0) == LIGHT.canvas.upper()


def test_a_pole_is_a_dashed_line_on_demand_only(qtbot: QtBot) -> None:
    def inked(image: QImage) -> int:
        ground = QColor(LIGHT.canvas)
        return sum(image.pixelColor(200, y) != ground for y in range(image.height()))

    # The branches of this curve leave the window well beside its pole, which is in column 200.
    assert inked(picture("1/(x - 1)")) == 0
    shown = inked(picture("1/(x - 1)", asymptotes=True))
    assert 0.4 * VIEW.height < shown < 0.9 * VIEW.height


def test_nothing_is_drawn_where_the_function_is_undefined(qtbot: QtBot) -> None:
    image = picture("sqrt x")
    ground = QColor(LIGHT.canvas)
    assert all(image.pixelColor(x, y) == ground for x in range(154) for y in range(image.height()))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_curve_of_an_earlier_text_is_faded(qtbot: QtBot, palette: Palette) -> None:
    ground, full = QColor(palette.canvas).lightness(), QColor(palette.cycle(0)).lightness()
    faded = QColor(colour_at(picture("1", palette, last=True), 2, 1)).lightness()
    assert 0.2 < (faded - ground) / (full - ground) < 0.5
