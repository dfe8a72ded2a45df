"""Verdicts on waves that have no phase in common, and beside their poles: mpmath samples what is said of them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import Undefined, at_place
from tests.oracle.verdicts.row import number

DIGITS = 400
SHIFTS = [("x", "0"), ("x-1/3", "1/3"), ("x-sqrt(2)", "sqrt(2)"), ("x-pi", "pi"), ("x+1.7", "-1.7")]
SWINGING = [
    "sin(1/u) + sin(sqrt(2)/u)",
    "sin(1/u) sin(pi/u)",
    "sin(1/u) - cos(pi/u)",
    "sin(1/u) + cos(1/u^2)",
    "sin(1/u) - sin(1/u^2)",
    "sin(1/u) + sin(e^(1/u))",
    "sin(1/u) sin(e^(1/|u|))",
    "sin(1/u) - sin(1/u + 1/sqrt|u|)",
    "sin(1/u) - frac(1/u)",
    "frac(1/u) sin(1/u)",
    "sin(floor(1/u)) + frac(1/u)",
    "tan(1/u) + frac(1/u)",
    "tan(1/u) + 1/u^2",
    "1/(2 + sin(1/u) + sin(sqrt(3)/u))",
    "|sin(1/u)| + |cos(sqrt(3)/u)|",
    "max(sin(1/u), cos(pi/u))",
    "max(sin(1/u), sin(ln|u|))",
    "e^sin(1/u) cos(ln|u|)",
    "floor(2sin(1/u)) + sin(2/(3u))",
    "(1 + sin(1/u))^u",
    "u ln|sin(1/u)|",
    "u^2 sin(1/u) tan(1/u)",
    "frac(1/u)/sin(1/u)",
    "u/tan(1/u)",
    "frac(1/u) + 1/sin(1/u)",
]
# What is undefined on one side, or comes close to a pole now and then, nobody knows how close.
TORN = ("(1 + sin(1/u))^u", "1/(2 + sin(1/u) + sin(sqrt(3)/u))")


def verdict(text: str, shift: str, at: str) -> Verdict:
    return verdict_at(RealFunction(Program(placed(text, shift))), number(at))


def placed(text: str, shift: str) -> Node:
    return parse(text.replace("u", f"({shift})")).tree


def samples(text: str, side: int) -> Iterator[mpf]:
    """Values of a function of u beside 0: anywhere, and as close to multiples of π/2 as its poles are."""
    tree, chance = placed(text, "x"), random.Random(text)
    with mp.workdps(DIGITS):
        for _ in range(60):
            n = mpf(chance.randrange(20, 60))
            hair = mp.exp(-n * n / 10)
            for turns in (n + mpf(chance.random()), n * mp.pi / 2 + hair, n * mp.pi / 2 - hair):
                with suppress(Undefined, ZeroDivisionError):
                    yield at_place(tree, {"x": side / turns})


@pytest.mark.parametrize("text", SWINGING)
def test_what_comes_to_two_heights_again_and_again_has_no_limit(text: str) -> None:
    for shift, at in SHIFTS:
        found = verdict(text, shift, at)
        assert (found.kind, found.status) == ("oscillation", "proven")
        assert math.isnan(found.left_slope)
        assert math.isnan(found.right_slope)
    sides = [list(samples(text, side)) for side in (-1, 1)]
    # A power has no values on the side where its base may be 0.
    assert any(seen and max(seen) - min(seen) > 0.5 for seen in sides)


@pytest.mark.parametrize("text", [text for text in SWINGING if text not in TORN])
def test_secants_that_come_to_two_slopes_have_no_limit(text: str) -> None:
    for shift, at in SHIFTS:
        found = verdict(f"{{x = {at}: 0, (u) ({text})}}", shift, at)
        assert (found.kind, found.status) == ("oscillation", "proven")
        assert math.isnan(found.slope)


def test_the_place_of_a_pole_is_meant_and_none_of_the_zeros_next_to_it() -> None:
    found = verdict("1/(cbrt(floor(2sin(1/u))) + tan(1/u)^2)", "x^2-2", "sqrt(2)")
    assert (found.kind, found.status) == ("oscillation", "proven")


@pytest.mark.parametrize("text", ["sin(1/u) + sin(sqrt(2)/u)", "sin(1/u) + cos(1/u^2)", "frac(1/u) sin(pi^2/u)"])
@pytest.mark.parametrize(("factor", "kind", "slope"), [("3", "smooth", 3.0), ("-2", "smooth", -2.0)])
def test_a_square_squeezes_them_all(text: str, factor: str, kind: str, slope: float) -> None:
    for shift, at in SHIFTS:
        found = verdict(f"{{x = {at}: 0, {factor}(u) + (u)^2 ({text})}}", shift, at)
        assert (found.kind, found.status) == (kind, "proven")
        assert found.slope == slope


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("sin(2sqrt(2)/x) - 2sin(sqrt(2)/x) cos(sqrt(2)/x) + sin(1/x)^2 + cos(1/x)^2", 1.0),
        ("sin(1/x + sqrt(2)/x) - sin(1/x) cos(sqrt(2)/x) - cos(1/x) sin(sqrt(2)/x)", 0.0),
        ("sin(1/x) - sin(1/x + sqrt|x|)", 0.0),
        ("sin(sqrt(2)/x) - sin(sqrt(2)/sin(x))", 0.0),
        ("(sin(1/x) + sin(pi/x))/ln|x|", 0.0),
        ("floor(1/x) + frac(1/x) - 1/x + sin(sqrt(5)/x)^2 + cos(sqrt(5)/x)^2", 1.0),
    ],
)
def test_what_cancels_at_every_phase_is_not_torn_apart(text: str, limit: float) -> None:
    found = verdict(text, "x", "0")
    assert found.kind in ("removable", "not determined")
    assert found.kind == "not determined" or found.left_limit == found.right_limit == limit


@pytest.mark.parametrize(
    "text", ["sin(1/x) + sin(sqrt(2)/x) + 1/x", "tan(x) tan(1/x)^0 + 1/x", "(3 + sin(1/x) + sin(sqrt(2)/x))/x"]
)
def test_a_pole_outgrows_what_swings_within_bounds(text: str) -> None:
    found = verdict(text, "x", "0")
    assert (found.kind, found.left_limit, found.right_limit) == ("pole", -math.inf, math.inf)


@pytest.mark.parametrize("text", SWINGING[:4])
def test_stretched_and_mirrored_waves_swing_as_well(text: str) -> None:
    for inner, outer in (("-x", "2"), ("3x", "-1"), ("x/sqrt(2)", "-1/3")):
        found = verdict(f"{outer} ({text})", inner, "0")
        assert (found.kind, found.status) == ("oscillation", "proven")
