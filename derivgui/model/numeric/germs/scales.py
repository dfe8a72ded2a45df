"""Scales: the functions t^r L^-w for t -> 0+, with L = ln(1/t), by which expansions are ordered."""

from __future__ import annotations

from typing import TypeAlias

from derivgui.model.numeric.germs.exponents import Exponent, Layered, plain
from derivgui.model.numeric.germs.numbers import rational

# (r, w) stands for t^r L^-w; the smaller pair is the larger function.
Scale: TypeAlias = tuple[Exponent, Exponent]

ONE: Scale = (0, 0)
STEP: Scale = (1, 0)
LOGARITHM: Scale = (0, -1)
# What tends to 0 more slowly than everything that will ever be met.
NEAR: Scale = (0, Layered(0, {10**6: rational(1)}))
# The growth of exp(exp(1/t)), larger than every power of 1/t; nothing is known of it but that.
TOWER: Scale = (-(10**9), 0)
# Smaller than every power of t that will ever be met: what exp(-1/t) leaves behind.
FLAT: Scale = (10**9, 0)
# Between these and what is flat, times whatever powers of t there are.
FAR = 10**8
# Powers of t that are met lie between these.
MOST: Scale = (-(10**8), 0)
LEAST: Scale = (10**8, 0)
# Of what an irrational exponent is taken for.
LARGEST_DENOMINATOR = 720


def times(a: Scale, b: Scale) -> Scale:
    """The scale of a product."""
    return a[0] + b[0], a[1] + b[1]


def power_of(scale: Scale, exponent: Exponent) -> Scale:
    """The scale of a power."""
    return plain(scale[0] * exponent), plain(scale[1] * exponent)


def iterated_logarithm(count: int) -> Scale:
    """ln L, ln ln L, …"""
    return 0, Layered(0, {count: rational(-1)})


def is_flat(rest: Scale | None) -> bool:
    """Whether a remainder is smaller than every power of t."""
    return rest is not None and rest[0] > FAR


def larger(a: Scale | None, b: Scale | None) -> Scale | None:
    """The larger of two remainders; None is no remainder."""
    return b if a is None else a if b is None else min(a, b)
