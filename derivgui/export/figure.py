"""A figure: a view with title, axes or frame, legend and caption, laid out once and painted on any device."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from derivgui.export.chart import Chart
from derivgui.export.frame import Frame, Margins
from derivgui.export.legend import LARGEST_HEIGHT, CornerLegend, RowLegend, entries_of
from derivgui.export.lettering import SetLine, plain_words, set_lines
from derivgui.export.look import SMALL_TITLE_PIXELS, TEXT_PIXELS, TITLE_PIXELS, Look
from derivgui.export.sheet import Sheet
from derivgui.export.view import Picture, View
from derivgui.painting.plane import paint_grid, plane_ticks

Axes: TypeAlias = Literal["origin", "frame"]

WIDE = 480.0
PAD = 10.0
GAP = 6.0
# What would leave less than this for the picture is left out: the caption first, then the title.
SMALLEST_PLOT = 60.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What goes around a view.

    Attributes:
        title, caption: text with mathematics between dollar signs, "" for none.
        legend: whether lines are named.
        axes: through the origin as on screen, or numbers at a frame.
        x_name, y_name: names of the axes at a frame, None for the view's own.
    """

    title: str = ""
    caption: str = ""
    legend: bool = True
    axes: Axes = "origin"
    x_name: str | None = None
    y_name: str | None = None


