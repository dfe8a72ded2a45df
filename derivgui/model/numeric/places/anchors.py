"""The exact place that a double stands for.

No double is 1/10, and none is π: where f has its corner at 1/10 or its pole at π/2, a point that is dragged or typed
there is meant to be that place. A double within rounding of a critical place of the tree (see ``suspects``) stands for
it; every other double stands for the decimal it is written as.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from derivgui.model.language.tree import Node, Quotient, Sum, Symbol, symbols, walk
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.levels import WITHIN_UNITS, Level, stands_for
from derivgui.model.numeric.suspects.combinations import combination_of, terms_of
from derivgui.model.numeric.suspects.polynomials import coefficients_of, sum_of
from derivgui.model.numeric.suspects.suspects import KINDS, Suspect

# What follows is needed beside critical places only, and takes a while to import.
if TYPE_CHECKING:
    from derivgui.model.numeric.germs.germ import Germ
    from derivgui.model.numeric.germs.numbers import Number
    from derivgui.model.numeric.places.roots import Root

ROUNDING = 8.0
# What is further from a level than its slope makes of so many units of rounding of x is not looked at more closely.
FAR_UNITS = 64.0
# From here on doubles are whole numbers, and the shortest decimal of one may be another one's neighbour by far.
WHOLE = 2.0**53
# Bits are not counted beyond.
LARGEST_RISE = 2.0**1023


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on the axis.

    Attributes:
        x: the double that stands for it.
        is_critical: whether something may happen to f there.
        level: the place where it is a rational number or a multiple of π, else None.
        root: the place as a root, where there is no level.
        exact: sub-trees whose value there is known exactly.
    """

    x: float
    is_critical: bool
    level: Level | None = None
    root: Root | None = None
    exact: Mapping[Node, Germ] = field(default_factory=dict)

    @property
    def is_assumed(self) -> bool:
        """Whether the place rests on numbers: that a sub-function touches a level there they cannot prove."""
        return self.root is not None and self.root.touching

    @property
    def is_nameless(self) -> bool:
        """Whether the place is a root that stands for itself."""
        return self.root is not None and self.root.exact is None

    @property
    def is_as_written(self) -> bool:
        """Whether the place is the number that the double is written as."""
        return self.level == _as_written(self.x)

    @property
    def bits(self) -> int:
        """So many bits more than at 1 does a sum with x take, and what rises to it over a distance as long as x."""
        rise = abs(self.root.slope * self.x) if self.root is not None else 0.0
        sizes = (math.frexp(size)[1] for size in (self.x, min(rise, LARGEST_RISE)))
        return sum(max(0, size) for size in sizes)

    def number(self, *, named: bool = True) -> Number:
        """The place as a coefficient of germs: exact, or a ball in the current precision.

        A root that has no other name is a number of its own if it is to be ``named``: what cancels is seen then, but
        that takes several times as long.
        """
        from derivgui.model.numeric.germs.numbers import number_of

        if self.level is not None:
            return number_of(self.level)
        assert self.root is not None
        return self.root.number() if named or self.root.exact is not None else self.root.ball()

    def ball(self) -> Any:
        """The place as a ball in the current precision."""
        from derivgui.model.numeric.germs.numbers import ball

        return ball(self.number(named=False))


def anchor_of(function: RealFunction, x: float, units: float = WITHIN_UNITS) -> Anchor:
    """The place that x stands for on the curve of f. A few ten microseconds where nothing is near.

    A root may be so many units of rounding away from x.
    """
    near: list[tuple[Suspect, RealFunction, float]] = []
    for suspect, inner in () if function.is_calm_at(x) else function.suspects:
        if isinstance(suspect.tree, Symbol):
            place = suspect.nearest(x)
            if stands_for(x, float(place)) and _is_alone(suspect, place, x):
                return Anchor(x, True, place)
        else:
            slope = _slope_if_near(suspect, inner, x)
            if slope is not None:
                near.append((suspect, inner, slope))
    return _closely(near, x, units) or Anchor(x, bool(near), _as_written(x))


def _as_written(x: float) -> Level:
    return Level(Fraction(x) if abs(x) >= WHOLE else Fraction(repr(x)))


def _closely(near: list[tuple[Suspect, RealFunction, float]], x: float, units: float) -> Anchor | None:
    """The exact place next to x where one of the sub-functions takes its level."""
    if not near:
        return None
    from derivgui.model.numeric.places.roots import crossing_near, exact_levels

    spare: Anchor | None = None
    trees = {suspect.tree for suspect, _, _ in near}
    for suspect, inner, slope in sorted(near, key=lambda found: _vagueness(found[0], found[2], x, trees)):
        resting = False
        for level, rests in exact_levels(suspect, inner, x):
            if not rests:
                return Anchor(x, True, level)
            spare, resting = spare or Anchor(x, True, level), True
        if resting or _is_crowded(suspect, slope, x):
            # What rests on its level beside the place does not tell where that is.
            continue
        root = crossing_near(suspect, inner, x, slope, units)
        if root is not None:
            found: Anchor | None = _anchor_at(suspect, inner, x, root)
        else:
            found = _turning(suspect, inner, x, units) or _named(suspect, inner, x, units)
        if found is not None and not _is_amid_others(suspect, inner, x, found):
            return found
    return spare


