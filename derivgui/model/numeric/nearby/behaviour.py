"""What a function does at a place and on both sides of it: value, one-sided limits, one-sided slopes.

The answers come from germs (``numeric.germs``): expansions with exact leading terms, so that a zero is a zero and not
1e-17; see ``sides`` for where these do not tell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.germ import UndefinedError
from derivgui.model.numeric.germs.numbers import UndecidedError, ball, rational, sign, to_float
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.nearby.coordinates import coordinate_of
from derivgui.model.numeric.nearby.place import LENGTHS, Place
from derivgui.model.numeric.nearby.side import UNKNOWN, Answer, Seen, Side, compared
from derivgui.model.numeric.nearby.sides import Sides
from derivgui.model.numeric.places.anchors import Anchor, anchor_of
from derivgui.model.numeric.places.solved import with_solved_parts
from derivgui.model.numeric.steps import Steps, at_once, each_within

PRECISION = 400


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


def behaviour_at(function: RealFunction, x: float, anchor: Anchor | None = None) -> Behaviour:
    """f at the exact place that the double x stands for (see ``anchors``) and on both sides of it."""
    return at_once(observing(function, x, anchor))


def observing(
    function: RealFunction, x: float, anchor: Anchor | None = None, *, briefly: bool = False
) -> Steps[Behaviour]:
    """The same, one expansion at a time.

    ``briefly`` leaves the right side undetermined where the left one is: together they tell nothing any more.
    """
    anchor = anchor or anchor_of(function, x)
    # What is added to a large x needs as many bits more.
    bits = PRECISION + anchor.bits
    return (yield from each_within(lambda: flint.ctx.workprec(bits), _looking(function, anchor, briefly)))


def value_at(function: RealFunction, anchor: Anchor, place: Any = None) -> tuple[bool | None, Any]:
    """Whether f is defined at an exact place, and its value there, in the current precision; None where undecided.

    ``place`` is another exact place than the anchor's, at which nothing happens to f.
    """
    defined, value, _ = at_once(_Observer(function, anchor, place).valuing())
    return defined, value


def _looking(function: RealFunction, anchor: Anchor, briefly: bool) -> Steps[Behaviour]:
    # The place itself is a number of this precision.
    return (yield from _Observer(function, anchor).observing(briefly))


class _Observer:
    """Looks at one place; runs in a fixed working precision."""

    def __init__(self, function: RealFunction, anchor: Anchor, place: Any = None) -> None:
        self._is_elsewhere = place is not None
        number, exact = (place, {}) if self._is_elsewhere else (anchor.number(), anchor.exact)
        if not self._is_elsewhere and anchor.is_nameless:
            exact = with_solved_parts(function, number, exact)
        self._anchor, self._rate = anchor, None
        # In another coordinate the same is told, and sooner.
        other = None if self._is_elsewhere or anchor.is_assumed else coordinate_of(function, anchor, number, exact)
        if other is not None:
            function, anchor, exact, self._rate = other.function, other.anchor, other.exact, other.rate
            number = anchor.number()
        self._place = Place(function, anchor, number, exact)
        self._choices: list[object] = [object()]

    def observing(self, briefly: bool) -> Steps[Behaviour]:
        anchor = self._anchor
        defined, value, value_proven = yield from self.valuing()
        if not defined:
            value = None
        sides = Sides(self._place, value, self._choices)
        # Beside a place where nothing happens the sides tell no more than its value.
        is_hopeless = defined is None and not anchor.is_critical
        left = UNKNOWN if is_hopeless else (yield from sides.looking(-1))
        is_hopeless |= briefly and left.side.kind == "not determined"
        right = UNKNOWN if is_hopeless else (yield from sides.looking(1))
        same_limit = compared(left.limit, right.limit)
        if same_limit.equal and _is_one_formula(left, right):
            same_limit = Answer(True)
        arrives = [sides.arrives(side) for side in (left, right)]
        same_slope = compared(left.slope, right.slope)
        same_rise = compared(left.rise, right.rise)
        extension = self._in_x(left.rise) if same_limit.equal and same_rise.equal else math.nan
        needed = [same_limit, *arrives] if defined else [same_limit]
        if all(answer.equal for answer in needed):
            needed.append(same_slope)
        certain = all(answer.certain for answer in needed) and not anchor.is_assumed
        ends = [(self._side_in_x(seen), answer.equal) for seen, answer in zip((left, right), arrives, strict=True)]
        if self._turns_round:
            ends.reverse()
        return Behaviour(
            x=anchor.x,
            value=to_float(value) if defined else math.nan,
            defined=defined,
            left=ends[0][0],
            right=ends[1][0],
            same_limit=same_limit.equal,
            joined=ends[0][1] and ends[1][1],
            left_arrives=ends[0][1],
            right_arrives=ends[1][1],
            same_slope=same_slope.equal,
            extension=extension,
            proven=value_proven and left.side.proven and right.side.proven and certain,
        )

    @property
    def _turns_round(self) -> bool:
        """Whether the other coordinate runs against x."""
        return self._rate is not None and sign(self._rate) == -1

    def _in_x(self, slope: Any) -> float:
        return to_float(slope if self._rate is None else slope * self._rate)

    def _side_in_x(self, seen: Seen) -> Side:
        """A side with its slope by x, which is ``rate`` times as large as that by the other coordinate."""
        side = seen.side
        if self._rate is None or math.isnan(side.slope):
            return side
        slope = -side.slope if self._turns_round else side.slope
        return replace(side, slope=slope if seen.slope is None else self._in_x(seen.slope))

    def valuing(self) -> Steps[tuple[bool | None, Any, bool]]:
        """Whether f is defined at the place, its value there, and whether that is proven."""
        algebra = Algebra(LENGTHS[0])
        found = self._value(algebra, thorough=False)
        if algebra.assumed:
            yield
            found = self._value(Algebra(LENGTHS[0]), thorough=True)
        return found

    def _value(self, algebra: Algebra, thorough: bool) -> tuple[bool | None, Any, bool]:
        try:
            germ = algebra.settled(self._place.germ(algebra, 0, thorough))
        except UndefinedError:
            return False, None, not algebra.assumed
        except UndecidedError:
            place = self._place
            number = None if self._is_elsewhere else place.function.exact_value(place.anchor.x)
            return (None, None, False) if number is None else (True, ball(rational(0)) + number, False)
        if germ.growth or len(germ.terms) > 1 or any(scale != ONE for scale, _ in germ.terms):
            return None, None, False
        self._choices = algebra.choices
        return True, germ.terms[0][1] if germ.terms else rational(0), not algebra.assumed


def _is_one_formula(left: Seen, right: Seen) -> bool:
    """Whether both sides are one continuous or meromorphic formula, and so arrive at one height if at any."""
    return left.choices == right.choices or left.turns == right.turns
