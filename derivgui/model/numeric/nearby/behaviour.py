"""What a function does at a place and on both sides of it: value, one-sided limits, one-sided slopes.

The answers come from germs (``numeric.germs``): expansions with exact leading terms, so that a zero is a zero and not
1e-17. Where a germ cannot tell, quotients in ball arithmetic at shrinking steps are asked, and the answer is then
"numerical" at best.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra, SwingingError
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, Term, UndefinedError, constant
from derivgui.model.numeric.germs.numbers import CrowdedError, Spread, UndecidedError, ball, rational, sign, to_float
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.nearby.phases import FEW, MORE, Phases
from derivgui.model.numeric.nearby.shrinking import Trend, trend
from derivgui.model.numeric.nearby.witness import contradicts
from derivgui.model.numeric.places.anchors import Anchor, anchor_of

SideKind: TypeAlias = Literal["finite", "infinite", "oscillating", "undefined", "not determined"]

PRECISION = 400
# Numbers that balls of this width cannot tell apart are the same, as an assumption.
NARROW = 1e-9
# Terms of an expansion: few first; more where everything has cancelled.
LENGTHS = (6, 16)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a place.

    Attributes:
        kind: what f does towards the place.
        limit: the one-sided limit; ±inf where infinite, NaN where there is none or it is not known.
        low, high: bounds of the values that f keeps coming back to where it oscillates, else NaN.
        slope: limit of (f(place ± t) - f(place))/(± t); NaN where there is none.
        slope_kind: "finite", "infinite" (with its sign in ``slope``), "oscillating", "undefined", "not determined".
        proven: False where any part rests on numbers.
        swings: whether f is known to swing to and fro for ever, perhaps less and less.
    """

    kind: SideKind
    limit: float = math.nan
    low: float = math.nan
    high: float = math.nan
    slope: float = math.nan
    slope_kind: SideKind = "undefined"
    proven: bool = True
    swings: bool = False


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A place with both its sides.

    Attributes:
        x: the double next to the place.
        value: f there, NaN where undefined.
        defined: None where that could not be decided.
        left, right: the sides.
        same_limit: whether both one-sided limits are the same finite number.
        joined: whether f is defined and its value is that number too.
        left_arrives, right_arrives: whether the side's limit is the value.
        same_slope: whether both one-sided slopes are the same finite number.
        extension: slope of f with its hole filled: the common slope of the two sides about their common limit, NaN
            where there is none.
        proven: False where any part rests on numbers.
    """

    x: float
    value: float
    defined: bool | None
    left: Side
    right: Side
    same_limit: bool
    joined: bool
    left_arrives: bool
    right_arrives: bool
    same_slope: bool
    extension: float
    proven: bool


def behaviour_at(function: RealFunction, x: float, anchor: Anchor | None = None, *, briefly: bool = False) -> Behaviour:
    """f at the exact place that the double x stands for (see ``anchors``) and on both sides of it.

    ``briefly`` leaves the right side undetermined where the left one is: together they tell nothing any more.
    """
    # What is added to a large x needs as many bits more.
    anchor = anchor or anchor_of(function, x)
    with flint.ctx.workprec(PRECISION + anchor.bits):
        return _Observer(function, anchor).observe(briefly)


def value_at(function: RealFunction, anchor: Anchor, place: Any = None) -> tuple[bool | None, Any]:
    """Whether f is defined at an exact place, and its value there, in the current precision; None where undecided.

    ``place`` is another exact place than the anchor's, at which nothing happens to f.
    """
    defined, value, _ = _Observer(function, anchor, place).value()
    return defined, value


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whether two numbers are equal, and whether that is certain."""

    equal: bool
    certain: bool = True


