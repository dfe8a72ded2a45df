"""Verdicts on functions of their inverses, which are simple where the series of the two would leave a remainder."""

from __future__ import annotations

import math

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import evaluate

NONE = math.nan
HALF_PI = math.pi / 2


def verdict(text: str, x: float) -> Verdict:
    return verdict_at(RealFunction(Program(parse(text).tree)), x)


@pytest.mark.parametrize(
    ("text", "x", "kind", "slopes"),
    [
        ("{acos(cos x) >= x: 1, 2}", 0.0, "smooth", (0.0, 0.0)),
        ("{acos(cos x) >= x: 1, 2}", math.pi, "jump", (0.0, math.inf)),
        ("{asin(sin x) = x: x, -x}", 0.0, "smooth", (1.0, 1.0)),
        ("sign(atan(tan x) - x)", 0.0, "smooth", (0.0, 0.0)),
        ("asin(sin x)", HALF_PI, "corner", (1.0, -1.0)),
        ("acos(sin x)", HALF_PI, "corner", (-1.0, 1.0)),
        ("asin(cos x)", 0.0, "corner", (1.0, -1.0)),
        ("acos(cos x)", 2 * math.pi, "corner", (-1.0, 1.0)),
        ("asec(sec x)", 0.0, "corner", (-1.0, 1.0)),
        ("acsc(sec x)", 0.0, "corner", (1.0, -1.0)),
        ("atan(tan x)", HALF_PI, "jump", (NONE, NONE)),
        ("acot(cot x)", math.pi, "jump", (NONE, NONE)),
        ("atan(cot x)", 0.0, "jump", (NONE, NONE)),
        ("acot(tan x)", HALF_PI, "jump", (NONE, NONE)),
        ("acsc(csc x)", 0.0, "removable", (NONE, NONE)),
        ("acosh(cosh x)", 0.0, "corner", (-1.0, 1.0)),
        ("asech(sech x)", 0.0, "corner", (-1.0, 1.0)),
        ("sin(asin x)", 1.0, "endpoint", (1.0, NONE)),
        ("e^(ln x)", 0.0, "endpoint", (NONE, NONE)),
        ("sqrt((x + x^2)^2)", 0.0, "corner", (-1.0, 1.0)),
        ("((x + x^2)^3)^(1/6)", 0.0, "endpoint", (NONE, math.inf)),
        ("cbrt((x + x^2)^3)", 0.0, "smooth", (1.0, 1.0)),
    ],
)
def test_a_function_of_its_inverse_is_what_it_is(text: str, x: float, kind: str, slopes: tuple[float, float]) -> None:
    found = verdict(text, x)
    assert (found.kind, found.status) == (kind, "proven")
    assert (found.left_slope, found.right_slope) == pytest.approx(slopes, nan_ok=True)


@pytest.mark.parametrize("outer", ["asin", "acos", "asec", "acsc", "atan", "acot"])
@pytest.mark.parametrize("quarter", range(-9, 10))
def test_angles_are_folded_as_their_values_are(outer: str, quarter: int) -> None:
    """At all multiples of π/4, from both sides, beside mpmath at 50 digits."""
    inner = {"atan": ("tan", "cot"), "asin": ("sin", "cos"), "asec": ("sec", "csc")}
    for name in next(names for key, names in inner.items() if outer in (key, *_partners(key))):
        text = f"{outer}({name}(x))"
        # A corner of its own makes every place one that is expanded at.
        found = verdict(f"{text} + 0|sin(4x)|", quarter * math.pi / 4)
        for side, limit in ((-1, found.left_limit), (1, found.right_limit)):
            with mp.workdps(50):
                near = mpf(quarter) * mp.pi / 4 + side * mpf(10) ** -20
            assert limit == pytest.approx(float(evaluate(parse(text).tree, {"x": near})), abs=1e-12)


def _partners(name: str) -> tuple[str, ...]:
    return {"asin": ("acos",), "asec": ("acsc",), "atan": ("acot",)}[name]


@pytest.mark.parametrize("power", [6, 30])
def test_of_a_term_and_its_opposite_nothing_is_left(power: int) -> None:
    for text in ("acos(cos x) - |x|", "ln(e^x) - x", "asinh(sinh x) - x", "sin x + e^x - sin x - e^x"):
        found = verdict(f"({text})/x^{power}", 0.0)
        assert (found.kind, found.left_limit, found.right_limit, found.status) == ("removable", 0.0, 0.0, "proven")
