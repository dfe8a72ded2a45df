"""A function as the pixels of a window see it, and how often it was asked."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Places
from derivgui.model.numeric.viewport import FARTHEST, Viewport

Function: TypeAlias = Callable[[Array], Array]
# Value, slope and half the second derivative, of shape (3, n).
Jets: TypeAlias = Callable[[Array], Array]

# Rounding that carries a value by so many pixels can be seen; such values are computed anew with more digits,
VISIBLE_PIXELS = 0.25
# but not more of them in one window.
MOST_EXACT = 3000
# Of others there may be so many.
MOST_SAMPLES = 16384
# So many are remembered of a function.
MOST_REMEMBERED = 20_000
# A steep stretch that still jumps by this much when doubles can halve it no more is torn.
JOINED_PIXELS = 1.0
# unless it is out of sight and the jump no larger than this share of its height.
UNSEEN_SHARE = 1e-9


class Probe:
    """Evaluates ``function`` (float64 array to float64 array) for a window, and counts.

    ``patience``: the seconds for exact values in place of noisy ones; ``waits`` tells whether some were left as they
    are for want of time. Exact values are remembered with the function. ``jets`` tells how it rises and bends.
    """

    def __init__(
        self, function: Function, view: Viewport, patience: float = math.inf, jets: Jets | None = None
    ) -> None:
        self._function = function
        self._jets = jets
        self._noise = (np.zeros(0), np.zeros(0))
        self._exact_values = 0
        self._patience = patience
        self.view = view
        self.evaluations = 0
        self.waits = False

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
        missing = np.isnan(near)
        if missing.any():
            near[missing] = np.where(
                self._function.is_lost(points[missing]), 0.5 * (self.view.y0 + self.view.y1), np.nan
            )
        self._find_noise(points, near, np.where(places.crowd_at(points), 0.0, spread))
        return self._without_noise(x, y)

    def _find_noise(self, x: Array, y: Array, spread: Array) -> None:
        """From the point before each noisy one to the point behind it."""
        # A curve is followed beyond the window by half its height, see ``height_in_pixels``.
        margin = 0.5 * (self.view.y1 - self.view.y0)
        out_of_sight = (y - spread > self.view.y1 + margin) | (y + spread < self.view.y0 - margin)
        clear = out_of_sight | np.isnan(y) | (spread * self.view.pixels_per_y < VISIBLE_PIXELS)
        if clear.all():
            return
        noisy = np.flatnonzero(~clear)
        self._noise = x[np.maximum(noisy - 1, 0)], x[np.minimum(noisy + 1, x.size - 1)]

    def evaluate(self, x: Array) -> Array:
        """The values at ``x``, of any shape; NaN where there is none.

        What is too large for doubles, or almost, is so high that it is out of every window.
        """
        self.evaluations += x.size
        return self._without_noise(x, np.clip(np.asarray(self._function(x), dtype=float), -FARTHEST, FARTHEST))

    def lies(self, x: Array, pixels: float) -> bool:
        """Whether the values at one of some points are so many pixels off: of a fraction above 2^53 nothing is left."""
        return bool((np.absolute(self.evaluate(x) - self.exact(x)) * self.view.pixels_per_y > pixels).any())

    def exact(self, x: Array) -> Array:
        """The values at a few points as balls know them, of shape (n,)."""
        near = self.evaluate(x)
        if not isinstance(self._function, RealFunction):
            return near
        pairs = zip(x.tolist(), near.tolist(), strict=True)
        return np.array([self._exact(self._function, point, rounded) for point, rounded in pairs])

    def is_told(self, x: Array) -> Truth:
        """At which of a few points rounding cannot be seen."""
        if not (x.size and isinstance(self._function, RealFunction)):
            return np.ones(x.size, dtype=bool)
        self.evaluations += x.size
        told: Truth = self._function.value_spread(x) * self.view.pixels_per_y < VISIBLE_PIXELS
        return told

    def distrust(self, start: float, end: float) -> None:
        """Give exact values on this stretch, too."""
        starts, ends = (np.append(known, new) for known, new in zip(self._noise, (start, end), strict=True))
        self._noise = np.sort(starts), np.sort(ends)
        self._exact_values = 0

    def most_samples(self, start: float, end: float) -> int:
        """So many samples of a stretch can be had, all as good as the first."""
        starts, ends = self._noise
        return MOST_EXACT if ((starts < end) & (ends > start)).any() else MOST_SAMPLES

    @property
    def of(self) -> Function:
        """The function itself."""
        return self._function

    @property
    def has_jets(self) -> bool:
        """Whether more than values can be asked for."""
        return self._jets is not None

    def jets(self, x: Array) -> Array:
        """Value, slope and half the second derivative, of shape (3, n); NaN where there is none, or nobody knows."""
        if self._jets is None:
            return np.full((3, x.size), np.nan)
        self.evaluations += x.size
        return self._jets(x)

    def _without_noise(self, x: Array, y: Array) -> Array:
        if self._noise[0].size == 0 or not isinstance(self._function, RealFunction):
            return y
        starts, ends = self._noise
        # Of the stretches, sorted by both ends, the last that begins before a point.
        last = np.searchsorted(starts, x, side="right") - 1
        noisy = np.flatnonzero((last >= 0) & (x <= ends[np.maximum(last, 0)]))
        for index in noisy[: max(0, MOST_EXACT - self._exact_values)].tolist():
            y.flat[index] = self._exact(self._function, float(x.flat[index]), float(y.flat[index]))
        self._exact_values += noisy.size
        return y

    def _exact(self, function: RealFunction, x: float, rounded: float) -> float:
        """The value at x as balls know it; the rounded one where they do not, or time is up."""
        known: dict[float, float | None] = function.notes.setdefault(Probe, {})
        if x not in known:
            if self._patience <= 0.0:
                self.waits = True
                return rounded
            began = time.perf_counter()
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[x] = _exact_height(function, x)
            self._patience -= time.perf_counter() - began
        exact = known[x]
        return rounded if exact is None else exact

    def height_in_pixels(self, y: Array) -> Array:
        """Pixels below the top, clipped outside the window: poles must not ask for endless detail."""
        height = self.view.height
        return np.clip((self.view.y1 - y) * self.view.pixels_per_y, -0.5 * height, 1.5 * height)

    def is_joined(self, before: Array, after: Array) -> Truth:
        """Whether values at neighbouring doubles are one line; NaN is not.

        Far out of sight neighbours are many heights of the window apart, and still next to each other.
        """
        view, rise = self.view, np.absolute(after - before)
        low, high = np.minimum(before, after), np.maximum(before, after)
        is_far = ((low > view.y1) | (high < view.y0)) & (rise <= UNSEEN_SHARE * np.maximum(high, -low))
        joined: Truth = (rise * view.pixels_per_y <= JOINED_PIXELS) | is_far
        return joined


def _exact_height(function: RealFunction, x: float) -> float | None:
    """The value at x, NaN where there is none, far out of every window where doubles have none; None if undecided."""
    value = function.exact_value(x)
    if value is not None:
        return value
    if function.is_undefined_at(x):
        return math.nan
    side = function.side_beyond_doubles(x)
    return side * FARTHEST if side else None
