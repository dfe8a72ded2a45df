"""Labels stand on whole rows of pixels."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from derivgui.painting.lettering import draw_centred

HEIGHT = 20.0


def picture(top: float) -> QImage:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.setFont(QFont("Sans Serif", 9))
    draw_centred(painter, QRectF(10, top, 60, HEIGHT), "−2.5")
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
def test_a_label_moves_by_whole_pixels_only() -> None:
    pictures = [picture(10 + k / 8) for k in range(9)]
    changes = sum(before != after for before, after in pairwise(pictures))
    assert changes == 1


@pytest.mark.usefixtures("qapp")
def test_a_label_is_in_the_middle_of_its_box() -> None:
    image = picture(10)
    font = QFontMetricsF(QFont("Sans Serif", 9))
    ink = [(i, j) for i in range(80) for j in range(60) if image.pixel(i, j) != 0xFFFFFFFF]
    middle = QPointF(*((min(side) + max(side) + 1) / 2 for side in zip(*ink, strict=True)))
    assert abs(middle.x() - 40) <= 1.5
    # Figures have no tails.
    assert abs(middle.y() - (10 + HEIGHT / 2 + (font.ascent() - font.descent() - font.capHeight()) / 2)) <= 1.5
