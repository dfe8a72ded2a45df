"""The microscope's picture, pixel by pixel where it matters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from derivgui.model.calculus.magnified import magnified
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.painting.magnified import caption_height, paint_magnified
from derivgui.painting.palette import DARK, LIGHT, Palette

WIDTH, HEIGHT, MARGIN = 208, 180, 20


def picture(text: str, x: float, k: float, palette: Palette = LIGHT) -> QImage:
    """The picture with a margin of black around it."""
    image = QImage(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    place = QRectF(MARGIN, MARGIN, WIDTH, HEIGHT)
    shown = magnified(RealFunction(Program(parse(text).tree)), x, k)
    paint_magnified(painter, place, shown, palette, palette.function, QFont())
    painter.end()
    return image


def centre(image: QImage) -> tuple[int, int]:
    return MARGIN + WIDTH // 2, MARGIN + round((HEIGHT - caption_height(QFont())) / 2)


def has_curve(image: QImage, x: int, y: int, palette: Palette = LIGHT) -> bool:
    """Whether the curve's colour is within some pixels to the left or right."""
    wanted = QColor(palette.function)
    return any(image.pixelColor(x + dx, y) == wanted for dx in range(-6, 7))


def _is_reddish(colour: QColor) -> bool:
    """The tangent's colour, also where it lies thinly over the curve's."""
    return colour.red() > colour.blue() + 20


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("k", [0.0, 3.0, 30.0, 300.0])
def test_the_corner_has_both_arms_at_every_magnification(k: float, palette: Palette, qtbot: QtBot) -> None:
    image = picture("|x|", 0.0, k, palette)
    x, y = centre(image)
    for side in (-1, 1):
        assert has_curve(image, x + side * 40, y - 40, palette)
        assert not has_curve(image, x + side * 40, y + 40, palette)


@pytest.mark.parametrize(("text", "is_drawn"), [("floor x", False), ("|x|", True), ("sqrt x", True)])
def test_half_tangents_are_drawn_where_the_canvas_draws_them(text: str, is_drawn: bool, qtbot: QtBot) -> None:
    image = picture(text, 0.0, 3.0)
    x, y = centre(image)
    around = [(dx, dy) for dx in range(-60, 61) for dy in range(-50, 51) if max(abs(dx), abs(dy)) > 10]
    assert any(_is_reddish(image.pixelColor(x + dx, y + dy)) for dx, dy in around) == is_drawn


@pytest.mark.parametrize("k", [30.0, 300.0])
def test_a_cusp_is_one_ray_upwards(k: float, qtbot: QtBot) -> None:
    image = picture("x^(2/3)", 0.0, k)
    x, y = centre(image)
    assert has_curve(image, x, y - 50)
    assert not has_curve(image, x, y + 40)
    assert not has_curve(image, x + 20, y - 50)


@pytest.mark.parametrize("k", [0.0, 1.0, 2.0, 30.0, 300.0])
@pytest.mark.parametrize(("text", "x"), [("floor x", 2.0), ("sign x", 0.0), ("frac x", 1.0), ("{x<1: x^2, 2x}", 1.0)])
def test_a_jump_is_no_wall(text: str, x: float, k: float, qtbot: QtBot) -> None:
    image = picture(text, x, k)
    across, down = centre(image)
    assert not any(has_curve(image, across, down + away) for away in (-50, -30, -20, 20, 30, 50))


def test_what_never_settles_is_a_band_whose_edges_lean_and_do_not_step(qtbot: QtBot) -> None:
    image = picture("{x=0: 0, x sin(1/x)}", 0.0, 30.0)
    x, y = centre(image)
    ground = QColor(LIGHT.canvas)
    heights = [sum(image.pixelColor(x + dx, y - dy) != ground for dy in range(3, 70)) for dx in range(9, 61)]
    # Between -|x| and |x|, but for the columns next door that count for one.
    assert all(height <= dx + 12 for dx, height in enumerate(heights, start=9))
    assert max(abs(after - before) for before, after in pairwise(heights)) <= 5


@pytest.mark.parametrize(
    ("text", "k"), [("x^(2/3)", 300.0), ("cbrt x", 30.0), ("{x=0: 0, x sin(1/x)}", 30.0), ("7x", 9)]
)
def test_nothing_is_painted_outside_the_frame(text: str, k: float, qtbot: QtBot) -> None:
    image = picture(text, 0.0, k)
    bottom = MARGIN + HEIGHT
    for x in range(0, image.width(), 3):
        for y in (*range(0, MARGIN - 1, 3), *range(bottom + 1, image.height(), 3)):
            assert image.pixelColor(x, y) == QColor("#000000")


def test_where_there_is_nothing_to_see_no_curve_is_made_up(qtbot: QtBot) -> None:
    image = picture("1/x", 0.0, 3.0)
    x, y = centre(image)
    assert not any(has_curve(image, x + dx, y + dy) for dx in range(-90, 91, 10) for dy in range(-60, 61, 10))
