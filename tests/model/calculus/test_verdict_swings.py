"""Verdicts on functions of what swings for ever: what samples between its poles, zeros and steps do not tell."""

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
    ("text", "kind"),
    [
        ("sin(1/x)^2", "oscillation"),
        ("cos(1/x)^4 + 1", "oscillation"),
        ("cbrt(sin(1/x))", "oscillation"),
        ("sqrt(2 + sin(1/x))", "oscillation"),
        ("ln(2 + sin(1/x))", "oscillation"),
        ("1/(2 + sin(1/x))", "oscillation"),
        ("asin(sin(1/x))", "oscillation"),
        ("acos(cos(1/x))", "oscillation"),
        ("sign(sin(1/x))", "oscillation"),
        ("max(sin(1/x), 0.9999)", "oscillation"),
        ("{x=0: 0, x sin(1/x)^2}", "oscillation"),
        ("{x=0: 0, x/(2 + sin(1/x))}", "oscillation"),
        ("{x=0: 0, |x| sqrt|sin(1/x)|}", "oscillation"),
        ("{x=0: 0, max(x sin(1/x), 0)}", "oscillation"),
        ("(cos(x sin(1/x)) - 1)/x^2", "oscillation"),
        # Two formulas that take turns for ever.
        ("{sin(1/x) > 0: 1, 0}", "oscillation"),
        ("{sin(1/x) != 0: 1, 2}", "oscillation"),
        ("{sin(1/x) > 0: x, -x}", "removable"),
        ("{x=0: 0, sin(1/x) > 0: x, -x}", "oscillation"),
        ("{x=0: 0, sin(1/x) > 0: x, x + x^2}", "smooth"),
        ("{x=0: 0, 0 < sin(1/x) < 1/2: x^2, -x^2}", "smooth"),
        ("{x=0: 0, x^2 {frac(1/x) < 1/3: 1, 2}}", "smooth"),
        # What is left of a series is 0 where its first term is.
        ("sqrt(1 - cos(x^2 sin(1/x)))", "removable"),
        ("{x=0: 0, sqrt(1 - cos(x^2 sin(1/x)))}", "smooth"),
        ("{x=0: 0, sqrt(1 - cos(x sin(1/x)))}", "oscillation"),
        ("{x=0: 0, x sqrt(sin(x^2|sin(1/x)|))}", "smooth"),
        ("{1 - cos(x sin(1/x)) >= 0: 1, 2}", "removable"),
        ("sign(1 - cos(x sin(1/x)))", "oscillation"),
        # Squeezed all the same.
        ("{x=0: 1, cos(x sin(1/x))}", "smooth"),
        ("{x=0: 1, e^(x^2 sin(1/x))}", "smooth"),
        ("x sqrt(1 - sin(1/x)^2)", "removable"),
        ("x acos(sin(1/x))", "removable"),
        ("x/(1 + |sin(1/x)|)", "removable"),
        ("{x=0: 0, x^2/(2 + sin(1/x))}", "smooth"),
        ("{x=0: 0, x^2 sqrt|sin(1/x)|}", "smooth"),
        ("{x=0: 0, x^2 sign(sin(1/x))}", "smooth"),
        ("{x=0: 0, max(x^2 sin(1/x), x)}", "corner"),
        ("{sin(1/x) <= 1: 1, 2}", "removable"),
        # It comes back to 0, or has poles, in every neighbourhood.
        ("(1 + sin(1/x))/x", "oscillation"),
        ("(1 + sin(1/x)) e^(1/x)", "oscillation"),
        ("1/(x sin(1/x))", "oscillation"),
        ("x/(3|sin(1/x)| - 1)", "oscillation"),
        ("x/(frac(1/x) - 1/2)", "oscillation"),
        ("x ln(1 + cos(1/x))", "oscillation"),
        ("{x=0: 0, x^2 ln|sin(1/x)|}", "oscillation"),
        ("(2 + sin(1/x)) e^(1/x)", "pole"),
        ("x/ln|sin(1/x)|", "oscillation"),
        # It passes a step in every neighbourhood, if rarely.
        ("sign(1 + sin(1/x))", "oscillation"),
        ("floor(x^2 (sin(1/x) + 0.9999))", "oscillation"),
        ("frac(x sin(1/x))", "oscillation"),
        ("floor(2sin(1/x))", "oscillation"),
        ("round(frac(1/x))", "oscillation"),
        ("round(sin(1/x)/3)", "removable"),
        ("x floor(sin(1/x))", "removable"),
        ("{x=0: 0, x^2 floor(3sin(1/x))}", "smooth"),
        ("x/sin(1/x)^2", "oscillation"),
        ("1/(1 - cos(1/x))", "oscillation"),
    ],
)
def test_what_swings_is_followed_through_a_function(text: str, kind: str) -> None:
    found = verdict(text)
    assert (found.kind, found.status) == (kind, "proven")


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        # Poles, edges and steps that few samples would meet.
        ("x/(1 + x + sin(1/x))", "oscillation"),
        ("1/(x(1 - cos(1/x)))", "pole"),
        ("floor(1/2 + sin(1/x)/2 + x)", "oscillation"),
        ("floor(tanh(sin(1/x)^2)/3)", "removable"),
        ("x/acos(sin(1/x))", "oscillation"),
        ("{sin(1/x) > -0.999: 1, 2}", "oscillation"),
        ("{sin(1/x) > 0: sqrt(sin(1/x)), 0}", "oscillation"),
        ("{sin(1/x) > 0: ln(-1 - x^2), 1}", "removable"),
        ("1/{sin(1/x) > 0: x, -x}", "oscillation"),
        ("{floor(3sin(1/x)) = 2: 1, 2}", "oscillation"),
        ("{x=0: 0, x^2 sqrt(sin(1/x) + 0.99)}", "smooth"),
        ("atan2(sin(1/x), sin(1/x))", "oscillation"),
        ("sign(1 + x^2 + sin(1/x))", "removable"),
        ("(1 + sin(1/x))/x + 1/x^2", "pole"),
        ("ln|sin(1/x)/2|/x", "pole"),
        ("sin(x tan(1/x))", "oscillation"),
        # Undefined here and there, but tame wherever it is defined.
        ("1/(1/(x^2 sin(1/x)))", "removable"),
        ("1/((2 + cos(1/x))/(x^2 sin(1/x)))", "removable"),
        ("x^2 sin(1/x)/sin(1/x)", "removable"),
        ("ln(e^(1/sin(1/x))) x sin(1/x)", "removable"),
        ("1/ln|sin(1/x)|", "oscillation"),
        ("x/ln|sin(1/x)/2|", "removable"),
        ("sqrt(1/sin(1/x)^2)^-1 x", "removable"),
        ("x cbrt(1/sin(1/x))^-3", "removable"),
    ],
)
def test_what_few_samples_would_meet_is_not_guessed(text: str, truth: str) -> None:
    assert verdict(text).kind in (truth, "not determined")


def test_one_side_may_swing_alone() -> None:
    found = verdict("{x=0: 0, max(x sin(1/x), x)}")
    assert (found.kind, found.right_slope) == ("oscillation", 1.0)
    assert math.isnan(found.left_slope)
