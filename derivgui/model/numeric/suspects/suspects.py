"""Where something may happen to a function, read off its tree: poles, edges of the domain, jumps and corners.

Every construct that may break a curve names sub-functions and the exact levels at which it does so: a denominator at
0, the argument of a floor at whole numbers, that of a tangent at π/2 + kπ (``equations`` tells where). A suspect
accuses nobody: at its places something *may* happen, elsewhere nothing can.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

import numpy as np

from derivgui.model.language.real import Array
from derivgui.model.language.tree import (
    Branch,
    Call,
    Negative,
    Node,
    Number,
    Piecewise,
    Power,
    Quotient,
    Sum,
    Symbol,
    children,
    walk,
)
from derivgui.model.numeric.levels import ONE, ZERO, Level, level_of
from derivgui.model.numeric.powers import exact_rational, has_no_symbols
from derivgui.model.numeric.suspects.equation import HALF_PI, PI, Equation
from derivgui.model.numeric.suspects.equations import Equations

SuspectKind: TypeAlias = Literal["pole", "jump", "edge", "corner"]

# The strongest first: of two suspicions on the same places the stronger one is kept.
KINDS: tuple[SuspectKind, ...] = ("pole", "jump", "edge", "corner")
MOST_PAIRS = 28
# Coarser than any rounding: what is further off needs no closer look.
FAR = 1e-6


@dataclass(frozen=True, slots=True)
class Suspect:
    """The places where ``tree = offset``, or with a period where ``tree ≡ offset (mod period)``.

    Attributes:
        tree: a sub-function of the variable; the bare variable where the places are known exactly.
        kind: what may happen there: "pole" (a division by 0 or a logarithm of 0), "jump" (a step, a joint), "edge" (an
            end of the domain), "corner" (no break of the curve, but perhaps of its slope).
        offset: the exact level.
        period: positive, or None.
        origins: the equations as they stand in the tree, before they were taken apart: at a place one of them holds
            exactly, whatever rounding says.
    """

    tree: Node
    kind: SuspectKind
    offset: Level = ZERO
    period: Level | None = None
    origins: tuple[Equation, ...] = ()

    def nearest(self, value: float) -> Level:
        """The level that is nearest to a value."""
        if self.period is None:
            return self.offset
        count = (value - float(self.offset)) / float(self.period)
        return self.level(round(count)) if math.isfinite(count) else self.offset

    def level(self, count: int) -> Level:
        """The level so many periods above the offset."""
        return self.offset if self.period is None else self.offset + self.period.scaled(count)

    def side(self, values: Array) -> Array:
        """Between which of its levels the tree's values are: whole numbers, halves where a value is at a level."""
        shifted = values - float(self.offset)
        if self.period is None:
            side: Array = np.sign(shifted)
            return side
        turns = shifted / float(self.period)
        below = np.floor(turns)
        return np.where(turns == below, below - 0.5, below)

    def is_far_from(self, value: float) -> bool:
        """Whether a value of the tree is so far from the nearest level that no rounding makes it one."""
        level = float(self.nearest(value))
        return not abs(value - level) <= FAR * (1.0 + abs(level))


def suspects(tree: Node, variable: str) -> tuple[Suspect, ...]:
    """All suspects of a tree as a function of one variable; every other symbol is a constant."""
    kinds: dict[Equation, set[SuspectKind]] = {}
    origins: dict[Equation, dict[Equation, None]] = {}
    equations = Equations(variable)
    for kind, origin in _accusations(tree, equations):
        for place in equations.solve(origin):
            kinds.setdefault(place, set()).add(kind)
            origins.setdefault(place, {})[origin] = None
    return tuple(
        Suspect(place.tree, min(kinds[place], key=KINDS.index), place.offset, place.period, tuple(origins[place]))
        for place in kinds
    )


Accusation: TypeAlias = tuple[SuspectKind, Equation]

HALF = Level(Fraction(1, 2))

_ENTIRE = frozenset({"sin", "cos", "exp", "sinh", "cosh"})

# By function: what may happen, at which level of its (first) argument, with which period.
_CALLS: Mapping[str, tuple[tuple[SuspectKind, Level, Level | None], ...]] = {
    "tan": (("pole", HALF_PI, PI),),
    "sec": (("pole", HALF_PI, PI),),
    "cot": (("pole", ZERO, PI),),
    "csc": (("pole", ZERO, PI),),
    "asin": (("edge", ONE, None), ("edge", -ONE, None)),
    "acos": (("edge", ONE, None), ("edge", -ONE, None)),
    "asec": (("edge", ONE, None), ("edge", -ONE, None)),
    "acsc": (("edge", ONE, None), ("edge", -ONE, None)),
    "coth": (("pole", ZERO, None),),
    "csch": (("pole", ZERO, None),),
    "acosh": (("edge", ONE, None),),
    "atanh": (("pole", ONE, None), ("pole", -ONE, None)),
    "acoth": (("pole", ONE, None), ("pole", -ONE, None)),
    "asech": (("edge", ONE, None), ("pole", ZERO, None)),
    "acsch": (("pole", ZERO, None),),
    "ln": (("pole", ZERO, None),),
    "log": (("pole", ZERO, None),),
    "log_base": (("pole", ZERO, None),),
    "sqrt": (("edge", ZERO, None),),
    "cbrt": (("corner", ZERO, None),),
    "abs": (("corner", ZERO, None),),
    "sign": (("jump", ZERO, None),),
    "floor": (("jump", ZERO, ONE),),
    "ceil": (("jump", ZERO, ONE),),
    "frac": (("jump", ZERO, ONE),),
    "round": (("jump", HALF, ONE),),
    "factorial": (("jump", ZERO, ONE),),
    # The cut along the negative axis, and the origin.
    "atan2": (("jump", ZERO, None),),
}


