"""``--window X0 X1 Y0 Y1``: bounds of the plane."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivgui.cli.assignments import number_at
from derivgui.model.language.errors import ParseError
from derivgui.model.numeric.viewport import Viewport


def interval(window: Sequence[str]) -> tuple[float, float]:
    """Two constants as x0 < x1."""
    x0, x1, _, _ = bounds([*window, "-1", "1"])
    return x0, x1


def bounds(window: Sequence[str]) -> tuple[float, float, float, float]:
    """Four constants as x0 < x1, y0 < y1; ParseError where they are no window that doubles can resolve."""
    x0, x1, y0, y1 = (number_at(text.strip()) for text in window)
    for low, high, texts in ((x0, x1, window[:2]), (y0, y1, window[2:])):
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            message = f"The window cannot go from {texts[0].strip()} to {texts[1].strip()}."
            raise ParseError(message, "Give the smaller number first: --window -10 10 -6 6", (0, len(texts[0])))
    if not Viewport(x0, x1, y0, y1).is_sound():
        message = "The window is too far away or too narrow for double precision."
        raise ParseError(message, "Take one closer to 0, or a wider one.", (0, len(window[0])))
    return x0, x1, y0, y1
