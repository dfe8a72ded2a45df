"""The contour scene: what the map of a function of two variables shows, as plain data.

As in the scene of curves, what stands still keeps its identity while only the point moves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.calculus.tangent import Tangent
from derivgui.model.calculus.verdict import Verdict
from derivgui.model.language.real import Array
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.plane.contour_levels import Levels
from derivgui.model.numeric.plane.contours import Contours
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.numeric.wide import length
from derivgui.model.scene.contour_labels import ContourLabel
from derivgui.model.scene.scene import ReadoutLine

Detail: TypeAlias = Literal["coarse", "fine"]


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """The heights of a function over one window: the grid with its level lines.

    Attributes:
        contours: asks for further lines; ``contours.field`` is the grid.
        sketch: the same on a coarse grid, for the line through a point that moves.
        levels: at which heights ``lines`` are, and the range of the shading.
        lines: one array of points for each height, pieces parted by NaN.
        labels: the heights written on their lines; none while it is coarse.
        detail: "coarse" while the window moves.
        hides_floor: whether the lines leave out the floor of a bowl; told of the fine map alone.
    """

    view: Viewport
    contours: Contours
    sketch: Contours
    levels: Levels
    lines: tuple[Array, ...]
    labels: tuple[ContourLabel, ...]
    detail: Detail
    hides_floor: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """The field of gradients: places and vectors, shape ``(n, 2)`` each, in data coordinates."""

    places: Array
    vectors: Array


@dataclass(frozen=True, slots=True)
class ContourStatics:
    """What does not move with the point. Compared by identity.

    ``relief`` is None where there is no function to show; ``critical`` grows while the hand rests, and
    is all of the window once ``searched``. It is ``stale`` where it is that of an earlier text, since the present one
    cannot be read.
    """

    viewport: Viewport
    variables: tuple[str, str]
    relief: Relief | None
    arrows: Arrows | None
    critical: CriticalSurvey | None
    searched: bool
    grid: bool
    pi_ticks: bool
    stale: bool = False


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """The point of the map with the tangents of both slices through it.

    ``along_x`` is that of x -> f(x, y0), whose slope is the partial derivative by the first variable; ``along_y`` that
    of y -> f(x0, y). ``slices`` are these two functions.
    """

    x: float
    y: float
    along_x: Tangent
    along_y: Tangent
    verdict_x: Verdict
    verdict_y: Verdict
    slices: tuple[RealFunction, RealFunction] = field(compare=False)

    @property
    def value(self) -> float:
        """f(x, y); NaN where undefined."""
        return self.along_x.value

    @property
    def is_awaited(self) -> bool:
        """Whether a verdict is still to come."""
        return self.verdict_x.is_awaited or self.verdict_y.is_awaited

    @property
    def gradient(self) -> tuple[float, float]:
        """Both partial derivatives; NaN for one that does not exist."""
        return self.along_x.slope, self.along_y.slope

    @property
    def norm(self) -> float:
        """The length of the gradient; NaN where it does not exist."""
        return length(*self.gradient)

    @property
    def has_gradient(self) -> bool:
        """True where both partial derivatives are finite."""
        return math.isfinite(self.norm)


@dataclass(frozen=True, slots=True)
class Directed:
    """The directional derivative at the point: the angle of u, u itself, and the slope of the slice along it."""

    angle: float
    u: tuple[float, float]
    slope: float


@dataclass(frozen=True, slots=True)
class ContourScene:
    """All that the contour map shows.

    Attributes:
        point: None where there is no function to show.
        level_line: through the point; empty where f is undefined there.
        usual_norm: a typical length of the gradient in this window, which scales arrows; 0 where there is none.
        show_gradient: whether the gradient and its opposite are drawn.
        directed: None while the dial is not shown.
        ghost: level lines of the quadratic approximation around the point, none while they are not shown.
    """

    statics: ContourStatics
    function: int
    name: str
    colour: int
    point: PlanePoint | None
    level_line: Array
    usual_norm: float
    show_gradient: bool
    show_slices: bool
    directed: Directed | None
    ghost: tuple[Array, ...]
    readout: tuple[ReadoutLine, ...]
