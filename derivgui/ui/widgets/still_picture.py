"""A picture as large as a widget, painted once and then only blitted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


def still_picture(widget: QWidget, ground: str, paint: Callable[[QPainter], None]) -> QPixmap:
    """What ``paint`` paints in the widget's pixels over the colour ``ground``, as fine as its screen."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(round(widget.width() * ratio), round(widget.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    paint(painter)
    painter.end()
    return picture
