"""Sines of exact angles and angles of exact sines: as roots where they are known as such, else as constants."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import cache

from derivgui.model.numeric.germs.exact import Exact, PiNumber, UnwieldyError, pi_number
from derivgui.model.numeric.germs.exact_functions import constant, radical_power
from derivgui.model.numeric.germs.monomials import PI_MONOMIAL, Constant
from derivgui.model.numeric.germs.numbers import HALF, Number, ball, fraction, inverse, is_rational, rational, sign

# In units of π/60, of three degrees.
HALF_TURN = 60


def sine_of(angle: Number) -> Number | None:
    """sin of an angle as an exact number, None where it is not known as one."""
    p, q = _without_half_turns(angle)
    turns = fraction(q) % 2
    if turns >= 1:
        opposite = sine_of_sum(p, turns - 1)
        return None if opposite is None else -opposite
    return sine_of_sum(p, turns)


def _without_half_turns(angle: Number) -> tuple[Number, Number]:
    """An angle as p + qπ."""
    if isinstance(angle, PiNumber):
        return angle.p, angle.q
    q = dict(angle.terms).get(PI_MONOMIAL) if isinstance(angle, Exact) else None
    return (angle, rational(0)) if q is None else (angle + pi_number(rational(0), -q), q)


def sine_of_sum(p: Number, turns: Fraction) -> Number | None:
    """sin(p + qπ) for 0 <= q < 1."""
    if is_rational(p) and p == 0:
        turns = min(turns, 1 - turns)
        known = turns * HALF_TURN
        if known.denominator == 1 and int(known) in _sines():
            return _sines()[int(known)]
        return _constant("sin", pi_number(p, rational(turns)))
    if turns == 0:
        return _odd("sin", p)
    if turns == HALF:
        return _constant("cos", p if sign(p) == 1 else -p)
    return _constant("sin", p + pi_number(rational(0), rational(turns)))


def angle_of_sine(value: Number) -> Number | None:
    """The angle from -π/2 to π/2 with this sine, None where it is not known."""
    for turned in (value, -value):
        angle = _angle_in_a_sine(turned)
        if angle is not None and abs(ball(angle)) < ball(pi_number(rational(0), rational(HALF))):
            return angle if turned is value else -angle
    return _angle(value, _arcsines(), "asin")


def _angle_in_a_sine(value: Number) -> Number | None:
    """An angle that has this sine, where it is written so: 1 in sin 1, π/2 - 1 in cos 1."""
    if not isinstance(value, Exact) or len(value.terms) > 1 or value.terms[0][1] != 1:
        return None
    ((base, exponent), *more) = value.terms[0][0]
    if more or exponent != 1 or not isinstance(base, Constant) or base.function not in ("sin", "cos"):
        return None
    right_angle = pi_number(rational(0), rational(HALF))
    return base.argument if base.function == "sin" else right_angle + -base.argument


def angle_of_tangent(value: Number) -> Number | None:
    """The angle between -π/2 and π/2 with this tangent, None where it is not known."""
    return _angle(value, _arctangents(), "atan")


def _angle(value: Number, table: dict[Number, int], function: str) -> Number | None:
    if not is_rational(value) and not isinstance(value, (Exact, PiNumber)):
        return None
    k = table.get(value)
    return _odd(function, value) if k is None else pi_number(rational(0), rational(Fraction(k, HALF_TURN)))


def _odd(function: str, number: Number) -> Number | None:
    if sign(number) == 1:
        return _constant(function, number)
    value = _constant(function, -number)
    return None if value is None else -value


def _constant(function: str, number: Number) -> Number | None:
    with suppress(UnwieldyError):
        if is_rational(number) or isinstance(number, (Exact, PiNumber)):
            return constant(function, number)
    return None


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