@dataclass(slots=True)
class _Seen:
    """A side while it is looked at: its germ, limit and slope as exact as they are known."""

    side: Side
    limit: Any = None
    slope: Any = None
    rise: Any = None  # slope about the limit instead of the value
    choices: list[object] = field(default_factory=lambda: [object()])
    turns: list[object] = field(default_factory=lambda: [object()])
    proven: bool = False  # the limit alone

    @property
    def is_told(self) -> bool:
        return "not determined" not in (self.side.kind, self.side.slope_kind)


_UNKNOWN = _Seen(Side("not determined", proven=False))


class _ContradictionError(Exception):
    """Two witnesses that share no rule differ."""


class _Observer:
    """Looks at one place; runs in a fixed working precision."""

    def __init__(self, function: RealFunction, anchor: Anchor, place: Any = None) -> None:
        self._function = function
        self._anchor = anchor
        self._is_elsewhere = place is not None
        self._place = place if self._is_elsewhere else anchor.number()
        self._exact: Mapping[Node, Germ] = {} if self._is_elsewhere else anchor.exact
        self._choices: list[object] = [object()]

    def observe(self, briefly: bool) -> Behaviour:
        defined, value, value_proven = self.value()
        # Beside a place where nothing happens the sides tell no more than its value.
        is_hopeless = defined is None and not self._anchor.is_critical
        left = _UNKNOWN if is_hopeless else self._side(-1, value if defined else None)
        is_hopeless |= briefly and left.side.kind == "not determined"
        right = _UNKNOWN if is_hopeless else self._side(1, value if defined else None)
        same_limit = _compared(left.limit, right.limit)
        if same_limit.equal and _is_one_formula(left, right):
            same_limit = _Answer(True)
        arrives = [self._arrives(side, value) for side in (left, right)]
        same_slope = _compared(left.slope, right.slope)
        same_rise = _compared(left.rise, right.rise)
        extension = to_float(left.rise) if same_limit.equal and same_rise.equal else math.nan
        needed = [same_limit, *arrives] if defined else [same_limit]
        if all(answer.equal for answer in needed):
            needed.append(same_slope)
        certain = all(answer.certain for answer in needed) and not self._anchor.is_assumed
        return Behaviour(
            x=self._anchor.x,
            value=to_float(value) if defined else math.nan,
            defined=defined,
            left=left.side,
            right=right.side,
            same_limit=same_limit.equal,
            joined=arrives[0].equal and arrives[1].equal,
            left_arrives=arrives[0].equal,
            right_arrives=arrives[1].equal,
            same_slope=same_slope.equal,
            extension=extension,
            proven=value_proven and left.side.proven and right.side.proven and certain,
        )

    def _arrives(self, seen: _Seen, value: Any) -> _Answer:
        """Whether the limit is the value: for certain where both come from one continuous formula."""
        if value is not None and seen.limit is not None and seen.choices == self._choices:
            return _Answer(True)
        return _compared(seen.limit, value)

    def _germ(self, algebra: Algebra, side: int, thorough: bool = False) -> Germ:
        function = self._function
        bound = {function.variable: moving(self._place, side)}
        variables = function.program.variables
        return germ_of(algebra, function.concrete, bound, variables, self._exact, thorough=thorough, ragged=True)

    def value(self) -> tuple[bool | None, Any, bool]:
        """Whether f is defined at the place, its value there, and whether that is proven."""
        for thorough in (False, True):
            algebra = Algebra(LENGTHS[0])
            found = self._value(algebra, thorough)
            if not algebra.assumed:
                break
        return found

    def _value(self, algebra: Algebra, thorough: bool) -> tuple[bool | None, Any, bool]:
        try:
            germ = algebra.settled(self._germ(algebra, 0, thorough))
        except UndefinedError:
            return False, None, not algebra.assumed
        except UndecidedError:
            number = None if self._is_elsewhere else self._function.exact_value(self._anchor.x)
            return (None, None, False) if number is None else (True, ball(rational(0)) + number, False)
        if germ.growth or len(germ.terms) > 1 or any(scale != ONE for scale, _ in germ.terms):
            return None, None, False
        self._choices = algebra.choices
        return True, germ.terms[0][1] if germ.terms else rational(0), not algebra.assumed

    def _side(self, side: int, value: Any) -> _Seen:
        phases = Phases(self._function, self._place, self._exact, side)
        found, is_crowded, length = _UNKNOWN, False, LENGTHS[0]
        for thorough, most in ((False, FEW), (True, None)):
            algebra = Algebra(length)
            try:
                found = self._by_expansion(algebra, side, value, thorough)
            except UndecidedError as error:
                is_crowded |= algebra.crowded or isinstance(error, CrowdedError)
            except _ContradictionError:
                return _UNKNOWN
            is_crowded |= algebra.ragged
            if algebra.ragged and found.side.kind != "undefined":
                found = _within_domain(phases, found)
            if not found.is_told:
                found = _by_phases(phases, value, found, most)
            if found.is_told or found.side.kind == "oscillating":
                return found
            # What crowds does not get clearer behind more terms.
            length = LENGTHS[0] if is_crowded else LENGTHS[1]
        # Where poles or steps crowd, numbers would tell no more.
        return found if is_crowded else self._by_shrinking(side, value, found)

    def _by_expansion(self, algebra: Algebra, side: int, value: Any, thorough: bool) -> _Seen:
        """What one expansion tells of a side; UndecidedError, and a ``CrowdedError`` where poles or steps crowd."""
        try:
            germ = self._germ(algebra, side, thorough)
            if contradicts(self._function, self._anchor, side, germ):
                raise _ContradictionError
            return self._seen(algebra, germ, side, value)
        except UndefinedError:
            return _Seen(Side("undefined", proven=not algebra.assumed))
        except SwingingError:
            return _Seen(Side("oscillating", math.nan, -math.inf, math.inf, proven=not algebra.assumed))

    def _seen(self, algebra: Algebra, germ: Germ, side: int, value: Any) -> _Seen:
        """Limit and slopes read off a germ."""
        limit = algebra.limit(germ)
        if isinstance(limit, Spread):
            return self._seen_swinging(algebra, germ, limit, side, value)
        if isinstance(limit, float):
            proven = not algebra.assumed
            if value is None:
                return _Seen(Side("infinite", limit, proven=proven))
            return _Seen(Side("infinite", limit, slope=limit * side, slope_kind="infinite", proven=proven))
        proven = not algebra.assumed
        middle = _Seen(Side("finite", to_float(limit)), limit, choices=list(algebra.choices), turns=list(algebra.turns))
        rise = self._quotient(algebra, Germ(_without_constant(germ.terms), germ.rest, germ.growth), rational(0), side)
        quotient: _Quotient = ("undefined", None)
        if value is not None and self._arrives(middle, value).equal:
            # The slope may rest on more than the limit does.
            quotient, proven = rise, not algebra.assumed
        elif value is not None:
            quotient = ("infinite", _steep(limit, value, side))
        kind, slope = quotient
        shown = slope if isinstance(slope, float) else math.nan if slope is None else to_float(slope)
        made = Side(
            "finite", to_float(limit), slope=shown, slope_kind=kind,
            proven=proven and kind != "not determined", swings=any(isinstance(c, Spread) for _, c in germ.terms),
        )  # fmt: skip
        return _Seen(made, limit, _finite(slope), _finite(rise[1]), middle.choices, middle.turns, proven)

    def _seen_swinging(self, algebra: Algebra, germ: Germ, limit: Spread, side: int, value: Any) -> _Seen:
        """An oscillation between bounds; one that may stand still is not determined."""
        kind: SideKind = "oscillating" if limit.is_genuine else "not determined"
        quotient: _Quotient = ("undefined", None) if value is None else self._quotient(algebra, germ, value, side)
        slope_kind, slope = quotient
        made = Side(
            kind, math.nan, to_float(limit.low), to_float(limit.high),
            slope if isinstance(slope, float) else math.nan, slope_kind,
            proven=limit.is_genuine and not algebra.assumed,
        )  # fmt: skip
        return _Seen(made, proven=not algebra.assumed)

    def _quotient(self, algebra: Algebra, germ: Germ, base: Any, side: int) -> _Quotient:
        """Limit of (germ - base)/(± t): its kind, and the limit."""
        step = moving(rational(0), side)
        try:
            found = algebra.limit(algebra.divide(algebra.subtract(germ, constant(base)), step))
        except SwingingError:
            return "oscillating", None
        except UndecidedError:
            return "not determined", None
        if isinstance(found, float):
            return "infinite", found
        if isinstance(found, Spread):
            return "oscillating" if found.is_genuine else "not determined", None
        return "finite", found

    # Where germs do not tell

    def _by_shrinking(self, side: int, value: Any, known: _Seen) -> _Seen:
        """Limit and slope from ball values at shrinking steps."""
        values = trend(self._function, self._anchor, side)
        if known.side.kind != "not determined":
            values = Trend(known.side.kind, known.side.limit, known.limit)
        if values.kind != "finite":
            return _Seen(Side(values.kind, values.limit, values.low, values.high, proven=False), values.exact)
        if value is None:
            return _Seen(Side("finite", values.limit, proven=False), values.exact)
        slopes = trend(self._function, self._anchor, side, ball(value))
        made = Side(
            "finite", values.limit, slope=slopes.limit, slope_kind=slopes.kind, proven=False,
        )  # fmt: skip
        return _Seen(made, values.exact, slopes.exact)


