"""A function as the pixels of a window see it, and how often it was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places import Places
from derivgui.model.numeric.viewport import Viewport

Function: TypeAlias = Callable[[Array], Array]
Mask: TypeAlias = NDArray[np.bool_]

# Rounding that carries a value by so many pixels can be seen; such values are computed anew with more digits,
VISIBLE_PIXELS = 0.25
# but not more of them in one window, which take a good part of a frame each thousand.
MOST_EXACT = 3000
# A steep stretch that still jumps by this much when doubles can halve it no more is torn.
JOINED_PIXELS = 1.0


class Probe:
    """Evaluates ``function`` (float64 array to float64 array) for a window, and counts."""

    def __init__(self, function: Function, view: Viewport) -> None:
        self._function = function
        self._noise = (np.zeros(0), np.zeros(0))
        self._exact_values = 0
        self.view = view
        self.evaluations = 0

    def listen(self, x: Array, more: Array, places: Places) -> Array:
        """The values at a grid; from now on, where rounding can be seen between its points, exact ones are given.

        Rounding that eats digits eats them on stretches: (1 - cos x)/x^2 has none left where x is below 1e-8. At the
        points ``more`` nothing but that is asked. Where places crowd exact values would tell nothing.
        """
        y = self.evaluate(x)
        if not isinstance(self._function, RealFunction):
            return y
        # Every other point will do: noise is looked for from one to the next.
        points = np.sort(np.concatenate((x[::2], x[-1:], more)))
        self.evaluations += points.size
        near, spread = self._function.value_and_spread(points)
        self._find_noise(points, near, np.where(places.crowd_at(points), 0.0, spread))
        return self._without_noise(x, y)

    def _find_noise(self, x: Array, y: Array, spread: Array) -> None:
        """From the point before each noisy one to the point behind it."""
        out_of_sight = (y - spread > self.view.y1) | (y + spread < self.view.y0)
        clear = out_of_sight | np.isnan(y) | (spread * self.view.pixels_per_y < VISIBLE_PIXELS)
        if clear.all():
            return
        noisy = np.flatnonzero(~clear)
        self._noise = x[np.maximum(noisy - 1, 0)], x[np.minimum(noisy + 1, x.size - 1)]

    def evaluate(self, x: Array) -> Array:
        """The values at ``x``, of any shape; NaN where there is none, or an infinite one."""
        self.evaluations += x.size
        y = np.array(self._function(x), dtype=float)
        y[~np.isfinite(y)] = np.nan
        return self._without_noise(x, y)

    def _without_noise(self, x: Array, y: Array) -> Array:
        if self._noise[0].size == 0 or not isinstance(self._function, RealFunction):
            return y
        starts, ends = self._noise
        # Of the stretches, sorted by both ends, the last that begins before a point.
        last = np.searchsorted(starts, x, side="right") - 1
        noisy = np.flatnonzero((last >= 0) & (x <= ends[np.maximum(last, 0)]))
        for index in noisy[: max(0, MOST_EXACT - self._exact_values)].tolist():
            at = float(x.flat[index])
            value = self._function.exact_value(at)
            if value is not None:
                y.flat[index] = value
            elif self._function.is_undefined_at(at):
                y.flat[index] = np.nan
        self._exact_values += noisy.size
        return y

    def height_in_pixels(self, y: Array) -> Array:
        """Pixels below the top, clipped outside the window: poles must not ask for endless detail."""
        height = self.view.height
        return np.clip((self.view.y1 - y) * self.view.pixels_per_y, -0.5 * height, 1.5 * height)

    def is_joined(self, rise: Array) -> Mask:
        """Whether neighbouring values that differ by so much (data units) are one line; NaN is not."""
        joined: Mask = np.absolute(rise) * self.view.pixels_per_y <= JOINED_PIXELS
        return joined
