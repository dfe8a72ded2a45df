"""Arrays of numbers far beyond the doubles: m 2^k as a pair of arrays (see ``vast``)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from derivgui.model.language import real
from derivgui.model.language.real import Array, Truth

LN2 = math.log(2.0)
# Of two numbers whose exponents differ by more the smaller one does not count.
DIGITS = 64.0
# Doubles have all become 0 or infinite before these powers of two.
LARGEST_EXPONENT = 5000
# Mantissas may be raised to powers up to this without leaving the doubles.
LARGEST_PLAIN_POWER = 1000.0
SMALLEST_DOUBLE = math.ulp(0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Vast:
    """m 2^k, arrays of one shape: m = 0 or a size from 1/2 to below 1, NaN where undefined; k is whole."""

    m: Array
    k: Array

    @classmethod
    def of(cls, value: Array) -> Vast:
        """Doubles; what has overflowed already is not known any more."""
        return cls.scaled(real.where(np.isfinite(value), np.asarray(value)), np.zeros(np.shape(value)))

    @classmethod
    def scaled(cls, m: Array, k: Array) -> Vast:
        """m 2^k for any finite m."""
        mantissa, shift = np.frexp(m)
        return cls(mantissa, np.where(mantissa == 0, 0.0, k + shift))

    def number(self) -> Array:
        """As doubles, infinite where too large."""
        number: Array = np.ldexp(self.m, np.clip(self.k, -LARGEST_EXPONENT, LARGEST_EXPONENT).astype(int))
        return number

    def number_apart_from_0(self) -> Array:
        """The same with a sign also where too small: then the smallest double."""
        number = self.number()
        return np.where((number == 0) & (self.m != 0), np.copysign(SMALLEST_DOUBLE, self.m), number)

    def log(self) -> Array:
        """ln of the size."""
        logarithm: Array = np.log(np.absolute(self.m)) + self.k * LN2
        return logarithm

    def __neg__(self) -> Vast:
        return Vast(-self.m, self.k)

    def __add__(self, other: Vast) -> Vast:
        # A 0 has no size.
        k, other_k = np.where(self.m == 0, -np.inf, self.k), np.where(other.m == 0, -np.inf, other.k)
        top = np.maximum(k, other_k)
        top = np.where(np.isinf(top), 0.0, top)
        return Vast.scaled(_shifted(self.m, k - top) + _shifted(other.m, other_k - top), top)

    def __mul__(self, other: Vast) -> Vast:
        return Vast.scaled(self.m * other.m, self.k + other.k)

    def __truediv__(self, other: Vast) -> Vast:
        return Vast.scaled(real.divide(self.m, other.m), self.k - other.k)

    def raised(self, r: float | Array) -> Vast:
        """The size to the power r; NaN for 0 to a negative power."""
        plain = np.power(np.absolute(self.m), r)
        whole = np.floor(self.k * r)
        direct = Vast.scaled(plain * np.exp2(self.k * r - whole), whole)
        logarithm = np.log2(np.absolute(self.m)) * r + self.k * r
        by_log = Vast.scaled(np.exp2(logarithm - np.floor(logarithm)), np.floor(logarithm))
        is_plain = np.absolute(r) <= LARGEST_PLAIN_POWER
        m = np.where(is_plain, direct.m, by_log.m)
        zero = np.where(np.asarray(r) > 0, 0.0, np.where(np.asarray(r) == 0, 0.5, np.nan))
        is_zero = self.m == 0
        k = np.where(is_plain, direct.k, by_log.k)
        return Vast(np.where(is_zero, zero, m), np.where(is_zero, np.where(np.asarray(r) == 0, 1.0, 0.0), k))


def _shifted(m: Array, by: Array) -> Array:
    shifted: Array = np.ldexp(m, np.clip(by, -2 * DIGITS, 0).astype(int)) * (by > -DIGITS)
    return shifted


def chosen(condition: Truth, inside: Vast, outside: Vast) -> Vast:
    """One of two, point by point."""
    return Vast(np.where(condition, inside.m, outside.m), np.where(condition, inside.k, outside.k))
