"""A descent as a figure: the paths of all contestants over the curve or the contour map."""

from __future__ import annotations

import math
from copy import copy
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Series, Table, Words
from derivgui.export.look import Look
from derivgui.export.view import Picture
from derivgui.export.views.contour import ContourView
from derivgui.export.views.curve import CurveView
from derivgui.export.views.curve_words import labels_of, listed
from derivgui.export.views.window import Window
from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.document.document import Document
from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.descent_names import F, named
from derivgui.model.scene.descent_objective import objective_of_function
from derivgui.model.scene.descent_setup import contestant_text, race_of
from derivgui.model.scene.descent_table import names
from derivgui.model.scene.descent_words import outcome_sentence, point_text
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.descent.canvas import TrailCache, paint_descent
from derivgui.painting.descent.picture import picture_of
from derivgui.painting.descent.strokes import WIDTH, runner_colour, runner_dash, runner_edge
from derivgui.painting.grip import Grip
from derivgui.painting.palette import Palette

# Runs are computed in slices of so many seconds, as long as it takes.
SLICE = 0.05
MARGIN = 0.25
LEAST = 1.0
# Of a run that runs away, what is beyond so many times its first step is not looked at.
FAR_SHARE = 4.0


class DescentView:
    """The descent of a document at step ``k`` (where None: at its end), over the window or one that holds the paths."""

    def __init__(self, document: Document, steps: int, k: int | None = None, window: Window | None = None) -> None:
        shown = replace(document.shown, tangent=False, secant=False, critical=False, slices=False, approximation=False)
        self._document = replace(document, shown=shown, pins=())
        self._resolver = Resolver()
        plane = self._resolver.plane_function(document, document.active)
        item = document.item(document.active)
        self._is_plane = plane is not None and item is not None and not item.sliced
        function = plane if self._is_plane else self._resolver.function(document, document.active)
        self._race = (
            None if function is None else race_of(objective_of_function(function), document.start, document.descent)
        )
        if self._race is not None:
            while not self._race.reach(steps, SLICE):
                pass
        self._steps = steps
        self._k = self.last if k is None else min(k, self.last)
        self._ground: CurveView | ContourView | None = None
        self._window = window

    @property
    def last(self) -> int:
        """The last step that anyone takes."""
        return 0 if self._race is None else min(self._race.last, self._steps)

    @property
    def race(self) -> Race | None:
        """The runs, None where there is no function."""
        return self._race

    @property
    def k(self) -> int:
        """The step that is shown."""
        return self._k

    @property
    def name(self) -> str:
        """What the function is called."""
        return self._resolver.names(self._document).get(self._document.active, F)

    @property
    def texts(self) -> tuple[str, ...]:
        """Each contestant in words."""
        return tuple(map(contestant_text, self._document.descent.contestants))

    def at(self, k: int) -> DescentView:
        """The same at another step; the ground is remembered."""
        found = copy(self)
        found._k = k
        return found

    def fixed(self, width: float, height: float) -> DescentView:
        """The same with the window that is found for this size."""
        found = copy(self)
        found._ground = self._make_ground(width, height)
        return found

    @property
    def words(self) -> Words:
        """What is seen."""
        label = labels_of(self._resolver, self._document).get(self._document.active)
        if label is None or self._race is None:
            return Words("Nothing to descend on.", "Nothing to descend on.", "Nothing to descend on.")
        texts = self.texts
        run = self._race.runs[0]
        start = point_text(run.history.at(0), run.objective.variables)
        tail = f"from {start}: {listed(texts)}"
        tex = f"from {start}: {listed([rate_text(text) for text in texts])}"
        is_over = len(texts) == 1 and self._k >= len(run) - 1
        ending = named(outcome_sentence(run), self.name, run.objective.variables) if is_over else ""
        return Words(
            f"Descent on {label.tex} {tex}. {ending}".strip(),
            f"Descent on {label.plain} {tail}. {ending}".strip(),
            f"A descent on {label.spoken} {tail}. {ending}".strip(),
        )

    def _make_ground(self, width: float, height: float) -> CurveView | ContourView:
        """What the paths are painted over."""
        window = self._window or self._fitted(width, height)
        if self._is_plane:
            return ContourView(self._document, window, with_point=False)
        return CurveView(self._document, window)

    def _fitted(self, width: float, height: float) -> Window:
        """All points of the runs, with room around, but of those that run away: they must not make the others small."""
        runs = self._race.runs if self._race else []
        near = [_points(run) for run in runs if not _runs_away(run)] or [_near_points(run) for run in runs]
        points = np.concatenate(near or [np.zeros((1, 2))])
        (x0, y0), (x1, y1) = points.min(0), points.max(0)
        across, up = max(MARGIN * (x1 - x0), LEAST), max(MARGIN * (y1 - y0), LEAST if self._is_plane else 0.0)
        up = up or max(MARGIN * abs(y1), LEAST)
        view = Viewport(float(x0 - across), float(x1 + across), float(y0 - up), float(y1 + up), width, height)
        if not self._is_plane:
            return Window(view, exact=True)
        unit = min(view.pixels_per_x, view.pixels_per_y)
        equal = view.zoomed(view.pixels_per_x / unit, view.pixels_per_y / unit, width / 2, height / 2)
        return Window(equal, exact=True)

    def picture(self, width: float, height: float, look: Look) -> DescentFigure:
        """The view in this size."""
        ground = self._ground or self._make_ground(width, height)
        return DescentFigure(ground.picture(width, height, look), self._race, self._k, self._document, look)


