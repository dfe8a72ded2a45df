"""A function as the pixels of a window see it, and how often it was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport

Function: TypeAlias = Callable[[Array], Array]
Mask: TypeAlias = NDArray[np.bool_]

# A steep stretch that still jumps by this much when doubles can halve it no more is torn.
JOINED_PIXELS = 1.0


class Probe:
    """Evaluates ``function`` (float64 array to float64 array) for a window, and counts."""

    def __init__(self, function: Function, view: Viewport) -> None:
        self._function = function
        self.view = view
        self.evaluations = 0

    def evaluate(self, x: Array) -> Array:
        """The values at ``x``; NaN where there is none, or an infinite one."""
        self.evaluations += x.size
        y = np.array(self._function(x), dtype=float)
        y[~np.isfinite(y)] = np.nan
        return y

    def height_in_pixels(self, y: Array) -> Array:
        """Pixels below the top, clipped outside the window: poles must not ask for endless detail."""
        height = self.view.height
        return np.clip((self.view.y1 - y) * self.view.pixels_per_y, -0.5 * height, 1.5 * height)

    def is_joined(self, rise: Array) -> Mask:
        """Whether neighbouring values that differ by so much (data units) are one line; NaN is not."""
        joined: Mask = np.absolute(rise) * self.view.pixels_per_y <= JOINED_PIXELS
        return joined