class Figure:
    """A view in its final size, in units of painting, with all that goes around it."""

    def __init__(
        self,
        view: View,
        width: float,
        height: float,
        look: Look,
        wishes: Wishes | None = None,
        before: Figure | None = None,
    ) -> None:
        """Lay out; ``before`` is the frame before in an animation, whose arrangement this one keeps."""
        self.width, self.height = width, height
        self.wishes = wishes or Wishes()
        self.view = view
        self._look = look
        room = max(width - 2 * PAD, 1.0)
        palette = look.palette
        pixels = TITLE_PIXELS if width >= WIDE else SMALL_TITLE_PIXELS
        self._title = set_lines(self.wishes.title, look, pixels, palette.text, room)
        self._caption = set_lines(self.wishes.caption, look, TEXT_PIXELS, palette.muted, room)
        self._frame: Frame | None = None
        if before is None:
            self._lay_out()
        else:
            self._follow(before)

    @property
    def is_transparent(self) -> bool:
        """Whether the ground is left out."""
        return self._look.transparent

    @property
    def title(self) -> str:
        """The title in plain words, or what is seen."""
        return plain_words(self.wishes.title) or self.view.words.plain

    @property
    def description(self) -> str:
        """What is seen, in words."""
        return self.view.words.spoken or self.view.words.plain

    @property
    def sheet(self) -> Sheet:
        """What is around the picture, for formats that do not paint."""
        chart, palette, wishes = self.picture.chart, self._look.palette, self.wishes
        window = self.picture.viewport
        ticks = (None, None) if window is None else plane_ticks(window, self.picture.pi_ticks)
        return Sheet(
            *(self.width, self.height, self.plot.width(), self.plot.height()),
            *(wishes.title, wishes.caption, self.title, plain_words(wishes.caption)),
            *self._names(chart),
            *(palette.canvas, palette.text, palette.grid_major, palette.grid_minor),
            in_frame=self._frame is not None or window is None,
            legend=self._corner is not None or self._rows is not None,
            corner=None if self._corner is None else self._corner_number(self._corner[1]),
            across=ticks[0],
            upright=ticks[1],
        )

    def _names(self, chart: Chart) -> tuple[str, str]:
        """The axes' names with dollar signs: those wished for, or the chart's own."""
        wished = (self.wishes.x_name, chart.x_name), (self.wishes.y_name, chart.y_name)
        across, upright = (own if own is not None else f"${usual}$" if usual else "" for own, usual in wished)
        return across, upright

    def _corner_number(self, place: QRectF) -> int:
        is_left = place.center().x() < self.plot.center().x()
        return is_left + 2 * (place.center().y() > self.plot.center().y())

    def _lay_out(self) -> None:
        above, below = _height(self._title), _height(self._caption)
        if self.height - above - below - 2 * PAD < SMALLEST_PLOT:
            self._caption, below = (), 0.0
        if self.height - above - 2 * PAD < SMALLEST_PLOT:
            self._title, above = (), 0.0
        pad = PAD if min(self.width, self.height) > 2 * SMALLEST_PLOT else 0.0
        inner = QRectF(pad, pad + above, self.width - 2 * pad, self.height - 2 * pad - above - below)
        self.picture, self.plot = self._framed(_crisp(inner))
        self._corner, self._rows = self._legends(inner)
        if self._rows is not None:
            inner.setBottom(inner.bottom() - self._rows.height)
            self.picture, self.plot = self._framed(_crisp(inner))
        self._rows_place = QRectF(inner.left(), inner.bottom(), inner.width(), 0.0)

    def _follow(self, before: Figure) -> None:
        """The same places for everything; a legend grows with its numbers and does not shrink."""
        self.plot, self._frame, self._rows_place = before.plot, before._frame, before._rows_place
        self._title = before._title
        self.picture = self.view.picture(self.plot.width(), self.plot.height(), self._look)
        self._corner = self._rows = None
        entries = entries_of(self.picture.chart, self._look)
        if before._corner is not None and entries:
            legend, place = before._corner
            corner = CornerLegend(entries, legend.width)
            self._corner = corner, corner.placed_like(place, self.plot)
        elif before._rows is not None and entries:
            self._rows = RowLegend(entries, self._rows_place.width())

    def _legends(self, inner: QRectF) -> tuple[tuple[CornerLegend, QRectF] | None, RowLegend | None]:
        """The legend in a corner with its place, or the one below, or none."""
        window, chart = self.picture.viewport, self.picture.chart
        entries = entries_of(chart, self._look) if self.wishes.legend and not chart.named else ()
        if not entries:
            return None, None
        corner = CornerLegend(entries)
        place = None if window is None else corner.place(self.plot, chart, window)
        if place is not None:
            return (corner, place), None
        rows = RowLegend(entries, inner.width())
        if rows.fits and rows.height <= LARGEST_HEIGHT * self.height:
            return None, rows
        place = None if window is None else corner.place(self.plot, chart, window, at_any_cost=True)
        return None if place is None else (corner, place), None

    def _framed(self, inner: QRectF) -> tuple[Picture, QRectF]:
        """The picture and where it goes: a frame's numbers decide how much is left, and what is left decides them."""
        picture = self.view.picture(inner.width(), inner.height(), self._look)
        window = picture.viewport
        if self.wishes.axes != "frame" or window is None:
            return picture, inner
        self._frame = Frame(self._look, *self._names(picture.chart))
        plot = inner
        for _ in range(2):
            margins = self._frame.margins(window, picture.pi_ticks)
            plot = _without(inner, margins)
            picture = self.view.picture(plot.width(), plot.height(), self._look)
            window = picture.viewport or window
        return picture, plot

    def paint(self, painter: QPainter) -> None:
        """Paint everything; the painter's unit is the figure's."""
        self.paint_still(painter)
        self.paint_moving(painter)

    def paint_still(self, painter: QPainter) -> None:
        """Paint what stays the same in an animation."""
        if not self._look.transparent:
            painter.fillRect(QRectF(0, 0, self.width, self.height), QColor(self._look.palette.canvas))
        window = self.picture.viewport
        with self._in_plot(painter):
            if window is not None and self.picture.chart.grid:
                paint_grid(painter, window, self.picture.pi_ticks, self._look.palette)
            self.picture.paint_still(painter, self._frame is not None)
        if self._frame is not None and window is not None:
            self._frame.paint(painter, self.plot, window, self.picture.pi_ticks)
        self._paint_lines(painter, self._title, PAD)

    def paint_moving(self, painter: QPainter) -> None:
        """Paint the rest over it."""
        with self._in_plot(painter):
            self.picture.paint_moving(painter)
        if self._corner is not None:
            legend, place = self._corner
            legend.paint(painter, place, self._look)
        if self._rows is not None:
            self._rows.paint(painter, self._rows_place, self._look)
        self._paint_lines(painter, self._caption, self.height - PAD - _height(self._caption) + GAP)

    @contextmanager
    def _in_plot(self, painter: QPainter) -> Iterator[None]:
        painter.save()
        painter.setClipRect(self.plot)
        painter.translate(self.plot.topLeft())
        yield
        painter.restore()

    def _paint_lines(self, painter: QPainter, lines: tuple[SetLine, ...], top: float) -> None:
        for line in lines:
            line.paint(painter, round((self.width - line.width) / 2), round(top + line.ascent))
            top += line.height


def _height(lines: tuple[SetLine, ...]) -> float:
    return sum(line.height for line in lines) + GAP if lines else 0.0


def _without(inner: QRectF, margins: Margins) -> QRectF:
    return _crisp(inner.adjusted(margins.left, margins.top, -margins.right, -margins.bottom))


def _crisp(area: QRectF) -> QRectF:
    """On whole units, so that hairlines in it are one pixel wide and not two grey ones; never empty."""
    left, top = round(area.left()), round(area.top())
    return QRectF(left, top, max(round(area.right()) - left, 1), max(round(area.bottom()) - top, 1))
