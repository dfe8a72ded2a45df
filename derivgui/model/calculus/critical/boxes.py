"""Boxes of the plane and what ball arithmetic proves about critical points in them.

Krawczyk's operator K(X) = c - Y g(c) + (1 - Y H(X))(X - c), with c the middle of X, g the gradient, H(X) the Hessian
over X and Y an approximate inverse, contains every critical point in X; where it lies inside X there is exactly one (R.
Krawczyk 1969; R. E. Moore, A test for existence of solutions to nonlinear systems, SIAM J. Numer. Anal. 14, 1977).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.enclosures.domain import is_nowhere
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.plane.plane_series import PlaneJet, jet_over
from derivgui.model.numeric.plane.plane_slopes import is_steep

Finding: TypeAlias = Literal["none", "one", "open", "wild", "level"]

BITS = 64
# A box is looked at with a rim, so that a critical point on its border lies inside of it.
RIM = 0.03
# Not the middle: critical points like to lie there.
SHARE = 0.4871


@dataclass(frozen=True, slots=True)
class Box:
    """x0 <= x <= x1, y0 <= y <= y1."""

    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return 0.5 * (self.x0 + self.x1), 0.5 * (self.y0 + self.y1)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def meets(self, other: Box) -> bool:
        """Whether they have a point in common."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

    def common(self, other: Box) -> Box | None:
        """What lies in both."""
        x0, x1, y0, y1 = max(self.x0, other.x0), min(self.x1, other.x1), max(self.y0, other.y0), min(self.y1, other.y1)
        return Box(x0, x1, y0, y1) if x0 <= x1 and y0 <= y1 else None

    def widened(self, share: float) -> Box:
        """With a rim of this share of its size on every side."""
        dx, dy = share * (self.x1 - self.x0), share * (self.y1 - self.y0)
        return Box(self.x0 - dx, self.x1 + dx, self.y0 - dy, self.y1 + dy)

    def halves(self, across: bool) -> tuple[Box, Box]:
        """Cut in two across x or across y."""
        if across:
            middle = self.x0 + SHARE * (self.x1 - self.x0)
            return Box(self.x0, middle, self.y0, self.y1), Box(middle, self.x1, self.y0, self.y1)
        middle = self.y0 + SHARE * (self.y1 - self.y0)
        return Box(self.x0, self.x1, self.y0, middle), Box(self.x0, self.x1, middle, self.y1)


def box_around(x: float, y: float, rx: float, ry: float) -> Box:
    """The box with this middle and these half widths."""
    return Box(x - rx, x + rx, y - ry, y + ry)