def _is_amid_others(suspect: Suspect, inner: RealFunction, x: float, found: Anchor) -> bool:
    """Whether a root is one of many within rounding."""
    from derivgui.model.numeric.arithmetic import flint
    from derivgui.model.numeric.places.roots import EXACT_BITS, is_amid_others

    if found.root is None:
        return False
    with flint.ctx.workprec(EXACT_BITS):
        return is_amid_others(suspect, inner, x, found.ball())


def _turning(suspect: Suspect, inner: RealFunction, x: float, units: float) -> Anchor | None:
    """The exact place next to x where a sub-function turns back at its level, or passes it twice."""
    from derivgui.model.numeric.places.contacts import contact_at
    from derivgui.model.numeric.places.roots import touching_near

    contact = contact_at(suspect, inner, x)
    if contact.kind == "touched" and stands_for(x, contact.x, units):
        return Anchor(x, True, contact.level, contact.root, contact.exact)
    for root in contact.passages:
        if stands_for(x, root.near, units):
            return _anchor_at(suspect, inner, x, root)
    if contact.kind != "unknown":
        return None
    touching = touching_near(suspect, inner, x, units)
    level = suspect.nearest(inner.at(x))
    return None if touching is None else Anchor(x, True, None, touching, _known(suspect, level))


def _named(suspect: Suspect, inner: RealFunction, x: float, units: float) -> Anchor | None:
    """The number with a name next to x at which a sub-function takes its level, if more than once: no digits tell."""
    from derivgui.model.numeric.places.roots import named_root

    root = named_root(suspect, inner, x, units)
    return None if root is None else Anchor(x, True, None, root, _known(suspect, root.level))


def _anchor_at(suspect: Suspect, inner: RealFunction, x: float, root: Root) -> Anchor:
    """At a root, and as the simple number that its digits spell, if they do."""
    from derivgui.model.numeric.germs.germ import constant
    from derivgui.model.numeric.germs.numbers import number_of
    from derivgui.model.numeric.places.roots import parts_at, simple_number

    level = simple_number(root, inner)
    if level is not None:
        return Anchor(x, True, level)
    parts = {part: constant(number_of(level)) for part, level in parts_at(root).items()}
    return Anchor(x, True, None, root, {**parts, **_known(suspect, root.level)})


def _known(suspect: Suspect, level: Level) -> dict[Node, Germ]:
    """What holds at a place of a suspect, also of the tree before it was taken apart, where it was one equation."""
    from derivgui.model.numeric.germs.germ import constant
    from derivgui.model.numeric.germs.numbers import number_of

    known = {suspect.tree: constant(number_of(level))}
    origin = suspect.origins[0] if len(suspect.origins) == 1 else None
    # Where a numerator is 0 the quotient need not be: both may be, as in sin(u)/u.
    if origin is not None and origin.period is None and not isinstance(origin.tree, Quotient):
        known[origin.tree] = constant(number_of(origin.offset))
    names = symbols(suspect.tree)
    polynomial = coefficients_of(suspect.tree, names[0]) if len(names) == 1 else None
    if polynomial is not None and sum(map(bool, polynomial)) > 1:
        # Written out, u - 2u is found in u, too.
        known.setdefault(sum_of(polynomial, names[0]), constant(number_of(level)))
    parts = terms_of(combination_of(suspect.tree))
    if len(parts) > 1:
        known.setdefault(Sum(parts), constant(number_of(level)))
    return known


def _vagueness(suspect: Suspect, slope: float, x: float, trees: set[Node]) -> tuple[bool, bool, bool, int]:
    """Sorts those first that say most of the place; ``trees`` are those of all that may be meant.

    A step takes its level far and wide, so where another sub-function passes through its own is the place; and next to
    the pole of 1/u, where sin(1/u) has zeros without end, the pole is.
    """
    passes = math.isfinite(slope) and bool(slope)
    steep = abs(slope) * math.ulp(x) > 1.0
    is_wild = steep and any(part in trees for part in walk(suspect.tree) if part != suspect.tree)
    return _is_crowded(suspect, slope, x), is_wild, not passes, KINDS.index(suspect.kind)


def _is_crowded(suspect: Suspect, slope: float, x: float) -> bool:
    """Whether the sub-function takes a level next to every double, of which none is meant."""
    return suspect.period is not None and abs(slope) * 2 * WITHIN_UNITS * math.ulp(x) >= abs(float(suspect.period))


def _is_alone(suspect: Suspect, place: Level, x: float) -> bool:
    """False where rounding covers a period: next to any double beyond 1e16 tan x has a pole, and none is meant."""
    if suspect.period is None or (not place.pi and place.rational == Fraction(x)):
        return True
    return 2 * WITHIN_UNITS * math.ulp(x) < abs(float(suspect.period))


def _slope_if_near(suspect: Suspect, inner: RealFunction, x: float) -> float | None:
    """The sub-function's slope where its value cannot be told from the level by doubles, else None."""
    value, slope = (float(c) for c in inner.jet(x, 1))
    if not math.isfinite(value):
        # A pole of the sub-function is another suspect's place.
        return None
    level = float(suspect.nearest(value))
    off = abs(value - level)
    # What is steep may be far from its level at the double next to the place where it takes it.
    if suspect.is_far_from(value) and not off <= FAR_UNITS * abs(slope) * math.ulp(x):
        return None
    rounding = float(np.nan_to_num(inner.value_spread(x))) + ROUNDING * math.ulp(level)
    reach = ROUNDING * abs(slope) * math.ulp(x) if math.isfinite(slope) else math.inf
    return slope if off <= reach + ROUNDING * rounding else None
