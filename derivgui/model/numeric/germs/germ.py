"""Germs: what a function is next to a place.

A germ is exp(E)·S for t -> 0+, where S is a finite sum of terms c·t^r·L^-w with L = ln(1/t), ordered from the largest,
plus a remainder O(t^r L^-w), and E (mostly absent) is a sum of terms that tend to infinity. This is the part of the
field of transseries (G. A. Edgar, Transseries for Beginners, Real Analysis Exchange 35, 2010) that elementary functions
of school mathematics need: Puiseux series, logarithms, and exponentials of 1/x.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    CrowdedError,
    Spread,
    everything,
    is_infinite,
    is_rational,
    rational,
)
from derivgui.model.numeric.germs.scales import ONE, TOWER, Scale, is_flat

Term: TypeAlias = tuple[Scale, Coefficient]


class UndefinedError(Exception):
    """The function has no values on this side (or at this point)."""


@dataclass(frozen=True, slots=True)
class Germ:
    """One expansion.

    Attributes:
        terms: the sum S, largest term first.
        rest: scale of its remainder, None where S is exact.
        growth: the terms of E, all tending to infinity; empty for E = 0.
        tail: what stands beside exp(E)·S, where that is known and smaller by an exponential (then ``rest`` is flat):
            of tanh(1/t) = 1 - 2 exp(-2/t) + … it tells that 1 is not reached. None where nothing is known of it.
        is_multiple: whether the last term oscillates and the remainder is a multiple of it, 0 where that is 0: of
            cos(t sin(1/t)) it is.
    """

    terms: tuple[Term, ...]
    rest: Scale | None = None
    growth: tuple[Term, ...] = ()
    tail: Germ | None = None
    is_multiple: bool = False

    @property
    def is_zero(self) -> bool:
        """True for the function that is 0 all along."""
        return not self.terms and self.rest is None


def constant(number: Coefficient) -> Germ:
    """A function that does not move."""
    return Germ(((ONE, number),)) if not (is_rational(number) and number == 0) else Germ(())


def whole(number: Fraction | int) -> Germ:
    """A rational constant."""
    return constant(rational(number))


def with_tail(germ: Germ, tail: Germ | None) -> Germ:
    """The germ with its tail, as far as that matters: the tail of a tail's tail decides nothing."""
    if tail is None or not is_flat(germ.rest):
        return germ
    if tail.is_zero:
        return replace(germ, rest=None, tail=None)
    if tail.tail is not None and tail.tail.tail is not None:
        tail = replace(tail, tail=replace(tail.tail, tail=None))
    return replace(germ, tail=tail)


def is_number(germ: Germ) -> bool:
    """Whether a germ is a number other than 0."""
    if len(germ.terms) != 1 or germ.rest is not None or germ.growth:
        return False
    ((scale, c),) = germ.terms
    return scale == ONE and not isinstance(c, Spread)


def is_alone(germ: Germ) -> bool:
    """Whether a germ is its leading term and nothing else, but for a factor that tends to 1."""
    return len(germ.terms) == 1 and (germ.rest is None or germ.is_multiple)


def is_unbounded(germ: Germ) -> bool:
    """Whether there are poles in every neighbourhood; what oscillates always is the last term."""
    last = germ.terms[-1][1] if germ.terms else None
    return isinstance(last, Spread) and not last.is_bounded


def runs_off(germ: Germ) -> bool:
    """Whether it runs off to both infinities beside poles that crowd together, whatever else is in it."""
    last = germ.terms[-1][1] if germ.terms else None
    return isinstance(last, Spread) and last.runs and is_infinite(last.low) and is_infinite(last.high)


def running(*, sweeps: bool, runs: bool = True) -> Germ:
    """What runs off so, and nothing more is known of it but whether it sweeps through all numbers."""
    seen = tuple(map(rational, range(-2, 3))) if sweeps else ()
    return Germ(((ONE, everything(seen, runs=runs, sweeps=sweeps)),))


def with_its_poles(found: Germ, *parts: Germ) -> Germ:
    """A germ in which nobody has dropped a small term with poles: near these it is not small."""
    if any(map(is_unbounded, parts)) and not is_unbounded(found):
        raise CrowdedError("poles crowd together")
    return found


def is_tower(germ: Germ) -> bool:
    """Whether it is an exponential of exponentials, of which two cannot be told apart."""
    return bool(germ.growth) and germ.growth[0][0] == TOWER


def largest_scale(germ: Germ) -> Scale:
    """The scale that bounds the germ."""
    if germ.terms:
        return germ.terms[0][0]
    assert germ.rest is not None
    return germ.rest
