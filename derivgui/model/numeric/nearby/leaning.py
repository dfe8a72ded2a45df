"""Whether a curve lies above or below its point on one side of it, and which way it bends there, by its expansion.

The second derivative of an expansion is one of the function where nothing swings: what is made of powers, exponentials
and logarithms, and of analytic functions of what is bounded, belongs to a Hardy field, in which asymptotic relations
may be differentiated (L. van den Dries, A. Macintyre, D. Marker, The elementary theory of restricted analytic fields
with exponentiation, Annals of Mathematics 140, 1994).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import Number, Spread, UndecidedError, number_of, rational, to_float
from derivgui.model.numeric.germs.scales import LOGARITHM, ONE, STEP, Scale
from derivgui.model.numeric.levels import stands_for
from derivgui.model.numeric.nearby.behaviour import PRECISION
from derivgui.model.numeric.places.anchors import anchor_of
from derivgui.model.numeric.places.exact_places import named_numbers
from derivgui.model.numeric.places.roots import simple_numbers

LENGTH = 10


@dataclass(frozen=True, slots=True)
class Leaning:
    """One side of a place at which f is continuous.

    Attributes:
        rise: the sign of f less its limit on all of a stretch beside the place; None where that is not certain.
        bend: the sign of f'' there, or None.
        level: whether the slope is 0 at the place.
    """

    rise: int | None = None
    bend: int | None = None
    level: bool = False


def leanings(function: RealFunction, x: float) -> Iterator[tuple[Leaning, Leaning]]:
    """To the left and to the right of the exact place that the double x stands for.

    Where nothing may happen to f, of all numbers that x may mean: it may turn at π as well as at 3.141592653589793.
    """
    anchor = anchor_of(function, x)
    with flint.ctx.workprec(PRECISION + anchor.bits):
        if anchor.is_assumed:
            return
        for place in [anchor.number()] if anchor.is_critical else _numbers_near(x):
            left, right = (_leaning(function, place, anchor.exact, side) for side in (-1, 1))
            yield left, right


def _numbers_near(x: float) -> Iterator[Number]:
    yield from map(number_of, simple_numbers(x))
    yield from (number for number in named_numbers(x) if stands_for(x, to_float(number)))


def _leaning(function: RealFunction, place: Number, exact: Mapping[Node, Germ], side: int) -> Leaning:
    algebra, bound = Algebra(LENGTH), {function.variable: moving(place, side)}
    try:
        germ = germ_of(algebra, function.concrete, bound, function.program.variables, exact)
    except (UndecidedError, UndefinedError):
        return Leaning()
    moves = _without(germ, ONE)
    return Leaning(_rise(algebra, moves), _bend(algebra, moves), _is_level(algebra, moves))


def _is_level(algebra: Algebra, moves: Germ) -> bool:
    with suppress(UndecidedError):
        slope = algebra.limit(algebra.divide(moves, moving(rational(0), 1)))
        return not isinstance(slope, float | Spread) and algebra.sign(slope) == 0 and not algebra.assumed
    return False


def _rise(algebra: Algebra, moves: Germ) -> int | None:
    found = None
    with suppress(UndecidedError):
        found = algebra.sign_of(moves)
    return None if algebra.assumed else found


def _bend(algebra: Algebra, moves: Germ) -> int | None:
    """The sign of the second derivative of the first term that is not linear."""
    found = None
    if not algebra.swings:
        with suppress(UndecidedError):
            bent = algebra.settled(_without(moves, STEP))
            found = 0 if bent.is_zero else algebra.sign_of(bent) * _convexity(bent)
    return None if algebra.assumed else found


def _without(germ: Germ, scale: Scale) -> Germ:
    return germ if germ.growth else replace(germ, terms=tuple(term for term in germ.terms if term[0] != scale))


def _convexity(germ: Germ) -> int:
    """The sign of the second derivative of a leading exp(E) t^r L^-w, which is neither 1 nor t."""
    r, w = germ.terms[0][0]
    if germ.growth and germ.growth[0][0] < LOGARITHM:
        # What grows faster than a logarithm outweighs every power.
        return 1
    if r not in (0, 1):
        return -1 if 0 < r < 1 else 1
    if germ.growth:
        raise UndecidedError("an exponential beside which powers count")
    return (1 if w > 0 else -1) * (1 if r == 1 else -1)
