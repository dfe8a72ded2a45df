"""The angles whose sines are sums of square roots: the multiples of π/12 and of π/10 with such sines."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from derivgui.model.numeric.germs.numbers import HALF, Number, PiNumber, inverse, is_rational, pi_number, rational
from derivgui.model.numeric.germs.surds import Surd, radical_power

# In units of π/60, of three degrees.
HALF_TURN = 60


def sine_of(angle: Number) -> Number | None:
    """sin of an angle as a rational number or a surd, None where it is not known as one."""
    if is_rational(angle):
        return angle if angle == 0 else None
    k = angle.q * HALF_TURN if isinstance(angle, PiNumber) and angle.p == 0 else None
    return _sines().get(int(k.p) % (2 * HALF_TURN)) if k is not None and k.q == 1 else None


def angle_of_sine(value: Number) -> Number | None:
    """The angle from -π/2 to π/2 with this sine, None where it is not known."""
    return _angle(value, _arcsines())


def angle_of_tangent(value: Number) -> Number | None:
    """The angle between -π/2 and π/2 with this tangent, None where it is not known."""
    return _angle(value, _arctangents())


def _angle(value: Number, table: dict[Number, int]) -> Number | None:
    if not is_rational(value) and not isinstance(value, Surd):
        return None
    k = table.get(value)
    return None if k is None else pi_number(rational(0), rational(Fraction(k, HALF_TURN)))


@cache
def _sines() -> dict[int, Number]:
    """sin(kπ/60) by k from 0 to 119, where it is known."""
    half = rational(HALF)
    quarter = half * half
    root = {n: radical_power(rational(n), HALF) for n in (2, 3, 5, 6)}
    first = {
        0: rational(0),
        5: (root[6] + -root[2]) * quarter,
        6: (root[5] + rational(-1)) * quarter,
        10: half,
        15: root[2] * half,
        18: (root[5] + rational(1)) * quarter,
        20: root[3] * half,
        25: (root[6] + root[2]) * quarter,
        30: rational(1),
    }
    found: dict[int, Number] = {}
    for k, sine in first.items():
        found |= {k: sine, HALF_TURN - k: sine, HALF_TURN + k: -sine, -k % (2 * HALF_TURN): -sine}
    return found


@cache
def _arcsines() -> dict[Number, int]:
    return {_sines()[k % (2 * HALF_TURN)]: k for k in range(-30, 31) if k % (2 * HALF_TURN) in _sines()}


@cache
def _arctangents() -> dict[Number, int]:
    sines = _sines()
    found: dict[Number, int] = {}
    for k in range(-29, 30):
        sine, cosine = sines.get(k % (2 * HALF_TURN)), sines.get(k + 30)
        if sine is not None and cosine is not None:
            found[sine * inverse(cosine)] = k
    return found
