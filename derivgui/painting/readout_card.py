"""The readout card in a corner of the canvas: it stays there until a handle comes below it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.scene import ReadoutLine
from derivgui.painting.palette import Palette
from derivgui.painting.readout import ReadoutPainter

MARGIN = 12.0
CLEARANCE = 10.0
# A card that covers more of the canvas than this does without its spare lines; the usual width decides, since
# lines must not come and go with the digits of a number.
LARGEST_SHARE = 0.15
USUAL_WIDTH = 190.0
UPPER_LEFT, UPPER_RIGHT, LOWER_LEFT, _ = range(4)
# The favourite first. The lower right one is taken: by the certificate of a curve, by the colour bar of a map.
CORNERS = (LOWER_LEFT, UPPER_LEFT, UPPER_RIGHT)


class ReadoutCard:
    """Paints readout lines where they cover nothing that can be grabbed."""

    def __init__(self, font: QFont) -> None:
        self._readout = ReadoutPainter(font)
        self._corner = CORNERS[0]
        self._taken = QRectF()
        self._strip = 0.0

    def keep_clear_of(self, taken: QRectF) -> None:
        """Give way to something opaque that lies on the canvas; an empty rectangle where nothing does."""
        self._taken = taken

    def stand_below(self, strip: float) -> None:
        """Leave a strip so high along the top of the canvas uncovered."""
        self._strip = strip

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        lines: tuple[ReadoutLine, ...],
        palette: Palette,
        colour: int,
        handles: Iterable[QPointF],
    ) -> None:
        """Paint the card; nothing where there are no lines, or no room beside what lies on the canvas."""
        shown, place = self._arranged(view, lines, list(handles))
        if shown:
            self._readout.paint(painter, shown, palette, colour, place)

    def place(self, view: Viewport, lines: tuple[ReadoutLine, ...], handles: Iterable[QPointF]) -> QRectF:
        """Where it will be painted; empty where it is not."""
        return self._arranged(view, lines, list(handles))[1]

    def _arranged(
        self, view: Viewport, lines: tuple[ReadoutLine, ...], handles: list[QPointF]
    ) -> tuple[tuple[ReadoutLine, ...], QRectF]:
        """The lines there is room for, and where; beside something that lies on the canvas a short card, or none."""
        short = tuple(line for line in lines if not line.spare)
        for shown in (self._fitting(view, lines), short, _slope_alone(short)):
            if shown:
                place = self._place(view, shown, handles)
                if not place.intersects(self._taken):
                    return shown, place
        return (), QRectF()

    def _fitting(self, view: Viewport, lines: tuple[ReadoutLine, ...]) -> tuple[ReadoutLine, ...]:
        """The lines without the last spare ones, as far as the canvas is too small for them."""
        spare = [index for index, line in enumerate(lines) if line.spare]
        room = LARGEST_SHARE * view.width * view.height
        while spare and USUAL_WIDTH * self._readout.height(len(lines)) > room:
            last = spare.pop()
            lines = lines[:last] + lines[last + 1 :]
        return lines

    def _place(self, view: Viewport, lines: tuple[ReadoutLine, ...], handles: list[QPointF]) -> QRectF:
        size = self._readout.size(lines, view.width - 2 * MARGIN)
        # What is too wide all the same begins where it can be read.
        left = max(0.0, min(MARGIN, view.width - size.width()))
        right, bottom = max(left, view.width - size.width() - MARGIN), view.height - size.height() - MARGIN
        corners = [QPointF(x, y) for y in (self._strip + MARGIN, bottom) for x in (left, right)]
        here = QRectF(corners[self._corner], size)
        if not (_covers(here, handles) or here.intersects(self._taken)):
            return here
        places = [QRectF(corner, size) for corner in corners]
        free = [number for number in CORNERS if not _covers(places[number], handles)]
        free = [number for number in free if not places[number].intersects(self._taken)] or free
        if self._corner not in free and free:
            self._corner = free[0]
        return places[self._corner]


def _slope_alone(lines: tuple[ReadoutLine, ...]) -> tuple[ReadoutLine, ...]:
    """The line that everything is about: the tangent's slope, or the first where there is none."""
    return next(((line,) for line in lines if line.role == "tangent"), lines[:1])


def _covers(place: QRectF, handles: list[QPointF]) -> bool:
    around = place.adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
    return any(around.contains(spot) for spot in handles)
