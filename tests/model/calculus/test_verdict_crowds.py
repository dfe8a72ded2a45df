"""Verdicts where jumps or poles crowd towards the place: nothing continuous is left beside it, and no limit is near.

The truths are told by hand: sin(π n) is 0 for every whole n, and next to a pole nothing is small.
"""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction


def verdict(text: str) -> Verdict:
    return verdict_at(RealFunction(Program(parse(text).tree)), 0.0)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        # An argument that jumps need not take a wave through its periods.
        ("sin(pi floor(1/x))", "removable"),
        ("cos(2 pi floor(1/x))", "removable"),
        ("tan(pi floor(1/x))", "removable"),
        ("sign(1 + sin(floor(1/x)))", "removable"),
        ("frac(floor(1/x))", "removable"),
        ("frac(2 floor(1/x) + 1/2)", "removable"),
        # Nor need one that only seems to grow: it is 0.
        ("sin((sin(1/x)^2 + cos(1/x)^2 - 1)/x)", "removable"),
        # What jumps over 0 has a reciprocal and a logarithm within bounds.
        ("x/sign(sin(1/x))", "removable"),
        ("x/(floor(2sin(1/x)) + 1/2)", "removable"),
        ("x^5/(sin(1/x) + x(2floor(sin(1/x)) + 1))", "removable"),
        ("x ln(floor(sin(1/x)) + 1)", "removable"),
        # A step that is met from below, one that was not seen, and a 0 that is none.
        ("sign(floor(sin(1/x) + x) - 1/2)", "oscillation"),
        ("{floor(3sin(1/x)) != 2: 1, 2}", "oscillation"),
        ("|sign(floor(1.5 sin(1/x)) + x)|", "removable"),
        # What is beside an oscillation keeps it from its ends, or takes it beyond 0.
        ("|sign(1/(sin(1/x) - |x|) - 1)|", "removable"),
        ("sqrt(1 - cos(x^2 sin(1/x)) + x^9)", "removable"),
        ("{1 - cos(x^2 sin(1/x)) + x^9 >= 0: 1, 2}", "oscillation"),
        # Degrees that are whole again and again, an angle that is defined again and again.
        ("root(x + 1, 4 + floor(sin(1/x)))", "oscillation"),
        ("root(2, 1/x)", "oscillation"),
        ("asin(sin(1/x)/x)", "oscillation"),
    ],
)
def test_what_jumps_again_and_again_is_not_taken_for_continuous(text: str, truth: str) -> None:
    assert verdict(text).kind in (truth, "not determined")


@pytest.mark.parametrize("front", ["sin x + x^20", "1 + e^(-1/x^2)", "sin(1/x) + x", "sign(x + x^20", "(sin x - x)"])
def test_poles_are_not_small_whatever_stands_before_them(front: str) -> None:
    found = verdict(f"{front} tan(1/x)" + ")" * front.startswith("sign"))
    assert found.kind in ("oscillation", "not determined")
    assert math.isnan(found.left_limit)
    assert math.isnan(found.right_limit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Between bounds all the same.
        ("{x=0: 0, x^2 sin(floor(1/x))}", "smooth"),
        ("x frac(floor(1/x) + x)", "removable"),
        ("x sign(floor(2sin(1/x)) + x)", "removable"),
        # The sawtooth goes through all its values between its jumps.
        ("1/(frac(1/x) - 1/2)", "oscillation"),
        ("e^(-1/x^2) tan(1/x)", "oscillation"),
        ("x tan(1/x)", "oscillation"),
        ("sign(sin(1/x)) + x", "oscillation"),
        ("floor(1/x)/sin(1/x)", "oscillation"),
        # Beside its poles a tangent takes every wave through its periods, and its angle is within bounds.
        ("sin(x tan(1/x))", "oscillation"),
        ("cos(tan(1/x)) + x", "oscillation"),
        ("atan(tan(1/x))", "oscillation"),
        ("x atan(tan(1/x))", "removable"),
        ("x^2 atan(x tan(1/x))", "removable"),
    ],
)
def test_what_is_certain_of_it_stays_so(text: str, kind: str) -> None:
    found = verdict(text)
    assert (found.kind, found.status) == (kind, "proven")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("ln(e^(e^(1/x))) - e^(1/x)", 0.0),
        ("ln(e^(e^(1/x))) e^(-1/x)", 1.0),
        ("sign(e^(e^(1/x)) - e^(x^(-10000000000)))", 1.0),
        ("(-ln x)^(1/1000000000) - ln(-ln x)", math.inf),
        # What is broken off behind a fourth power decides here, at -1/720.
        ("sign(cos(e^(-1/x)) - 1 + e^(-2/x)/2 - e^(-4/x)/24)", -1.0),
        # Powers that would pass for exponentials.
        ("sign(x^700000000 - e^(-1/x) + e^(-2/x))", 1.0),
        ("e^(1/x^8 + 1/x^7 + 1/x^6 + 1/x^5) e^(1/x^4 + 1/x^3 + 1/x^2 + 1/x) e^(-1/x^8 - 1/x^7 - 1/x^6 - 1/x^5) "
         "e^(-1/x^4 - 1/x^3)", math.inf),
    ],
)  # fmt: skip
def test_growths_beyond_what_is_told_apart_are_not_compared(text: str, limit: float) -> None:
    found = verdict(text)
    assert math.isnan(found.right_limit) or found.right_limit == limit


def test_a_degree_that_is_whole_at_one_place_only_leaves_no_curve() -> None:
    # 3 + sin x less its Taylor polynomial is 3 at 0 alone, and no remainder tells so.
    terms = "".join(f"{'-+'[n % 2]} x^{k}/{math.factorial(k)}" for n, k in enumerate(range(1, 13, 2)))
    found = verdict(f"root(1 + x, 3 + sin x {terms})")
    assert found.kind == "endpoint"
    assert math.isnan(found.left_slope)


@pytest.mark.parametrize(
    ("text", "x", "height"),
    [
        ("floor((9x^2-1) sin(1/(9x^2-1)))", 0.333333333333, -1.0),
        ("floor((9x^2-1) tan(1/(9x^2-1)) cos(1/(9x^2-1)))", 0.333333333333, -1.0),
        ("floor(|2tan(x)-2| (2tan(x)-2) sin(1/(sin(x)-cos(x))))", 0.78539816339745, -1.0),
        ("max((x-e)^2 cos(1/(x-e)), (1-ln(x)) sin(1/(1-ln(x))))", 2.718281828, 1.4541420234187607e-10),
        ("acos(cos(frac(1/(ln(x)-1))))", 2.71828182845905, 0.19559999765127482),
        ("floor(cot(1/(2tan(x)-2)) sin(1/(2tan(x)-2)) (x-pi/4))", 0.785398163397, 0.0),
    ],
)
def test_of_many_places_within_rounding_none_is_meant(text: str, x: float, height: float) -> None:
    expression = parse(text)
    verdict = verdict_at(RealFunction(Program(expression.tree, expression.variables)), x)
    assert (verdict.kind, verdict.status) == ("smooth", "proven")
    assert verdict.value == pytest.approx(height, rel=1e-12)
