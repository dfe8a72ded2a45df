"""The document: the texts typed, the points dragged, the switches set. Nothing computed is kept here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from derivgui.model.document.descent import FIRST, Descent

Notation: TypeAlias = Literal["lagrange", "leibniz", "operator"]
AngleUnit: TypeAlias = Literal["radians", "degrees"]
# What the right panel shows, "" while it is closed.
Page: TypeAlias = Literal["", "derivation", "descent"]

NAMES = ("f", "g", "p", "q", "r", "s", "u", "v", "w")

MOST_FUNCTIONS = 500


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """One row of the function list. ``id`` never changes; ``colour`` counts through the palette's cycle.

    ``sliced`` matters to a function of two variables: it is shown as the curve of its slice, not as a contour map.
    """

    id: int
    text: str
    colour: int = 0
    visible: bool = True
    sliced: bool = False


@dataclass(frozen=True, slots=True)
class Slider:
    """A parameter's value and the range of its slider."""

    name: str
    value: float = 1.0
    minimum: float = -5.0
    maximum: float = 5.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A tangent pinned at x to the curve of the function with this id."""

    function: int
    x: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Switches of the canvases.

    ``interest`` marks zeros, extrema and their kin; ``slope_signs`` shades where f rises and falls; ``asymptotes``
    draws the poles; ``first_formula`` and ``second_formula`` write f' and f'' below each function. Those from
    ``gradient`` on are the contour map's: the gradient and its opposite at the point, a field of gradients, the two
    slices, the dial for any direction, levels in powers of ten, critical points, and the level lines of the quadratic
    approximation.
    """

    tangent: bool = True
    secant: bool = True
    triangle: bool = True
    derivative: bool = False
    grid: bool = True
    pi_ticks: bool = False
    quotients: bool = True
    microscope: bool = False
    interest: bool = False
    slope_signs: bool = False
    asymptotes: bool = False
    first_formula: bool = True
    second_formula: bool = False
    gradient: bool = True
    gradient_field: bool = False
    slices: bool = True
    direction: bool = False
    logarithmic: bool = False
    critical: bool = True
    approximation: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that is saved, undone and redone.

    Attributes:
        functions: in the order listed; never two with one id.
        active: id of the function that carries the points; 0 where the list is empty.
        x: abscissa of the point.
        y: its ordinate in the plane of a function of two variables; held fast where only x moves.
        h: step to the secant point, never 0.
        sliders: parameters in order of first appearance; values survive while their letter is not used.
        pins: pinned tangents.
        shown, notation, angle: how it is shown and read.
        page: what the right panel shows.
        direction: angle of the unit vector u of the directional derivative, in radians against the x axis.
        descent: what a descent on the active function is set to.
    """

    functions: tuple[FunctionItem, ...] = (FunctionItem(1, "x^2"),)
    active: int = 1
    x: float = 2.0
    y: float = 1.0
    h: float = 1.0
    sliders: tuple[Slider, ...] = ()
    pins: tuple[Pin, ...] = ()
    shown: Shown = Shown()
    notation: Notation = "lagrange"
    angle: AngleUnit = "radians"
    page: Page = ""
    direction: float = 0.0
    descent: Descent = FIRST

    @property
    def start(self) -> tuple[float, float]:
        """Where a descent begins: where it was put, else at the point."""
        return (self.x, self.y) if self.descent.start is None else self.descent.start

    def item(self, function_id: int) -> FunctionItem | None:
        """The function with this id, None where there is none."""
        return next((item for item in self.functions if item.id == function_id), None)

    def slider(self, name: str) -> Slider | None:
        """The slider of this parameter, None where there is none."""
        return next((slider for slider in self.sliders if slider.name == name), None)

    def with_function(self, changed: FunctionItem) -> Document:
        """The document with one row of the list replaced."""
        return replace(
            self,
            functions=tuple(changed if item.id == changed.id else item for item in self.functions),
        )
