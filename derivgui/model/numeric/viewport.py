"""The part of the plane that is looked at, and its size in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

SMALLEST_RELATIVE_SPAN = 1e-12
LARGEST_COORDINATE = 1e12
# So many pixels to the unit are still a double.
SMALLEST_SPAN = 1e-290
# A height beyond all windows, and so far from the largest double that its pixels are one, too.
FARTHEST = 1e290


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window onto the plane: data bounds x0 < x1, y0 < y1 and a size in logical pixels, where y grows downwards."""

    x0: float
    x1: float
    y0: float
    y1: float
    width: float = 800.0
    height: float = 600.0

    @property
    def pixels_per_x(self) -> float:
        """Pixels for one unit of x."""
        return self.width / (self.x1 - self.x0)

    @property
    def pixels_per_y(self) -> float:
        """Pixels for one unit of y."""
        return self.height / (self.y1 - self.y0)

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """Data to pixel coordinates."""
        return (x - self.x0) * self.pixels_per_x, (self.y1 - y) * self.pixels_per_y

    def to_data(self, px: float, py: float) -> tuple[float, float]:
        """Pixel to data coordinates."""
        return self.x0 + px / self.pixels_per_x, self.y1 - py / self.pixels_per_y

    def resized(self, width: float, height: float) -> Viewport:
        """Another pixel size with the scale of both axes and the centre kept."""
        width, height = max(width, 1.0), max(height, 1.0)
        cx, cy = (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2
        dx, dy = width / self.pixels_per_x / 2, height / self.pixels_per_y / 2
        return Viewport(cx - dx, cx + dx, cy - dy, cy + dy, width, height)

    def panned(self, px: float, py: float) -> Viewport:
        """Moved so that the picture follows a pointer that went (px, py) pixels."""
        dx, dy = -px / self.pixels_per_x, py / self.pixels_per_y
        return self._if_sound(replace(self, x0=self.x0 + dx, x1=self.x1 + dx, y0=self.y0 + dy, y1=self.y1 + dy))

    def zoomed(self, factor_x: float, factor_y: float, px: float, py: float) -> Viewport:
        """Scaled about a pixel that stays where it is; a factor above 1 shows more of the plane."""
        x, y = self.to_data(px, py)
        return self._if_sound(
            replace(
                self,
                x0=x + (self.x0 - x) * factor_x,
                x1=x + (self.x1 - x) * factor_x,
                y0=y + (self.y0 - y) * factor_y,
                y1=y + (self.y1 - y) * factor_y,
            )
        )

    def showing(self, x0: float, x1: float, y0: float, y1: float) -> Viewport:
        """Other bounds, the same pixel size."""
        return self._if_sound(replace(self, x0=x0, x1=x1, y0=y0, y1=y1))

    def _if_sound(self, candidate: Viewport) -> Viewport:
        return candidate if candidate.is_sound() else self

    def is_sound(self) -> bool:
        """Finite, ordered, and wide enough for doubles to tell neighbouring pixels apart."""
        for low, high in ((self.x0, self.x1), (self.y0, self.y1)):
            if not (math.isfinite(low) and math.isfinite(high) and low < high):
                return False
            largest = max(abs(low), abs(high))
            if largest > LARGEST_COORDINATE or high - low < max(largest * SMALLEST_RELATIVE_SPAN, SMALLEST_SPAN):
                return False
        return True
