"""f and the size of the gradient over the steps of a descent, as a figure."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Series, Table, Words
from derivgui.export.look import Look
from derivgui.export.views.descent import DescentView, rate_text
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.descent.plots import LINE, StepPlots, paint_plots
from derivgui.painting.descent.plots_of import plots_of
from derivgui.painting.descent.strokes import runner_colour, runner_dash


class StepsView:
    """The same runs as those of a ``DescentView``, up to its step."""

    def __init__(self, descent: DescentView) -> None:
        self._descent = descent

    @property
    def words(self) -> Words:
        """What is seen."""
        words = self._descent.words
        head = "The value and the gradient over the steps. "
        return Words(f"{head}{words.tex}", f"{head}{words.plain}", f"{head}{words.spoken}")

    def picture(self, width: float, height: float, look: Look) -> StepsPicture:
        """The view in this size."""
        race = self._descent.race
        plots = plots_of(race, self._descent.k + 1, log=False, name=self._descent.name)
        return StepsPicture(plots, self._descent.name, self._descent.texts, (width, height), look)


class StepsPicture:
    """Two plots with frames of their own."""

    viewport: Viewport | None = None
    pi_ticks = False
    still: object = None

    def __init__(
        self,
        plots: StepPlots | None,
        name: str,
        texts: tuple[str, ...],
        size: tuple[float, float],
        look: Look,
    ) -> None:
        self._plots, self._name, self._texts = plots, name, texts
        self._size, self._look = size, look

    @property
    def chart(self) -> Chart:
        """The function over k, of everyone; all numbers are in the tables."""
        if self._plots is None:
            return Chart((0.0, 1.0, 0.0, 1.0), "k", self._name, ())
        series = tuple(
            Series(
                f"{self._name}_{curve.number + 1}",
                (np.column_stack((np.arange(len(curve.values)), curve.values)),),
                runner_colour(self._look.palette, curve.number),
                LINE,
                runner_dash(curve.number),
                label=Words(rate_text(text), text),
            )
            for curve, text in zip(self._plots.upper, self._texts, strict=True)
        )
        known = np.concatenate(
            [curve.values[np.isfinite(curve.values)] for curve in self._plots.upper] or [np.zeros(1)]
        )
        low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
        room = 0.05 * (high - low) or 1.0
        longest = max(len(curve.values) for curve in self._plots.upper)
        tables = tuple(
            Table(name, ("k", *(f"run_{n + 1}" for n in range(len(curves)))), _rows(curves))
            for name, curves in (
                ("values", [curve.values for curve in self._plots.upper]),
                ("gradients", [curve.values for curve in self._plots.lower]),
            )
        )
        return Chart((0.0, float(max(longest - 1, 1)), low - room, high + room), "k", self._name, series, tables=tables)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """Nothing stands still."""

    def paint_moving(self, painter: QPainter) -> None:
        """Both plots."""
        if self._plots is not None:
            paint_plots(painter, self._plots, *self._size, self._look.palette, self._look.font())


def _rows(columns: list[np.ndarray[tuple[int], np.dtype[np.float64]]]) -> tuple[tuple[float | str, ...], ...]:
    """One row a step; runs that are over leave their cells empty."""
    longest = max(map(len, columns))
    padded = [np.concatenate((column, np.full(longest - len(column), np.nan))) for column in columns]
    return tuple((float(k), *values) for k, values in enumerate(np.column_stack(padded).tolist()))
