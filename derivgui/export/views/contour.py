"""The contour map as a figure: heights as shades and lines, the point with its gradient."""

from __future__ import annotations

import time
from copy import copy
from functools import cached_property

import numpy as np
from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Note, Series, Table, Words
from derivgui.export.look import Look
from derivgui.export.views.curve_words import as_formula, labels_of
from derivgui.export.views.window import Window
from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.document.document import Document
from derivgui.model.language.real import Array
from derivgui.model.numeric.plane.contours import pieces
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour import ContourScene, PlanePoint, Relief
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.contour_window import first_map
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.contour.bar import bar_of
from derivgui.painting.contour.gradient import ARROW_WIDTH, arrow_length
from derivgui.painting.contour.handles import is_in_sight, ray
from derivgui.painting.contour.level_line import LEVEL_WIDTH
from derivgui.painting.contour.levels import LINE_SHARE, LINE_WIDTH
from derivgui.painting.contour.map import paint_relief
from derivgui.painting.contour.point import paint_dot, paint_standing
from derivgui.painting.palette import Palette

DIGITS = 4
# In seconds.
PATIENCE = 2.0
LOWER_RIGHT = 2


class ContourView:
    """The active function of a document, of two variables; ``with_point`` shows its point too.

    ``survey`` are its critical points as far as somebody knows them; without one they are looked for.
    """

    def __init__(
        self,
        document: Document,
        window: Window | None = None,
        with_point: bool = True,
        survey: CriticalSurvey | None = None,
    ) -> None:
        self._document = document
        self._survey = survey
        self._window = window
        self._with_point = with_point
        self._curves = Resolver()
        self._resolver = ContourResolver(self._curves)

    def moved(self, document: Document) -> ContourView:
        """The same view of a document that differs in its point; the map is remembered."""
        found = copy(self)
        found._document = document
        return found

    @property
    def words(self) -> Words:
        """What is seen."""
        label = labels_of(self._curves, self._document).get(self._document.active)
        if label is None:
            return Words("An empty map.", "An empty map.", "An empty map.")
        scene = self._resolver.resolve(self._document, self._viewport(200.0, 150.0))
        tail_tex, tail = _point_words(scene) if self._with_point else ("", "")
        return Words(
            f"Level lines of {label.tex}{tail_tex}.",
            f"Level lines of {label.plain}{tail}.",
            f"A contour map of {label.spoken}{tail}.",
        )

    def _viewport(self, width: float, height: float) -> Viewport:
        return first_map(width, height) if self._window is None else self._window.sized(width, height)

    def picture(self, width: float, height: float, look: Look) -> ContourPicture:
        """The fine map in this size."""
        view, document = self._viewport(width, height), self._document
        self._resolver.resolve(document, view)
        while self._resolver.refine(document, view) != "done":
            pass
        if self._survey is not None:
            self._resolver.take(document, self._survey)
        else:
            self._find_critical_points(document, view)
        return ContourPicture(self._resolver.resolve(document, view), self._with_point, look)

    def _find_critical_points(self, document: Document, view: Viewport) -> None:
        """Those that a window would show by now; a figure does not wait for the last of very many."""
        deadline = time.monotonic() + PATIENCE
        while document.shown.critical and time.monotonic() < deadline:
            if self._resolver.rest(document, view) == "done":
                return


class ContourPicture:
    """A contour scene in a look."""

    def __init__(self, scene: ContourScene, with_point: bool, look: Look) -> None:
        self._scene = scene
        self._with_point = with_point
        self._look = look

    @property
    def viewport(self) -> Viewport:
        """The window."""
        return self._scene.statics.viewport

    @property
    def pi_ticks(self) -> bool:
        """Whether the axes count in multiples of π."""
        return self._scene.statics.pi_ticks

    @property
    def still(self) -> object:
        """The map, which keeps its identity while the point moves."""
        return id(self._scene.statics)

    @cached_property
    def chart(self) -> Chart:
        """The same as numbers."""
        return _chart(self._scene, self._with_point, self._look.palette)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """The map."""
        paint_relief(painter, self._scene.statics, self._look.palette, self._look.font(), numbered=not in_frame)

    def paint_moving(self, painter: QPainter) -> None:
        """The point and what stands on it."""
        if self._with_point and is_in_sight(self._scene):
            relief = self._scene.statics.relief
            bar = None if relief is None else bar_of(relief, self._look.font())
            paint_standing(painter, self._scene, self._look.palette, self._look.font(), bar)
            paint_dot(painter, self._scene, self._look.palette)


def _point_words(scene: ContourScene) -> tuple[str, str]:
    """The point and its gradient, as LaTeX and in plain words."""
    point = scene.point
    if point is None:
        return "", ""
    at = f"({format_number(point.x, DIGITS)}, {format_number(point.y, DIGITS)})"
    if not (scene.show_gradient and point.has_gradient):
        return f" with the point {as_formula(at)}", f" with the point {at}"
    vector = f"({', '.join(format_number(part, DIGITS) for part in point.gradient)})"
    tex = rf" with the gradient $\nabla {scene.name} = {vector.replace('−', '-')}$ at {as_formula(at)}"
    return tex, f" with the gradient {vector} at {at}"


def _chart(scene: ContourScene, with_point: bool, palette: Palette) -> Chart:
    statics = scene.statics
    view, relief = statics.viewport, statics.relief
    series = () if relief is None else _lines(relief, palette)
    if with_point and is_in_sight(scene):
        series = (*series, *_point(scene, palette))
    tables = () if relief is None else (Table("levels", ("height",), tuple((h,) for h in relief.levels.heights)),)
    notes = (
        ()
        if relief is None
        else tuple(
            Note(label.x, label.y, Words(as_formula(label.text), label.text), palette.text) for label in relief.labels
        )
    )
    across, up = statics.variables
    return Chart(
        (view.x0, view.x1, view.y0, view.y1), across, up, series, statics.grid, False, tables, notes, LOWER_RIGHT
    )


def _lines(relief: Relief, palette: Palette) -> tuple[Series, ...]:
    """One series for each height."""
    return tuple(
        Series(f"level {height:.12g}", pieces(line), palette.text, LINE_WIDTH, opacity=LINE_SHARE)
        for height, line in zip(relief.levels.heights, relief.lines, strict=True)
        if len(line)
    )


def _point(scene: ContourScene, palette: Palette) -> tuple[Series, ...]:
    """The level line through the point, the gradient as it is in data coordinates, the point."""
    point = scene.point
    assert point is not None
    found = []
    if len(scene.level_line):
        value = format_number(point.value, DIGITS)
        across, up = scene.statics.variables
        plain = f"{scene.name}({across}, {up}) = {value}"
        label = Words(as_formula(plain), plain)
        found.append(
            Series("level through the point", pieces(scene.level_line), palette.function, LEVEL_WIDTH, label=label)
        )
    spot: Array = np.array([[point.x, point.y]])
    if scene.show_gradient and point.has_gradient and point.norm > 0:
        found.append(Series("gradient", (np.stack([spot[0], _tip(scene, point)]),), palette.descent, ARROW_WIDTH))
    found.append(Series("point", (spot,), palette.tangent, 0.0, mark="dot"))
    return tuple(found)


def _tip(scene: ContourScene, point: PlanePoint) -> Array:
    """Where the arrow of the gradient ends in this window, in data coordinates."""
    view = scene.statics.viewport
    away = ray(view, *point.gradient) * arrow_length(point.norm, scene.usual_norm)
    px, py = view.to_pixel(point.x, point.y)
    return np.array(view.to_data(px + away.x(), py + away.y()))
