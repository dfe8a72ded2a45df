"""A drag frame: one real mouse move, the model, and everything that is painted for it, in a 1280x800 window.

The floor is a plain widget of the canvas' size that blits a cached picture and draws two lines and two dots, moved by
the same kind of events in turn with the window, so that both see the same machine.
"""

from __future__ import annotations

import time
from statistics import median, quantiles

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from derivgui import app
from derivgui.model.document import edits
from derivgui.painting.points import handle_positions
from derivgui.ui.curve.canvas import CurveCanvas
from tests.bench.figures import Figure

MOVES = 400
BLOCK = 20
FUNCTIONS = ("x^2", "sin(x) e^(x/4)", "x^3 - 3x")


class Floor(QWidget):
    """The least that a drag frame can cost in a Qt widget."""

    def __init__(self, background: QPixmap) -> None:
        super().__init__()
        self._background = background
        self._spot = QPointF(100, 100)
        self.resize(background.deviceIndependentSize().toSize())
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._spot = event.position()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit, two lines, two dots."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._background)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self._spot.x(), self._spot.y()
        for shift, colour in ((0.0, "#D55E00"), (60.0, "#009E73")):
            painter.setPen(QPen(QColor(colour), 2.0))
            painter.drawLine(QPointF(0, y - x + shift), QPointF(self.width(), y + self.width() - x - shift))
            painter.drawEllipse(QPointF(x + shift, y), 7, 7)
        painter.end()


def drag_frames() -> list[Figure]:
    """Median and 95th percentile over all functions, and the ratio to the floor."""
    application = app.make_application()
    frames: list[float] = []
    floors: list[float] = []
    for text in FUNCTIONS:
        _drag(application, text, frames, floors)
    return [
        Figure("drag frame, median", 1000 * median(frames), limit=4.0),
        Figure("drag frame, 95th percentile", 1000 * quantiles(frames, n=20)[-1], limit=8.0),
        Figure("floor (blit, two lines, two dots), median", 1000 * median(floors)),
        Figure("drag frame to floor", median(frames) / median(floors), "times"),
    ]


def _drag(application: QApplication, text: str, frames: list[float], floors: list[float]) -> None:
    window = app.make_window(text)
    window.resize(1280, 800)
    window.session.edit("Show the slope curve", lambda d: edits.show(d, derivative=True))
    window.show()
    QTest.qWait(400)
    canvas: CurveCanvas = window.canvas
    floor = Floor(canvas.grab())
    floor.move(0, 0)
    floor.show()
    QTest.qWait(200)
    start = handle_positions(window.session.scene)["tangent"]
    send(canvas.viewport(), QEvent.Type.MouseButtonPress, start)
    for number in range(MOVES // len(FUNCTIONS)):
        spot = QPointF(start.x() + 150.3 - abs(300 - 4 * number % 600), start.y())
        if number % BLOCK < BLOCK // 2:
            frames.append(timed(application, canvas.viewport(), spot))
        else:
            floors.append(timed(application, floor, spot))
    send(canvas.viewport(), QEvent.Type.MouseButtonRelease, start)
    floor.close()
    window.close()


def timed(application: QApplication, widget: QWidget, spot: QPointF) -> float:
    """Seconds from a move of the mouse over a widget to the last pixel painted for it."""
    began = time.perf_counter()
    send(widget, QEvent.Type.MouseMove, spot)
    application.processEvents()
    return time.perf_counter() - began


def send(widget: QWidget, kind: QEvent.Type, spot: QPointF) -> None:
    """One mouse event of the left button, with Ctrl: no snapping, so that each move is a new frame."""
    button = Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.ControlModifier
    where = widget.mapToGlobal(spot)
    QApplication.sendEvent(widget, QMouseEvent(kind, spot, QPointF(where), button, button, keys))