def _within_domain(phases: Phases, known: _Seen) -> _Seen:
    """What bounds tell of a function that may be defined now and then only: it has values, if it has any at a phase.

    Nothing else is certain to be taken again and again.
    """
    side = known.side
    if side.kind not in ("finite", "infinite") or not phases.exist():
        return _UNKNOWN
    if side.slope_kind != "oscillating":
        return known
    return replace(known, side=replace(side, slope_kind="not determined", proven=False))


def _by_phases(phases: Phases, value: Any, known: _Seen, most: int | None) -> _Seen:
    """Where two phases of a wave have two limits there is none, nor a slope where two have two slopes."""
    before = known.side
    if before.kind == "not determined" and not phases.differ(None, most):
        return known
    slope_kind: SideKind = before.slope_kind
    if value is not None and slope_kind in ("undefined", "not determined"):
        most = most if before.kind == "finite" else MORE
        slope_kind = "oscillating" if phases.differ(value, most) else "not determined"
    is_told = slope_kind != "not determined"
    if before.kind == "finite":
        return replace(known, side=replace(before, slope_kind=slope_kind, proven=known.proven and is_told))
    low, high = (-math.inf, math.inf) if math.isnan(before.low) else (before.low, before.high)
    return _Seen(Side("oscillating", math.nan, low, high, before.slope, slope_kind, proven=is_told))


def _compared(a: Any, b: Any) -> _Answer:
    """Equal where no ball tells them apart; None is equal to nothing."""
    if a is None or b is None:
        return _Answer(False)
    difference = a + -b
    found = sign(difference)
    if found is None:
        narrow = bool(ball(difference).rad() < NARROW * (1 + abs(ball(a).mid())))
        return _Answer(narrow, certain=False)
    return _Answer(found == 0)


def _is_one_formula(left: _Seen, right: _Seen) -> bool:
    """Whether both sides are one continuous or meromorphic formula, and so arrive at one height if at any."""
    return left.choices == right.choices or left.turns == right.turns


def _without_constant(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if term[0] != ONE)


def _steep(limit: Any, value: Any, side: int) -> float:
    """Where quotients go when the curve does not arrive at its point."""
    return math.copysign(math.inf, to_float(limit + -value) * side)


def _finite(slope: Any) -> Any:
    return None if isinstance(slope, float) else slope


_Quotient: TypeAlias = tuple[SideKind, Any]
