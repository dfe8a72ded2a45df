"""Places told by their digits: the simple number that a narrow ball spells, and whether it meets a level exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from derivgui.model.language.tree import Node
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import germ_of, moving
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import (
    Number,
    UndecidedError,
    ball,
    is_negligible,
    is_rational,
    number_of,
    rational,
)
from derivgui.model.numeric.germs.scales import ONE
from derivgui.model.numeric.levels import Level

# Digits that are looked at, and the longest numbers that are seen in them: three of these have half as many.
PLACE_BITS = 300
LONGEST_PART = 10**15


def meets_exactly(inner: RealFunction, level: Level, place: Number, exact: Mapping[Node, Germ] | None = None) -> bool:
    """Whether a sub-function has exactly this level at a place, where some of its parts may be known exactly."""
    algebra = Algebra(1)
    bound = {inner.variable: moving(place, 0)}
    try:
        germ = algebra.settled(germ_of(algebra, inner.program.tree, bound, inner.program.variables, exact))
    except (UndefinedError, UndecidedError):
        return False
    if algebra.assumed or germ.rest is not None or germ.growth or any(scale != ONE for scale, _ in germ.terms):
        return False
    difference = (germ.terms[0][1] if germ.terms else rational(0)) + -number_of(level)
    return is_rational(difference) and bool(difference == 0)


def simple_level(inner: RealFunction, level: Level, place: Any) -> Level | None:
    """The simple number in a narrow ball at which a sub-function meets a level exactly."""
    return next((each for each in simple_numbers(place) if meets_exactly(inner, level, number_of(each))), None)


def simple_numbers(place: Any) -> Iterator[Level]:
    """What the digits of a narrow ball spell: a fraction, or a sum of one and a fraction of π.

    By a short vector of a lattice (A. K. Lenstra, H. W. Lenstra, L. Lovász, Factoring polynomials with rational
    coefficients, Math. Ann. 261, 1982).
    """
    scale = flint.fmpz(2) ** PLACE_BITS
    x, pi = ((number * flint.arb(scale)).mid().floor().unique_fmpz() for number in (place, flint.arb.pi()))
    if x is None or pi is None:
        return
    # A relation a·place + b + c·π = 0.
    rows = flint.fmpz_mat([[1, 0, 0, x], [0, 1, 0, scale], [0, 0, 1, pi]]).lll()
    a, b, c = (int(rows[0, k]) for k in range(3))
    if a and max(abs(a), abs(b), abs(c)) <= LONGEST_PART:
        level = Level(Fraction(-b, a), Fraction(-c, a))
        if is_negligible(place - ball(number_of(level))):
            yield level