class Prover:
    """Asks the tree of one function about boxes."""

    def __init__(self, function: PlaneFunction) -> None:
        self._flint = flint
        self._tree: Node = function.concrete
        self._variables = function.variables

    def jet(self, x: Ball, y: Ball) -> PlaneJet | None:
        """Enclosures of f and its derivatives."""
        return jet_over(self._tree, self._variables, x, y)

    def over(self, box: Box) -> PlaneJet | None:
        """The same over a box."""
        with self._flint.ctx.workprec(BITS):
            return self.jet(*self._balls(box))

    def look(self, box: Box) -> tuple[Finding, Box]:
        """What is proven about critical points in a box, and the smaller box in which they all are.

        "one" is said of the box with its rim; "level" is a box all of whose points are critical; "wild" one on which f
        is not known to be analytic.
        """
        wide = box.widened(RIM)
        with self._flint.ctx.workprec(BITS):
            x, y = self._balls(wide)
            over = self.jet(x, y)
            if over is None:
                return ("none" if self._has_none_for_certain(x, y) else "wild"), box
            if over[1].is_zero() and over[2].is_zero():
                return "level", box
            if not (over[1].contains(0) and over[2].contains(0)):
                return "none", box
            finding, smaller = self._krawczyk(wide, over, x, y)
            if finding != "open":
                return finding, smaller
            rest = smaller.common(box)
            return ("none", box) if rest is None else ("open", rest)

    def is_steep(self, box: Box) -> bool:
        """Whether there is certainly no critical point in a box beside a pole, where enclosures are wide."""
        with self._flint.ctx.workprec(BITS):
            return is_steep(self._tree, self._variables, *self._balls(box))

    def is_unique_in(self, box: Box, bits: int = BITS) -> bool:
        """Whether there is exactly one critical point in the box, asked with this precision."""
        with self._flint.ctx.workprec(bits):
            x, y = self._balls(box)
            over = self.jet(x, y)
            return over is not None and self._krawczyk(box, over, x, y)[0] == "one"

    def _has_none_for_certain(self, x: Ball, y: Ball) -> bool:
        """Whether f has no values in a box, or a slope wherever it has."""
        at = dict(zip(self._variables, (x, y), strict=True))
        return is_nowhere(self._tree, at) or is_steep(self._tree, self._variables, x, y)

    def _balls(self, box: Box) -> tuple[Ball, Ball]:
        arb = self._flint.arb
        return arb(box.x0).union(arb(box.x1)), arb(box.y0).union(arb(box.y1))

    def _krawczyk(self, box: Box, over: PlaneJet, x: Ball, y: Ball) -> tuple[Finding, Box]:
        cx, cy = self._flint.arb(x.mid()), self._flint.arb(y.mid())
        at = self.jet(cx, cy)
        if at is None:
            return "wild", box
        dx, dy = x - cx, y - cy
        if not (_may_vanish(at[1] + over[3] * dx + over[4] * dy) and _may_vanish(at[2] + over[4] * dx + over[5] * dy)):
            return "none", box
        # Y is the adjugate of the middle Hessian over its determinant, and scale that determinant: a zero has to
        # solve Y (g(c) + H(X)(X - c)) = 0 whatever the scale.
        (p, q, r), scale = self._middle(over)
        mx, my = r * at[1] - q * at[2], p * at[2] - q * at[1]
        xx, xy, yx, yy = (
            r * over[3] - q * over[4],
            r * over[4] - q * over[5],
            p * over[4] - q * over[3],
            p * over[5] - q * over[4],
        )
        if not (_may_vanish(mx + xx * dx + xy * dy) and _may_vanish(my + yx * dx + yy * dy)):
            return "none", box
        if scale is None:
            return "open", box
        kx = cx + (-mx + (scale - xx) * dx - xy * dy) / scale
        ky = cy + (-my - yx * dx + (scale - yy) * dy) / scale
        if not (kx.is_finite() and ky.is_finite()):
            return "open", box
        if not (kx.overlaps(x) and ky.overlaps(y)):
            return "none", box
        inside = x.contains_interior(kx) and y.contains_interior(ky)
        return ("one" if inside else "open"), _shrunk(box, kx, ky)

    def _middle(self, over: PlaneJet) -> tuple[tuple[Ball, Ball, Ball], Ball | None]:
        """The middle of the Hessian times a power of 2, in exact doubles, and about its determinant over that power.

        None for the determinant where it is 0.
        """
        arb = self._flint.arb
        middles = [over[k].mid() for k in (3, 4, 5)]
        largest = max(abs(middle) for middle in middles)
        if largest == 0 or not largest.is_finite():
            return (arb(0), arb(0), arb(0)), None
        power = arb(2) ** int(-float(largest.log() / arb(2).log()))
        p, q, r = (float(middle * power) for middle in middles)
        determinant = p * r - q * q
        return (arb(p), arb(q), arb(r)), (arb(determinant) / power if determinant else None)


def _may_vanish(ball: Ball) -> bool:
    return bool(ball.contains(0))


def _shrunk(box: Box, kx: Ball, ky: Ball) -> Box:
    """The part of the box that K covers."""
    return Box(
        max(box.x0, math.nextafter(float(kx.lower()), -math.inf)),
        min(box.x1, math.nextafter(float(kx.upper()), math.inf)),
        max(box.y0, math.nextafter(float(ky.lower()), -math.inf)),
        min(box.y1, math.nextafter(float(ky.upper()), math.inf)),
    )
