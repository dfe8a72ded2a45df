"""A drag frame of the contour map: one real mouse move, the model, the map's point and both slices, at 1280x800."""

from __future__ import annotations

from statistics import median, quantiles

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from derivgui import app
from derivgui.model.document import edits
from tests.bench.drag import send, timed
from tests.bench.figures import Figure

MOVES = 240
FUNCTIONS = ("x^2 y + y^3", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "sin(x) cos(y)", "(1 - x)^2 + 100(y - x^2)^2")
MEDIAN_MS, SLOW_MS = 5.0, 10.0
PAN_MS = 25.0


def contour_frames() -> list[Figure]:
    """Median and 95th percentile of drags of the point, with and without the slices, and of panning."""
    application = app.make_application()
    drags, plain, pans = ([], [], [])  # type: tuple[list[float], list[float], list[float]]
    for text in FUNCTIONS:
        _measure(application, text, drags, plain, pans)
    return [
        Figure("drag of the point with both slices, median", 1000 * median(drags), limit=MEDIAN_MS),
        Figure("drag of the point with both slices, 95th percentile", 1000 * quantiles(drags, n=20)[-1], limit=SLOW_MS),
        Figure("drag of the point on the map alone, median", 1000 * median(plain), limit=MEDIAN_MS),
        Figure("pan of the map with both slices, median", 1000 * median(pans), limit=PAN_MS),
    ]


def _measure(application: QApplication, text: str, drags: list[float], plain: list[float], pans: list[float]) -> None:
    window = app.make_window(text)
    window.resize(1280, 800)
    window.show()
    window.session.edit("Move", lambda d: edits.move_in_plane(d, 1.0, 1.0))
    QTest.qWait(600)
    assert window.contour is not None
    canvas = window.contour.canvas
    for frames, slices in ((drags, True), (plain, False)):
        window.session.edit("Slices", lambda d, slices=slices: edits.show(d, slices=slices))  # type: ignore[misc]
        QTest.qWait(600)
        _drag(application, canvas.viewport(), canvas.handles()["point"], frames)
    window.session.edit("Slices", lambda d: edits.show(d, slices=True))
    QTest.qWait(600)
    _drag(application, canvas.viewport(), QPointF(40.0, 30.0), pans)
    window.close()


def _drag(application: QApplication, widget, start: QPointF, frames: list[float]) -> None:  # type: ignore[no-untyped-def]
    """To and fro on a slant, so that each move changes both coordinates."""
    send(widget, QEvent.Type.MouseButtonPress, start)
    for number in range(MOVES // len(FUNCTIONS)):
        way = 90.3 - abs(90 - 3 * number % 180)
        frames.append(timed(application, widget, start + QPointF(way, 0.7 * way)))
    send(widget, QEvent.Type.MouseButtonRelease, start)
