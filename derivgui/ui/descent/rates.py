"""Where rates lie on a logarithmic slider, and what is read from fields."""

from __future__ import annotations

import math

from derivgui.model.descent.methods import Parameter
from derivgui.model.document.descent import LARGEST_RATE, MOST_EVERY, SMALLEST_RATE
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene.numbers import format_number

LOW, HIGH = 1e-5, 10.0
A_DECADE = 100
POSITIONS = round(A_DECADE * math.log10(HIGH / LOW))


def to_position(rate: float) -> int:
    """A rate on the slider; one beyond its ends is at the end."""
    return round(A_DECADE * math.log10(min(max(rate, LOW), HIGH) / LOW))


def from_position(position: int) -> float:
    """The rate at a place of the slider, to two digits, so that the readout stays calm."""
    return float(f"{LOW * 10.0 ** (position / A_DECADE):.1e}")


def read_rate(text: str) -> float:
    """A rate as typed, fractions too; ValueError with the sentence to show."""
    rate = typed_number(text)
    if not rate > 0:
        raise ValueError("A rate must be greater than 0.")
    if not SMALLEST_RATE <= rate <= LARGEST_RATE:
        raise ValueError(f"A rate lies between {format_number(SMALLEST_RATE)} and {LARGEST_RATE:,.0f}.")
    return rate


def read_factor(text: str) -> float:
    """The factor of a schedule."""
    factor = typed_number(text)
    if not factor > 0:
        raise ValueError("The factor must be greater than 0.")
    return factor


def read_count(text: str) -> float:
    """A number of steps."""
    count = typed_number(text)
    if not (count.is_integer() and 1 <= count <= MOST_EVERY):
        raise ValueError(f"A whole number from 1 to {MOST_EVERY:,} is expected here.")
    return count


def read_parameter(parameter: Parameter, text: str) -> float:
    """A parameter of a method."""
    value = typed_number(text)
    if not parameter.allows(value):
        low = "above" if parameter.is_open else "from"
        raise ValueError(f"{parameter.symbol} goes {low} {parameter.low:g} to below {parameter.high:g}.")
    return value
