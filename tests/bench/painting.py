"""Painting the still picture of wild curves in a large window, in processor time."""

from __future__ import annotations

import time

from PySide6.QtGui import QFont, QImage, QPainter

from derivgui import app
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.curves import paint_curves
from derivgui.painting.palette import LIGHT
from derivgui.painting.plane import paint_plane
from tests.bench.figures import Figure

WIDTH, HEIGHT, HALF = 2160, 1400, 20.0
RUNS = 5
# A picture that takes longer is seen to stutter while a hand pans.
LIMIT_MS = 40.0
WILD = ("x^2", "sin(50x)", "tan(20x)", "floor(10 sin(5x))", "sin(x^2) x", "e^x sin(20x)/5", "tan(x^3)", "1/sin(x^3)")


def painting_times() -> list[Figure]:
    """The best of some runs, one line a curve."""
    app.make_application()
    return [Figure(f"paint {text} at {WIDTH}x{HEIGHT}", _best(text), limit=LIMIT_MS) for text in WILD]


def _best(text: str) -> float:
    up = HALF * HEIGHT / WIDTH
    view = Viewport(-HALF, HALF, -up, up, WIDTH, HEIGHT)
    statics = Resolver().resolve(Document(functions=(FunctionItem(1, text),)), view).statics
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    times = []
    for _ in range(RUNS):
        painter = QPainter(image)
        began = time.thread_time()
        paint_plane(painter, statics, LIGHT, QFont())
        paint_curves(painter, statics, LIGHT)
        times.append(1000 * (time.thread_time() - began))
        painter.end()
    return min(times)
