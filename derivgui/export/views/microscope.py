"""The microscope as a figure: the curve blown up about a point, with what the magnification is."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from derivgui.export.chart import Chart, Series, Words
from derivgui.export.look import Look
from derivgui.export.views.curve_words import as_formula, labels_of
from derivgui.model.calculus.magnified import Magnified, magnified
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.microscope_words import gap_text, magnification_text, width_text
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.magnified import COLUMN_OPACITY, CURVE_WIDTH, LINE_WIDTH, caption_height, paint_magnified
from derivgui.painting.palette import Palette


class MicroscopeView:
    """The active function of a document about its point at 10^k."""

    def __init__(self, document: Document, k: float, resolver: Resolver | None = None) -> None:
        self._document = document
        self._k = k
        self._resolver = resolver or Resolver()

    def at(self, k: float) -> MicroscopeView:
        """The same with another magnification."""
        return MicroscopeView(self._document, k, self._resolver)

    @cached_property
    def _shown(self) -> Magnified | None:
        function = self._resolver.function(self._document, self._document.active)
        return None if function is None else magnified(function, self._document.x, self._k)

    @property
    def words(self) -> Words:
        """What is seen."""
        label = labels_of(self._resolver, self._document).get(self._document.active)
        if label is None or self._shown is None:
            return Words("Nothing to magnify.", "Nothing to magnify.", "Nothing to magnify.")
        function = self._resolver.function(self._document, self._document.active)
        variable = "x" if function is None else function.variable
        at = f"{variable} = {format_number(self._document.x)}"
        tail = f"{magnification_text(self._k)}: {gap_text(self._shown)}"
        return Words(
            f"{label.tex} around {as_formula(at)}, {tail}.",
            f"{label.plain} around {at}, {tail}.",
            f"The curve of {label.spoken} around {at}, {tail}.",
        )

    def picture(self, width: float, height: float, look: Look) -> MicroscopePicture:
        """The view in this size."""
        item = self._document.item(self._document.active)
        return MicroscopePicture(self._shown, 0 if item is None else item.colour, width, height, look)


class MicroscopePicture:
    """A square picture in the middle of its place, with its own frame and two lines below."""

    viewport: Viewport | None = None
    pi_ticks = False
    still: object = None

    def __init__(self, shown: Magnified | None, colour: int, width: float, height: float, look: Look) -> None:
        self._shown, self._colour = shown, colour
        self._width, self._height = width, height
        self._look = look

    @property
    def chart(self) -> Chart:
        """The same as numbers, in units of 10^-k about the point."""
        series = () if self._shown is None else _series(self._shown, self._colour, self._look.palette)
        return Chart((-1.0, 1.0, -1.0, 1.0), "t", "v", series)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """Nothing stands still."""

    def paint_moving(self, painter: QPainter) -> None:
        """The picture."""
        if self._shown is None:
            return
        font = self._look.font()
        below = caption_height(font)
        side = max(min(self._width, self._height - below), 1.0)
        # The caption may be wider than the picture.
        words = (f"{magnification_text(self._shown.k)}  {width_text(self._shown.k)}", gap_text(self._shown))
        wide = min(max(side, *(QFontMetricsF(font).horizontalAdvance(text) for text in words)), self._width)
        side = min(max(side, wide), self._height - below, self._width)
        place = QRectF(round((self._width - side) / 2), 0.0, round(side), round(side + below))
        palette = self._look.palette
        paint_magnified(painter, place, self._shown, palette, palette.cycle(self._colour), font)


def _series(shown: Magnified, number: int, palette: Palette) -> tuple[Series, ...]:
    """Columns, curve, half-tangents and the point, from below to above."""
    colour = palette.cycle(number)
    found = []
    if len(shown.trace.columns):
        columns = tuple(np.array([[t, low], [t, high]]) for t, low, high in shown.trace.columns.tolist())
        found.append(Series("columns", columns, colour, 1.0, opacity=COLUMN_OPACITY))
    found.append(Series("curve", shown.trace.pieces, colour, CURVE_WIDTH))
    for name, sign, side in (("left", -1.0, shown.left), ("right", 1.0, shown.right)):
        if side.kind in ("slope", "vertical"):
            end = np.array(
                [0.0, np.copysign(1.0, side.slope) * sign] if np.isinf(side.slope) else [sign, sign * side.slope]
            )
            line = np.stack([np.zeros(2), end])
            found.append(Series(f"tangent_{name}", (line,), palette.tangent, LINE_WIDTH))
    if shown.centre in ("value", "hole"):
        mark = Series(
            "point", (np.zeros((1, 2)),), palette.tangent, 0.0, mark="ring" if shown.centre == "hole" else "dot"
        )
        found.append(mark)
    return tuple(found)
