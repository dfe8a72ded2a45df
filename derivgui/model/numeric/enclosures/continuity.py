"""Ranges over intervals, with the proof that the function is continuous there.

The interval is a ball of python-flint (``balls``). What is not proven to be defined and continuous on all of it has a
range that is not finite.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import Branch, Call, Negative, Node, Piecewise, Power, Product, Quotient, Sum
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.balls import LARGEST_POWER, RULES, Ball, ball
from derivgui.model.numeric.powers import exact_rational

_Values: TypeAlias = Mapping[str, Ball]

# What must stay between two whole numbers for a step function to stay on one step.
STEPS: Mapping[str, Callable[..., Ball]] = {
    "floor": lambda u: u, "ceil": lambda u: -u, "round": lambda u: u + 0.5, "frac": lambda u: u,
    "mod": lambda u, modulus: u / modulus,
}  # fmt: skip

# How far beyond a box is still beside it: less than anything that is looked at, so that only the edge itself is seen.
HAIR_BITS = 100_000


def continuous_range(node: Node, at: _Values) -> Ball:
    """A ball that contains f of the box ``at``; finite only where f is proven defined and continuous on all of it."""
    match node:
        case Negative(operand):
            return -continuous_range(operand, at)
        case Sum(terms):
            return sum((continuous_range(term, at) for term in terms[1:]), continuous_range(terms[0], at))
        case Product(factors):
            rest = (continuous_range(factor, at) for factor in factors[1:])
            return math.prod(rest, start=continuous_range(factors[0], at))
        case Quotient(above, below):
            return continuous_range(above, at) / continuous_range(below, at)
        case Power(base, exponent):
            return _power(base, exponent, at)
        case Call(name, arguments):
            return _call(name, [continuous_range(argument, at) for argument in arguments])
        case Piecewise():
            return _piecewise(node, at)
        case _:
            return ball(node, at)


def _call(name: str, inner: list[Ball]) -> Ball:
    if all(u.is_exact() for u in inner):
        # One number all along.
        return RULES[name](*inner)
    undecided = inner[0].nan()
    if name == "factorial":
        return undecided
    if name in STEPS and not is_between_steps(STEPS[name](*inner)):
        return undecided
    if name == "sign" and not (inner[0] > 0 or inner[0] < 0):
        return undecided
    if name == "atan2" and not (inner[1] > 0 or inner[0] > 0 or inner[0] < 0):
        return undecided
    if name in ("cbrt", "root"):
        degree = 3 if name == "cbrt" else inner[1].unique_fmpz()
        return undecided if degree is None or degree < 1 else _root(inner[0], int(degree))
    return RULES[name](*inner)


def _power(base: Node, exponent: Node, at: _Values) -> Ball:
    inside, fraction = continuous_range(base, at), exact_rational(exponent)
    if fraction is None:
        varying = continuous_range(exponent, at)
        whole = varying.unique_fmpz() if varying.is_exact() else None
        if whole is not None and abs(whole) <= LARGEST_POWER:
            return _whole_power(inside, int(whole))
        return (varying * inside.log()).exp()
    if fraction.denominator == 1:
        return _whole_power(inside, fraction.numerator)
    return _whole_power(_root(inside, fraction.denominator), fraction.numerator)


def _whole_power(inside: Ball, n: int) -> Ball:
    """By squaring where 0 is inside: flint's own power is NaN for a ball whose midpoint is 0."""
    if n <= 0 or not inside.contains(0):
        return inside**n
    result, square = None, inside
    while n:
        if n & 1:
            result = square if result is None else result * square
        square, n = square * square, n >> 1
    return result


def _root(inside: Ball, degree: int) -> Ball:
    """Real root, of an interval on both sides of 0 too where the degree is odd."""
    if degree % 2 == 0 or inside > 0:
        return inside.root(degree)
    if inside < 0:
        return -((-inside).root(degree))
    if not inside.is_finite():
        return inside.nan()
    low, high = inside.abs_upper(), inside.abs_upper()
    return (-low.root(degree)).union(high.root(degree))


def _piecewise(node: Piecewise, at: _Values) -> Ball:
    chosen = standing_branch(node, at)
    return next(iter(at.values())).nan() if chosen is None else continuous_range(chosen, at)


def standing_branch(node: Piecewise, at: _Values) -> Node | None:
    """The value that holds on all of the box and a little beyond; None where that is not certain."""
    for branch in node.branches:
        holds = stands(branch, at)
        if holds is None:
            return None
        if holds:
            return branch.value
    return None


def stands(branch: Branch, at: _Values) -> bool | None:
    """Whether a branch holds on all of the box and beside it, or fails there; None where two sides meet or break.

    Two that are one number all along, such as steps, do not part and may be equal.
    """
    if branch.condition is None:
        return True
    hair = flint.arb(0, flint.arb(2) ** -HAIR_BITS)
    around = {name: value + hair for name, value in at.items()}
    ranges = [continuous_range(operand, around) for operand in branch.condition.operands]
    holds = True
    for relation, left, right in zip(branch.condition.relations, ranges, ranges[1:], strict=False):
        sign = 1 if left > right else -1 if left < right else 0
        if not (sign or (left.is_exact() and right.is_exact())):
            return None
        holds = holds and sign in HOLDS[relation]
    return holds


def is_between_steps(u: Ball) -> bool:
    """True where no whole number lies in the ball."""
    below = u.floor()
    return bool(below.is_exact() and u > below)
