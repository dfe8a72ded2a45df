"""How sure something is, as a small mark: a disc, a ring, or nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from derivgui.painting.palette import Palette

SIZE = 14
RADIUS = 3.5


class StatusDot(QWidget):
    """A disc where something is proven, a ring where it is numerical; hidden where nothing is known."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._status = palette, ""
        self.setFixedSize(SIZE, SIZE)
        self.hide()

    @property
    def status(self) -> str:
        """What is shown."""
        return self._status

    def show_status(self, status: str, sentence: str, palette: Palette) -> None:
        """Another status ("proven", "numerical" or ""), what it means here, or another theme."""
        self._palette, self._status = palette, status
        self.setVisible(bool(status))
        self.setToolTip(sentence)
        self.setAccessibleName(status)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._status not in ("proven", "numerical"):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._palette.accent)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if self._status == "proven" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(SIZE / 2, SIZE / 2 + 0.5), RADIUS, RADIUS)
        painter.end()
