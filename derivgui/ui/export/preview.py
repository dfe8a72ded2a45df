"""The preview: the figure as it will be, or why it cannot be; it can be dragged into another program."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from derivgui.painting.palette import Palette

MARGIN = 16
SQUARE = 8


class Preview(QWidget):
    """Shows one picture as large as there is room, on the window's ground."""

    resized = Signal()
    drag_began = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._image = QImage()
        self._problem = ""
        self._pressed: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 260))
        self.setAccessibleName("Preview")
        self.setToolTip("Drag the picture into another program")
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def room(self, units: tuple[float, float]) -> QSizeF:
        """The size in pixels of this screen that a figure of so many units gets."""
        inside = QSizeF(self.width() - 2 * MARGIN, self.height() - 2 * MARGIN)
        shown = QSizeF(*units).scaled(inside, Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        return QSizeF(max(shown.width() * ratio, 1.0), max(shown.height() * ratio, 1.0))

    def show_image(self, image: QImage, words: str) -> None:
        """Show a picture of the size that ``room`` gave; ``words`` say what is seen."""
        self._image, self._problem = image, ""
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.setAccessibleDescription(words)
        self.update()

    def show_problem(self, text: str) -> None:
        """Show a sentence in place of the picture."""
        self._image, self._problem = QImage(), text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def image(self) -> QImage:
        """The picture that is shown; null where there is none."""
        return self._image

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the middle with a hairline around it."""
        painter = QPainter(self)
        if self._image.isNull():
            painter.setPen(QColor(self._palette.muted))
            area = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._problem)
            return
        size = self._image.deviceIndependentSize()
        corner = QPointF(round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2))
        place = QRectF(corner, size)
        if self._image.hasAlphaChannel():
            _paint_squares(painter, place, self._palette)
        painter.drawImage(corner, self._image)
        painter.setPen(QPen(QColor(self._palette.border), 1.0))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another picture."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a drag begins."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag begins when the pointer has left the spot."""
        if self._pressed is None or self._image.isNull():
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            self.drag_began.emit()


def _paint_squares(painter: QPainter, place: QRectF, palette: Palette) -> None:
    """The ground that stands for none."""
    painter.save()
    painter.setClipRect(place)
    painter.fillRect(place, QColor(palette.surface))
    square = QColor(palette.border)
    for row in range(int(place.height()) // SQUARE + 1):
        for column in range(row % 2, int(place.width()) // SQUARE + 1, 2):
            spot = place.topLeft() + QPointF(column * SQUARE, row * SQUARE)
            painter.fillRect(QRectF(spot, QSizeF(SQUARE, SQUARE)), square)
    painter.restore()
