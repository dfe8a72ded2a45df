"""Typed numbers are what they are, also where doubles would put them elsewhere."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language.errors import ParseError
from derivgui.model.numeric.places.typed_number import typed_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pi/2", math.pi / 2), ("-1/3", -1 / 3), (" 1e-3 ", 1e-3), ("0.1 + 0.2", 0.3), ("sqrt(tan(pi))", 0.0),
        ("acos(2 sin(pi/6))", 0.0), ("sin(pi)", 0.0), ("{sqrt(2)^2 = 2: 5, 6}", 5.0),
    ],
)  # fmt: skip
def test_a_constant_has_its_value(text: str, value: float) -> None:
    assert typed_number(text) == value


@pytest.mark.parametrize("text", ["1/0", "1/(0.1 + 0.2 - 0.3)", "sqrt(-1)", "x", "f(x) = 2", "9^9^9", "1/sin(pi)"])
def test_what_is_no_number_is_refused_at_its_place(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        typed_number(f"  {text} ")
    start, end = caught.value.span
    assert 2 <= start < end <= len(text) + 2
