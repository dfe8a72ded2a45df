"""Where grid lines and labels go: steps of 1, 2 or 5 times a power of ten, or simple fractions of pi."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.scene.numbers import MINUS, MOST_DIGITS, format_number

LABEL_PIXELS = 48.0
DIGIT_PIXELS = 7.5
MOST_TICKS = 400
WIDEST_SPACING = 400.0
_PI_STEPS = (
    *(Fraction(1, n) for n in (24, 12, 6, 4, 3, 2)),
    *(Fraction(n) for n in (1, 2, 4, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Positions of labelled lines with their texts, and of the fine lines between them."""

    major: tuple[float, ...]
    labels: tuple[str, ...]
    minor: tuple[float, ...]
    step: float
    minor_step: float


def decimal_ticks(low: float, high: float, pixels_per_unit: float, spacing: float) -> Ticks:
    """Ticks with at least ``spacing`` pixels between labels."""
    mantissa, exponent = _nice(spacing / pixels_per_unit)
    step = mantissa * 10.0**exponent if exponent >= 0 else mantissa / 10.0**-exponent
    parts = {1: 5, 2: 4, 5: 5}[mantissa]
    indices = _indices(low, high, step)
    major = tuple(_multiple(i * mantissa, exponent) for i in indices)
    labels = tuple(_label(i * mantissa, exponent) for i in indices)
    return Ticks(major, labels, _minor(low, high, step / parts, parts), step, step / parts)


def horizontal_ticks(low: float, high: float, pixels_per_unit: float, pi: bool) -> Ticks:
    """Ticks whose labels do not touch: wider steps for longer texts."""
    make, spacing = (pi_ticks if pi else decimal_ticks), LABEL_PIXELS
    while True:
        ticks = make(low, high, pixels_per_unit, spacing)
        longest = max(map(len, ticks.labels), default=0) * DIGIT_PIXELS + 2 * DIGIT_PIXELS
        if longest <= ticks.step * pixels_per_unit or spacing > WIDEST_SPACING:
            return ticks
        spacing = max(longest, spacing * 1.3)


def pi_ticks(low: float, high: float, pixels_per_unit: float, spacing: float) -> Ticks:
    """Ticks at simple multiples of pi; decimal ones where the window is too wide or too narrow for them."""
    wanted = spacing / pixels_per_unit / math.pi
    step = next((s for s in _PI_STEPS if float(s) >= wanted), None)
    if step is None or wanted < float(_PI_STEPS[0]) / 4:
        return decimal_ticks(low, high, pixels_per_unit, spacing)
    size = float(step) * math.pi
    indices = _indices(low, high, size)
    major = tuple(float(i * step) * math.pi for i in indices)
    labels = tuple(_pi_label(i * step) for i in indices)
    return Ticks(major, labels, _minor(low, high, size / 2, 2), size, size / 2)


def _nice(raw: float) -> tuple[int, int]:
    """Smallest 1, 2 or 5 times a power of ten that is at least ``raw``."""
    exponent = math.floor(math.log10(raw))
    for mantissa in (1, 2, 5):
        if mantissa * 10.0**exponent >= raw * (1 - 1e-12):
            return mantissa, exponent
    return 1, exponent + 1


def _indices(low: float, high: float, step: float) -> range:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return range(first, min(last, first + MOST_TICKS) + 1)


def _minor(low: float, high: float, step: float, parts: int) -> tuple[float, ...]:
    return tuple(i * step for i in _indices(low, high, step) if i % parts)


def _multiple(count: int, exponent: int) -> float:
    """count * 10^exponent correctly rounded: 3 * 0.1 would be 0.30000000000000004."""
    return count * 10.0**exponent if exponent >= 0 else count / 10.0**-exponent


def _label(count: int, exponent: int) -> str:
    return format_number(_multiple(count, exponent), MOST_DIGITS)


def _pi_label(multiple: Fraction) -> str:
    if multiple == 0:
        return "0"
    sign = MINUS if multiple < 0 else ""
    above, below = abs(multiple.numerator), multiple.denominator
    return f"{sign}{'' if above == 1 else above}π{'' if below == 1 else f'/{below}'}"
