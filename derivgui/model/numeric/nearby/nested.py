"""A function of an inner one that swings on its way to a number: sin(u)/u for u = x² sin(1/x), again and again at 0.

What the outer function does about that number, on the sides on which the inner one comes to it, is what the whole does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derivgui.model.language.tree import Node, Product, Sum, Symbol, children, rebuild, symbols, walk
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import moving
from derivgui.model.numeric.germs.exponents import Exponent
from derivgui.model.numeric.germs.germ import Germ, UndefinedError, constant, largest_scale
from derivgui.model.numeric.germs.leads import Signs
from derivgui.model.numeric.germs.numbers import CrowdedError, Spread, UndecidedError, rational, sign
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.nearby.coordinates import level_of_number
from derivgui.model.numeric.nearby.place import LENGTHS, Place
from derivgui.model.numeric.nearby.side import Seen, Side, SideKind, compared
from derivgui.model.numeric.nearby.sides import Sides, steep
from derivgui.model.numeric.parts import parts_with_all, replaced
from derivgui.model.numeric.places.anchors import Anchor
from derivgui.model.numeric.steps import Steps


@dataclass(frozen=True, slots=True)
class _Inner:
    """A part that comes to a number.

    Attributes:
        outer: the place of the outer function where that number is.
        signs: of the part less that number.
        order: of that in the distance from the place.
        speed: its limit over that distance: a number, a ``Spread``, ±inf, or None if it has none.
        is_continuous: whether the part has no jumps.
    """

    outer: Place
    signs: Signs
    order: Exponent
    speed: Any
    is_continuous: bool


def through_inner(place: Place, value: Any, side: int) -> Steps[Seen | None]:
    """What f does on a side, and with its secants about a value; None where no inner function tells."""
    tree = grouped(place.standing(side))
    for part in parts_with_all(tree, place.function.variable)[1:-1]:
        yield
        inner = _inner(place, side, tree, part)
        if inner is None:
            continue
        ends: list[Seen] = []
        for end in sorted(inner.signs.possible - {0}):
            # The outer function may be one of another inner one.
            ends.append((yield from Sides(inner.outer, value, [object()]).looking(end)))
        found = _joined(inner, value, side, ends)
        if found is not None:
            return found
    return None


def grouped(tree: Node) -> Node:
    """The tree with what is a product or a sum elsewhere in it as one part of longer ones."""
    parts = [node for node in walk(tree) if isinstance(node, Product | Sum) and symbols(node)]
    for part in sorted(dict.fromkeys(parts), key=lambda node: -len(children(node))):
        tree = _with_group(tree, part)
    return tree


def _with_group(node: Node, part: Product | Sum) -> Node:
    if isinstance(node, Product | Sum) and type(node) is type(part):
        left = Counter(children(node)) - Counter(children(part))
        if left and left.total() + len(children(part)) == len(children(node)):
            others = (_with_group(other, part) for other in left.elements())
            return type(part)((part, *others))
    return rebuild(node, lambda child: _with_group(child, part))


def _inner(place: Place, side: int, whole: Node, part: Node) -> _Inner | None:
    algebra = Algebra(LENGTHS[0])
    try:
        germ = algebra.settled(place.germ(algebra, side, tree=part))
        number = next((c for scale, c in germ.terms if scale == ONE), rational(0))
        level = level_of_number(number)
        moves = Germ(tuple(term for term in germ.terms if term[0] != ONE), germ.rest, germ.growth)
        if level is None or germ.growth or not (moves.terms and isinstance(moves.terms[-1][1], Spread)):
            return None
        algebra.parts(germ)
        signs = algebra.signs_of(moves)
        speed = _speed(algebra, moves)
    except (UndecidedError, UndefinedError):
        return None
    if algebra.ragged or algebra.assumed or germ.terms[0][0] < ONE:
        return None
    function = place.function
    tree = replaced(whole, part, Symbol(function.variable))
    outer = RealFunction(Program(tree, function.program.variables), function.variable)
    anchor = Anchor(float(level), True, level)
    order = moves.terms[0][0][0]
    return _Inner(Place(outer, anchor, anchor.number(), {}), signs, order, speed, not algebra.torn)


def _speed(algebra: Algebra, moves: Germ) -> Any:
    try:
        return algebra.limit(algebra.divide(moves, moving(rational(0), 1)))
    except UndecidedError:
        return None


def _joined(inner: _Inner, value: Any, side: int, ends: Sequence[Seen]) -> Seen | None:
    """Both sides of the outer function, and its value between them, as one side of the whole."""
    names = sorted(inner.signs.possible - {0})
    certain = [end for end, name in zip(ends, names, strict=True) if name in inner.signs.certain]
    told = [seen for seen in ends if seen.side.kind != "undefined"]
    if not told or any(seen.side.kind == "not determined" or not (seen.proven or seen.side.proven) for seen in ends):
        return None
    if len(told) < len(ends) and not any(seen in certain for seen in told):
        return None
    if any(seen.side.kind == "oscillating" for seen in told):
        return _swinging(inner, certain)
    first = told[0]
    if not all(_is_same_limit(seen, first) for seen in told):
        return _two_limits([seen for seen in told if seen in certain])
    if 0 in inner.signs.possible and not _fits_between(inner.outer, first):
        return None
    if first.side.kind == "infinite":
        end = first.side.limit
        if value is None:
            return Seen(Side("infinite", end))
        return Seen(Side("infinite", end, slope=end * side, slope_kind="infinite"))
    is_flat = all(_is_flat(inner, end, seen) for end, seen in zip(names, ends, strict=True))
    return _settled(inner, value, side, told, is_flat=is_flat)


def _swinging(inner: _Inner, certain: Sequence[Seen]) -> Seen | None:
    """An inner function that passes the number goes through all that the outer one does beside it."""
    swinging = [seen for seen in certain if seen.side.kind == "oscillating"]
    passes = inner.is_continuous and (inner.signs.certain >= {0} or inner.signs.certain >= {-1, 1})
    if not (swinging and passes):
        return None
    side = swinging[0].side
    return Seen(Side("oscillating", math.nan, side.low, side.high, slope_kind="not determined"))


def _two_limits(certain: Sequence[Seen]) -> Seen | None:
    is_torn = len(certain) == 2 and _are_certain_to_differ(*certain)
    return Seen(Side("oscillating", math.nan, -math.inf, math.inf, slope_kind="not determined")) if is_torn else None


def _are_certain_to_differ(a: Seen, b: Seen) -> bool:
    if a.side.kind != b.side.kind or a.side.kind == "infinite":
        return True
    return sign(a.limit + -b.limit) in (-1, 1)


def _is_same_limit(seen: Seen, first: Seen) -> bool:
    if seen.side.kind == "infinite" or first.side.kind == "infinite":
        return seen.side.kind == first.side.kind and seen.side.limit == first.side.limit
    answer = compared(seen.limit, first.limit)
    return answer.equal and answer.certain


def _fits_between(outer: Place, seen: Seen) -> bool:
    """Whether the outer function has no value at the number itself, or its limit."""
    algebra = Algebra(LENGTHS[0])
    try:
        germ = algebra.settled(outer.germ(algebra, 0))
    except UndefinedError:
        return not algebra.assumed
    except (UndecidedError, CrowdedError):
        return False
    if algebra.assumed or seen.limit is None or len(germ.terms) > 1:
        return False
    answer = compared(germ.terms[0][1] if germ.terms else rational(0), seen.limit)
    return answer.equal and answer.certain


def _is_flat(inner: _Inner, end: int, seen: Seen) -> bool:
    """Whether the outer function comes to its limit so fast on a side that the whole has the slope 0 about it."""
    algebra = Algebra(LENGTHS[0])
    try:
        germ = algebra.settled(algebra.subtract(inner.outer.germ(algebra, end), constant(seen.limit)))
    except UndefinedError:
        return True
    except UndecidedError:
        return False
    if algebra.assumed or germ.growth:
        return False
    if germ.is_zero:
        return True
    order = largest_scale(germ)[0]
    are_numbers = isinstance(order, int | Fraction) and isinstance(inner.order, int | Fraction)
    return are_numbers and order * inner.order > 1


def _settled(inner: _Inner, value: Any, side: int, told: Sequence[Seen], *, is_flat: bool) -> Seen:
    """A finite limit, with the slope by the chain rule where it tells."""
    limit = told[0].limit
    made = Side("finite", told[0].side.limit, slope_kind="undefined", swings=True)
    rise = rational(0) if is_flat or _stays_flat(inner, [seen.rise for seen in told]) else None
    if value is None:
        return Seen(made, limit, None, rise, proven=True)
    answer = compared(limit, value)
    if not answer.equal:
        return Seen(
            replace(made, slope=steep(limit, value, side), slope_kind="infinite"), limit, None, rise, proven=True
        )
    if not answer.certain:
        return Seen(replace(made, slope_kind="not determined"), limit, None, rise, proven=True)
    if rise is None:
        swings = isinstance(inner.speed, Spread) and inner.speed.is_genuine
        has_slope = _are_one_number([seen.slope for seen in told])
        kind: SideKind = "oscillating" if swings and has_slope else "not determined"
        return Seen(replace(made, slope_kind=kind), limit, proven=True)
    return Seen(replace(made, slope_kind="finite", slope=0.0), limit, rise, rise, proven=True)


def _stays_flat(inner: _Inner, slopes: Sequence[Any]) -> bool:
    """Whether the slope of the whole is 0 by the chain rule."""
    if any(slope is None for slope in slopes) or inner.speed is None or isinstance(inner.speed, float):
        return False
    if not isinstance(inner.speed, Spread):
        return sign(inner.speed) == 0
    return inner.speed.is_bounded and all(sign(slope) == 0 for slope in slopes)


def _are_one_number(slopes: Sequence[Any]) -> bool:
    """Whether the outer function has one slope, other than 0."""
    first = slopes[0]
    if any(slope is None for slope in slopes) or sign(first) not in (-1, 1):
        return False
    return all(compared(slope, first).equal and compared(slope, first).certain for slope in slopes)