class DescentFigure:
    """Paths over another picture."""

    def __init__(self, ground: Picture, race: Race | None, k: int, document: Document, look: Look) -> None:
        self._ground, self._race, self._k = ground, race, k
        self._document, self._look = document, look

    @property
    def viewport(self) -> Viewport | None:
        """The window."""
        return self._ground.viewport

    @property
    def pi_ticks(self) -> bool:
        """Whether the horizontal axis counts in multiples of π."""
        return self._ground.pi_ticks

    @property
    def still(self) -> object:
        """The curve or the map."""
        return self._ground.still

    @property
    def chart(self) -> Chart:
        """The ground's numbers, the paths, and the iterates as tables."""
        chart = self._ground.chart
        if self._race is None:
            return chart
        texts = map(contestant_text, self._document.descent.contestants)
        paths = [
            series
            for number, (run, text) in enumerate(zip(self._race.runs, texts, strict=True))
            for series in _path(run, self._k, number, text, self._look.palette)
        ]
        tables = tuple(_table(run, self._k, number) for number, run in enumerate(self._race.runs))
        return replace(chart, series=(*chart.series, *reversed(paths)), tables=(*tables, *chart.tables))

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """The ground."""
        self._ground.paint_still(painter, in_frame)

    def paint_moving(self, painter: QPainter) -> None:
        """The paths, and the next step of the first run."""
        view = self._ground.viewport
        if self._race is None or view is None:
            return
        picture = picture_of(self._race, self._k)
        is_plane = self._race.runs[0].history.dimension > 1
        paint_descent(painter, picture, view, self._look.palette, self._look.font(), Grip(), TrailCache(), is_plane)


def _runs_away(run: Run) -> bool:
    return run.outcome is not None and run.outcome.kind == "diverged"


def _points(run: Run) -> Array:
    """Where a run has been, shape (n, 2), n > 0."""
    points: Array = run.history.table()[:, :2]
    points = points[np.isfinite(points).all(axis=1)]
    return points if len(points) else np.zeros((1, 2))


def _near_points(run: Run) -> Array:
    """The same but for what is far beyond the first step."""
    points = _points(run)
    reach = max(FAR_SHARE * float(np.max(np.ptp(points[:2], axis=0))), LEAST)
    near: Array = points[(np.absolute(points - points[0]) <= reach).all(axis=1)]
    return near


def _path(run: Run, k: int, number: int, text: str, palette: Palette) -> list[Series]:
    """The way of one contestant, its iterates, and where it is."""
    points = np.array(run.history.table()[: min(k, len(run) - 1) + 1, :2])
    points = points[np.isfinite(points).all(axis=1)]
    colour = runner_colour(palette, number)
    dark = runner_edge(palette, number) or colour
    name = "path" if number == 0 else f"path_{number + 1}"
    line = Series(
        name, (points,), colour, WIDTH, runner_dash(number), label=Words(rate_text(text), text), rank=200 + number
    )
    return [Series(f"{name}_iterates", (points,), dark, 0.0, mark="dot"), line]


def rate_text(text: str) -> str:
    """ "Momentum, α = 0.1" with its number as mathematics."""
    title, comma, rate = text.partition(", α = ")
    return rf"{title}, $\alpha = {rate}$" if comma and rate.isascii() else text


def _table(run: Run, k: int, number: int) -> Table:
    """The iterates up to step k with value, gradient and update."""
    rows = []
    history = run.history
    for place in range(min(k, len(run) - 1) + 1):
        update = history.update(place) or (math.nan,) * history.dimension
        rows.append((float(place), *history.row(place)[:-1], *update))
    name = "iterates" if number == 0 else f"iterates-{number + 1}"
    return Table(name, tuple(names(run.objective.variables)), tuple(rows))
