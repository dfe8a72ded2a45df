"""The two slices of a contour map as a figure: f(x, y0) and f(x0, y), each with its tangent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from derivgui.export.chart import Chart, Words
from derivgui.export.look import Look
from derivgui.export.views.curve_chart import curve_chart
from derivgui.export.views.curve_words import as_formula, labels_of
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour_readout import slice_title
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.contour_window import first_map
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Run, Scene
from derivgui.model.scene.slices import SliceResolver
from derivgui.painting.curves import paint_curves
from derivgui.painting.plane import Frame, paint_framed_axes, paint_grid
from derivgui.painting.points import paint_dots, paint_lines
from derivgui.painting.readout import RunPainter

GAP = 14.0
TITLE_GAP = 6.0
DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Panel:
    """One slice with its title, and where it is."""

    scene: Scene
    title: tuple[Run, ...]
    place: QRectF


class SlicesView:
    """Through the point of the document, over what ``window`` shows of the map; without one, as high as each slice."""

    def __init__(self, document: Document, window: Window | None = None) -> None:
        self._document = document
        self._window = window
        self._curves = Resolver()
        self._maps = ContourResolver(self._curves)
        self._slices = SliceResolver(own_heights=window is None)

    @property
    def words(self) -> Words:
        """What is seen."""
        label = labels_of(self._curves, self._document).get(self._document.active)
        if label is None:
            return Words("No slices.", "No slices.", "No slices.")
        at = f"({format_number(self._document.x, DIGITS)}, {format_number(self._document.y, DIGITS)})"
        return Words(
            f"The slices of {label.tex} through {as_formula(at)}, with their tangents.",
            f"The slices of {label.plain} through {at}, with their tangents.",
            f"The slices of {label.spoken} through {at}, with their tangents.",
        )

    def picture(self, width: float, height: float, look: Look) -> SlicesPicture:
        """Side by side where it is wide, else one above the other."""
        document = self._document
        titles = QFontMetricsF(look.font()).height() + TITLE_GAP
        places = _places(width, height, titles)
        across, up = places[0].width(), places[0].height()
        view = first_map(across, up) if self._window is None else self._window.sized(across, up)
        shown = self._maps.resolve(document, view)
        function = self._curves.plane_function(document, document.active)
        panels = []
        if function is not None and shown.point is not None:
            sizes = [(place.width(), place.height()) for place in places]
            secant = self._curves.resolve(document, view).secant
            scenes = (
                self._slices.along_x(document, shown, function, sizes[0], secant),
                self._slices.along_y(document, shown, function, sizes[1]),
            )
            for axis, (scene, place) in enumerate(zip(scenes, places, strict=True)):
                if scene is not None:
                    title = slice_title(shown.name, function.variables, axis, shown.point, document.notation)
                    panels.append(_Panel(scene, title, place))
        return SlicesPicture(tuple(panels), look)


def _places(width: float, height: float, titles: float) -> tuple[QRectF, QRectF]:
    if width >= height:
        each = round((width - GAP) / 2)
        first, second = QRectF(0, titles, each, height - titles), QRectF(each + GAP, titles, each, height - titles)
    else:
        each = round((height - GAP) / 2)
        first = QRectF(0, titles, width, each - titles)
        second = QRectF(0, each + GAP + titles, width, each - titles)
    return first, second


class SlicesPicture:
    """Two small planes with titles of their own."""

    viewport: Viewport | None = None
    pi_ticks = False
    still: object = None

    def __init__(self, panels: tuple[_Panel, ...], look: Look) -> None:
        self._panels = panels
        self._look = look
        self._runs = RunPainter(look.font())

    @property
    def chart(self) -> Chart:
        """Both curves over one axis, which stands for x and for y."""
        charts = [curve_chart((panel.scene,), {}, self._look.palette) for panel in self._panels]
        if not charts:
            return Chart((-1.0, 1.0, -1.0, 1.0), "", "", ())
        series = []
        for panel, chart in zip(self._panels, charts, strict=True):
            plain = "".join(run.text for run in panel.title).split(")")[0] + ")"
            variable = panel.scene.statics.variable
            for one in chart.series:
                label = Words(as_formula(plain), plain) if one.name == panel.scene.name else None
                series.append(replace(one, name=f"{one.name} along {variable}", label=label))
        bounds = [chart.bounds for chart in charts]
        whole = (
            min(b[0] for b in bounds),
            max(b[1] for b in bounds),
            min(b[2] for b in bounds),
            max(b[3] for b in bounds),
        )
        names = ", ".join(panel.scene.statics.variable for panel in self._panels)
        return Chart(whole, names, charts[0].y_name, tuple(series), charts[0].grid, named=True)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """Nothing stands still."""

    def paint_moving(self, painter: QPainter) -> None:
        """Both slices."""
        for panel in self._panels:
            self._paint(painter, panel)

    def _paint(self, painter: QPainter, panel: _Panel) -> None:
        palette, font, statics = self._look.palette, self._look.font(), panel.scene.statics
        metrics = self._runs.metrics
        baseline = round(panel.place.top() - TITLE_GAP / 2 - metrics.descent())
        self._runs.paint(painter, panel.title, palette, panel.scene.colour, panel.place.left() + TITLE_GAP, baseline)
        painter.save()
        painter.setClipRect(panel.place)
        painter.translate(panel.place.topLeft())
        if statics.grid:
            paint_grid(painter, statics.viewport, False, palette)
        frame = Frame(statics.viewport, statics.variable, statics.height, at_edges=True)
        paint_framed_axes(painter, frame, palette, font)
        paint_curves(painter, statics, palette)
        paint_lines(painter, panel.scene, palette, font)
        paint_dots(painter, panel.scene, palette)
        painter.restore()
