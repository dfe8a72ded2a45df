"""Where a function has values that nobody knows, the picture says so and does not leave it out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.suspects.everywhere import is_analytic_everywhere
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-8, 8, -3, 3, 1000, 600)


@pytest.mark.parametrize(
    ("text", "end"),
    [("sin(e^e^e^x)", 0.5), ("cos(e^e^e^x) + x/10", 0.5), ("1/(2 + sin(e^e^e^x))", 0.5), ("e^(sin(e^(e^x)))", 1.7)],
)
def test_it_is_not_determined_up_to_the_edge_of_the_window(text: str, end: float) -> None:
    found = sample(RealFunction(Program(parse(text).tree)), VIEW)
    start, last = found.unresolved[-1]
    assert start < end
    assert last == VIEW.x1
    # Of the columns that are not determined each has a band, no higher than the function may be.
    columns = sorted(x for band in found.bands for x in band.x.tolist())
    gaps = [b - a for a, b in pairwise(columns)]
    assert max(gaps) < 3.0 / VIEW.pixels_per_x
    assert max(columns) > VIEW.x1 - 2 / VIEW.pixels_per_x
    assert max(float(band.high.max()) for band in found.bands) < 3.0


@pytest.mark.parametrize("text", ["atan(e^e^e^x)", "e^(e^(e^x))", "x^400", "e^(-e^e^e^x)"])
def test_what_doubles_know_beyond_their_range_is_drawn(text: str) -> None:
    assert not sample(RealFunction(Program(parse(text).tree)), VIEW).unresolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^3 - 2x", True), ("e^(-x^2) sin x", True), ("(1/2)^x", True), ("cosh(x)^sin x", True), ("x/2", True),
        ("1/(x^2 + 1)", True), ("1/(2 + sin x)", True), ("ln(2 + cos(x^3))", True), ("sqrt(x^2 + 1)", True),
        ("|e^x|", True), ("atan(x^9)", True), ("x/(2 - 3)", True),
        ("1/(1 + sin x)", False), ("1/(x^2 - 1)", False), ("ln x", False), ("(-2)^x", False), ("sqrt(x^2)", False),
        ("x^-2", False), ("x^x", False), ("x^(1/3)", False), ("x^e", False), ("tan x", False), ("|x|", False),
        ("x + ln(-1)", False), ("x/0", False), ("floor x", False), ("{x > 0: x, x}", False),
    ],
)  # fmt: skip
def test_what_has_a_derivative_everywhere_is_seen_by_its_shape(text: str, expected: bool) -> None:
    assert is_analytic_everywhere(parse(text).tree) == expected


def test_its_band_is_no_higher_than_the_function_may_be() -> None:
    found = sample(RealFunction(Program(parse("cos(e^(e^(x + 3)))/(1 + x^2)").tree)), VIEW)
    columns = {round(x, 3): high for band in found.bands for x, high in zip(band.x, band.high, strict=True)}
    for x, high in columns.items():
        if x > 4:
            assert 1 / (1 + x * x) <= high < 1.5 / (1 + x * x) + 0.02
