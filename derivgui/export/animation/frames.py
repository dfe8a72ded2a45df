"""Frames of a film as pictures: what stands still is painted once."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from derivgui.export.animation.film import Film, Timing
from derivgui.export.extent import Extent
from derivgui.export.figure import Figure


def frames(film: Film, timing: Timing, size: Extent) -> Iterator[QImage]:
    """Each frame in turn, as 32-bit RGB with an opaque ground, or ARGB where the film's ground is transparent.

    Safe on any thread.
    """
    before: Figure | None = None
    still_key: object = None
    still = QImage()
    for share in timing.shares:
        figure = film.figure(share, before)
        if figure.picture.still != still_key or still.isNull():
            still, still_key = _still(figure, size), figure.picture.still
        frame = QImage(still)
        painter = _painter(frame, figure)
        figure.paint_moving(painter)
        painter.end()
        before = figure
        yield frame


def opaque(frame: QImage) -> QImage:
    """The frame over white, for formats that know no transparency."""
    if not frame.hasAlphaChannel():
        return frame
    found = QImage(frame.size(), QImage.Format.Format_RGB32)
    found.fill(Qt.GlobalColor.white)
    painter = QPainter(found)
    painter.drawImage(0, 0, frame)
    painter.end()
    return found


def _still(figure: Figure, size: Extent) -> QImage:
    form = QImage.Format.Format_ARGB32_Premultiplied if figure.is_transparent else QImage.Format.Format_RGB32
    found = QImage(*size.pixels, form)
    found.fill(Qt.GlobalColor.transparent if figure.is_transparent else Qt.GlobalColor.white)
    painter = _painter(found, figure)
    figure.paint_still(painter)
    painter.end()
    return found


def _painter(image: QImage, figure: Figure) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(image.width() / figure.width, image.height() / figure.height)
    return painter