def _accusations(tree: Node, equations: Equations) -> Iterator[Accusation]:
    """What every node of the tree may do, without asking yet where."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if equations.varies(node):
            yield from accusations_of(node, equations.varies)
            waiting.extend(_moving_parts(node))


def _moving_parts(node: Node) -> tuple[Node, ...]:
    """The parts of a node that have values on a stretch."""
    lonely = [b.value for b in node.branches if holds_at_single_places(b)] if isinstance(node, Piecewise) else []
    return tuple(part for part in children(node) if part not in lonely) if lonely else children(node)


def holds_at_single_places(branch: Branch) -> bool:
    """Whether a condition is an equation between functions that are analytic everywhere, and not the same."""
    condition = branch.condition
    if condition is None or condition.relations != ("=",):
        return False
    nodes = [node for operand in condition.operands for node in walk(operand)]
    return any(isinstance(node, Symbol) for node in nodes) and all(map(_is_entire, nodes))


def _is_entire(node: Node) -> bool:
    match node:
        case Call(name):
            return name in _ENTIRE
        case Power(_, exponent):
            power = exact_rational(exponent)
            return power is not None and power.denominator == 1 and power >= 0
        case Quotient(_, below):
            return has_no_symbols(below)
        case Piecewise():
            return False
        case _:
            return True


def accusations_of(node: Node, varies: Callable[[Node], bool]) -> Iterator[Accusation]:
    """What one node may do, its parts left aside; ``varies`` tells which trees move."""
    match node:
        case Quotient(_, denominator):
            yield "pole", Equation(denominator)
        case Power():
            yield from _of_power(node, varies)
        case Call(name, arguments):
            for kind, offset, period in _CALLS.get(name, ()):
                yield kind, Equation(arguments[0], offset, period)
            yield from _of_arguments(name, arguments, varies)
        case Piecewise(branches):
            for branch in branches:
                operands = branch.condition.operands if branch.condition else ()
                for left, right in pairwise(operands):
                    yield "jump", Equation(difference(left, right))


def _of_power(node: Power, varies: Callable[[Node], bool]) -> Iterator[Accusation]:
    base, exponent = node.base, exact_rational(node.exponent)
    if varies(node.exponent):
        yield "edge", Equation(base)
        if not varies(base) and _may_vanish(base):
            # 0^u lives for u > 0 only.
            yield "edge", Equation(node.exponent)
    elif exponent is None:
        negative = isinstance(node.exponent, Negative)
        yield "pole" if negative else "edge", Equation(base)
    elif exponent < 0:
        yield "pole", Equation(base)
    elif exponent.denominator > 1:
        yield "corner" if exponent.denominator % 2 else "edge", Equation(base)


def _may_vanish(constant: Node) -> bool:
    return not has_no_symbols(constant) or level_of(constant) == ZERO


def _of_arguments(name: str, arguments: tuple[Node, ...], varies: Callable[[Node], bool]) -> Iterator[Accusation]:
    """Functions of more than one argument."""
    if name == "log_base":
        yield "pole", Equation(arguments[1], ONE)
        yield "edge", Equation(arguments[1])
    elif name == "root":
        degree = exact_rational(arguments[1])
        odd = degree is not None and degree.numerator % 2 == 1
        yield "corner" if odd else "edge", Equation(arguments[0])
        # A degree that varies is one at whole numbers only.
        yield "jump", Equation(arguments[1], ZERO, ONE)
    elif name == "mod":
        yield "jump", Equation(Quotient(*arguments), ZERO, ONE)
        yield "pole", Equation(arguments[1])
    elif name == "atan2" and not varies(arguments[0]) and _may_vanish(arguments[0]):
        # A point that moves along the axis passes the origin.
        yield "jump", Equation(arguments[1])
    elif name in ("min", "max"):
        for left, right in list(combinations(arguments, 2))[:MOST_PAIRS]:
            yield "corner", Equation(difference(left, right))


def difference(left: Node, right: Node) -> Node:
    """The tree that vanishes where two sides are equal, up to a factor."""
    for side, other in ((left, right), (right, left)):
        if other == Negative(side):
            return side
    if isinstance(right, Number) and not right.value:
        return left
    return right if isinstance(left, Number) and not left.value else Sum((left, Negative(right)))
