"""Bands: columns between two heights, at every scale and in every kind of picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPicture

from derivgui.model.numeric.sampling.curve import Band
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.bands import paint_bands

VIEW = Viewport(0, 60, 0, 40, 60, 40)


def band(first: int, lows: list[float], highs: list[float]) -> Band:
    return Band(np.arange(first + 0.5, first + len(lows)), np.array(lows, dtype=float), np.array(highs, dtype=float))


def inked(bands: list[Band], scale: int, as_file: bool = False) -> set[tuple[int, int]]:
    """The pixels, column and row, that are not white."""
    image = QImage(60 * scale, 40 * scale, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    picture = QPicture()
    painter = QPainter(picture if as_file else image)
    if not as_file:
        painter.scale(scale, scale)
    paint_bands(painter, VIEW, bands, QColor("black"))
    painter.end()
    if as_file:
        painter = QPainter(image)
        painter.scale(scale, scale)
        painter.drawPicture(0, 0, picture)
        painter.end()
    return {(i, j) for i in range(60 * scale) for j in range(40 * scale) if image.pixelColor(i, j) != QColor("white")}


BANDS = [band(3, [10, 5, 12, 8], [30, 35, 20, 33]), band(20, [0, 0, 0], [40, 50, 60]), band(50, [-20], [3])]


@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.usefixtures("qapp")
def test_a_band_covers_its_columns_between_its_heights(scale: int) -> None:
    wanted = {
        (i, j)
        for one in BANDS
        for x, low, high in zip(one.x, one.low, one.high, strict=True)
        for i in range(int(scale * (x - 0.5)), int(scale * (x + 0.5)))
        for j in range(40 * scale)
        if low < 40 - (j + 0.5) / scale < high
    }
    assert inked(BANDS, scale) == wanted


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.usefixtures("qapp")
def test_pixels_and_the_areas_of_a_file_are_the_same(scale: int) -> None:
    assert inked(BANDS, scale) == inked(BANDS, scale, as_file=True)


@pytest.mark.usefixtures("qapp")
def test_a_band_out_of_sight_leaves_nothing() -> None:
    assert inked([band(5, [100, 100], [200, 300]), band(9, [-9, -9], [-2, -3])], 1) == set()
    assert inked([], 1) == set()
