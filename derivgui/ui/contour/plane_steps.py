"""Grid lines of the contour map as places to stop at, and the steps of the arrow keys."""

from __future__ import annotations

import math

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.plane import plane_ticks
from derivgui.painting.ticks import Ticks
from derivgui.ui.contour.session import ContourSession

DIGITS_BELOW_STEP = 7
GRID_PIXELS = 4.0
PACES = {"fine": 0.1, "normal": 1.0, "coarse": 5.0}


class PlaneSteps:
    """Asked for each move of the hand, so the ticks are computed once a window. Axis 0 goes across, axis 1 up."""

    def __init__(self, contour: ContourSession) -> None:
        self._contour = contour
        self._key: tuple[Viewport, bool] | None = None
        self._ticks: tuple[Ticks, Ticks] | None = None

    def snapped(self, value: float, axis: int) -> float:
        """The grid line that is within reach, else the value itself."""
        view, ticks = self._contour.viewport, self._axis(axis)
        unit = view.pixels_per_y if axis else view.pixels_per_x
        line = min((*ticks.major, *ticks.minor), key=lambda position: abs(position - value), default=value)
        return line if abs(line - value) * unit <= GRID_PIXELS else value

    def nudged(self, start: float, axis: int, by: int, pace: str) -> float:
        """Counted in steps, so that ten steps of 0.1 are 1 and not 0.9999999999999999."""
        if not by:
            return start
        step = self._axis(axis).minor_step / 2 * PACES[pace]
        return self.rounded(round(start / step + by, 6) * step, axis, pace)

    def rounded(self, value: float, axis: int, pace: str) -> float:
        """Without the dust of decimal arithmetic; multiples of pi have no decimals to round to."""
        if self._contour.session.document.shown.pi_ticks:
            return value
        step = self._axis(axis).minor_step / 2 * PACES[pace]
        return round(value, DIGITS_BELOW_STEP - math.floor(math.log10(step)))

    def _axis(self, axis: int) -> Ticks:
        pi = self._contour.session.document.shown.pi_ticks
        key = (self._contour.viewport, pi)
        if self._ticks is None or key != self._key:
            self._key, self._ticks = key, plane_ticks(self._contour.viewport, pi, pi)
        return self._ticks[axis]
