"""Long curves are painted in short chains, and nobody sees where one ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from derivgui.painting.chains import CHAIN, draw_graph

WIDTH, HEIGHT = 420, 200
# Of 255: the same edge computed from another end of the path.
ROUNDING = 6

Draw = Callable[[QPainter, NDArray[np.float64], NDArray[np.float64]], None]
CURVES: dict[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]] = {
    "flat": lambda x: 100.3 + 0.004 * x,
    "slanted": lambda x: 20.0 + 0.4 * x,
    "bent": lambda x: 190.0 - 0.0009 * (x - 30.0) ** 2,
    "wave": lambda x: 100.0 + 80.0 * np.sin(x / 9.0),
    "dense wave": lambda x: 100.0 + 80.0 * np.sin(x * 1.7),
    "steep": lambda x: 100.0 + 90.0 * np.tanh((x - 200.0) * 3.0),
}


def in_one(painter: QPainter, px: NDArray[np.float64], py: NDArray[np.float64]) -> None:
    painter.drawPolyline([QPointF(x, y) for x, y in zip(px.tolist(), py.tolist(), strict=True)])


def picture(draw: Draw, name: str, points: int, scale: float, width: float) -> NDArray[np.int16]:
    image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(QColor("black"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    # As a figure does: the plot has a place of its own, and nothing is painted outside of it.
    painter.setClipRect(QRectF(10, 5, WIDTH - 20, HEIGHT - 10))
    painter.translate(10, 5)
    px = np.linspace(-3.7, WIDTH + 4.2, points)
    draw(painter, px, CURVES[name](px))
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, 0].astype(np.int16)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.125])
@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("width", [2.0, 2.5, 5.0])
def test_a_chained_curve_looks_as_if_it_were_one_stroke(qapp: object, name: str, scale: float, width: float) -> None:
    points = 1500 if name == "dense wave" else 300
    off = np.absolute(picture(draw_graph, name, points, scale, width) - picture(in_one, name, points, scale, width))
    assert off.max() <= ROUNDING


def test_chains_with_bare_ends_would_not_pass(qapp: object) -> None:
    def bare(painter: QPainter, px: NDArray[np.float64], py: NDArray[np.float64]) -> None:
        for start in range(0, len(px) - 1, CHAIN):
            in_one(painter, px[start : start + CHAIN + 1], py[start : start + CHAIN + 1])

    off = np.absolute(picture(bare, "flat", 300, 1.0, 2.5) - picture(in_one, "flat", 300, 1.0, 2.5))
    assert off.max() > 5 * ROUNDING


def test_the_clip_of_the_painter_is_kept(qapp: object) -> None:
    found = picture(draw_graph, "slanted", 300, 1.0, 2.5)
    assert (found[:, :10] == 255).all()
    assert (found[:, -10:] == 255).all()
    assert found.min() < 30


@pytest.mark.parametrize("points", [2, CHAIN, CHAIN + 1, CHAIN + 2, 2 * CHAIN + 1])
def test_every_number_of_points_makes_a_whole_line(qapp: object, points: int) -> None:
    off = np.absolute(picture(draw_graph, "slanted", points, 1.0, 2.5) - picture(in_one, "slanted", points, 1.0, 2.5))
    assert off.max() <= ROUNDING
