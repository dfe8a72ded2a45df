"""Exponentially small parts decide on which side of a level a function is: exact limits, and mpmath."""

from __future__ import annotations

import math
from typing import Any

import pytest
from mpmath import mp

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.behaviour import behaviour_at
from tests.oracle import mp as oracle

E, PI, INF, NONE = math.e, math.pi, math.inf, math.nan

# f, and its limits at 0 from the left and from the right; NONE where it has no values there.
LIMITS: list[tuple[str, float, float]] = [
    ("floor(tanh(1/x))", -1, 0),
    ("ceil(tanh(1/x))", 0, 1),
    ("floor(e^(-1/x^2))", 0, 0),
    ("ceil(e^(-1/x^2))", 1, 1),
    ("floor(-e^(-1/|x|))", -1, -1),
    ("frac(1/(1+e^(1/x)))", 1, 0),
    ("mod(tanh(1/x), 1)", 0, 1),
    ("round(1/2-e^(-1/x^2))", 0, 0),
    ("sign(1-tanh(1/x))", 1, 1),
    ("floor(coth(1/x))", -2, 1),
    ("floor(x+tanh(1/x))", -2, 1),
    ("floor(1+x-tanh(1/x))", 1, 0),
    ("floor(ln(tanh(1/x))-e^(-1/x)/x^2)", NONE, -1),
    ("floor(2/pi*atan(e^(1/x)))", 0, 0),
    ("floor(sin(pi/2*tanh(1/x)))", -1, 0),
    ("{tanh(1/x)<1: 1, 2}", 1, 1),
    ("asin(tanh(1/x))", -PI / 2, PI / 2),
    ("asin(1/(1+e^(1/x)))", PI / 2, 0),
    ("acos(tanh(1/x))", PI, 0),
    ("asec(coth(1/x))", PI, 0),
    ("acosh(coth(1/x))", NONE, 0),
    ("asin(coth(1/x))", NONE, NONE),
    ("sqrt(1-tanh(1/x))", math.sqrt(2), 0),
    ("sqrt(tanh(1/x)-1)", NONE, NONE),
    ("sqrt(coth(1/x)-1)", NONE, 0),
    ("cbrt(tanh(1/x)-1)", -math.cbrt(2), 0),
    ("1/(1-tanh(1/x))", 0.5, INF),
    ("1/ln(tanh(1/x))", NONE, -INF),
    ("ln(1-tanh(1/x))", math.log(2), -INF),
    ("x*ln(1-tanh(1/x))", 0, -2),
    ("(1-tanh(1/x))*e^(2/x)", 0, 2),
    ("e^(1/x)*(sqrt(1+e^(-1/x))-1)", 0, 0.5),
    ("e^(2/x)*(cos(e^(-1/x))-1)", 0, -0.5),
    ("(1+e^(-1/x))^(e^(1/x))", 1, E),
    ("max(tanh(1/x), 1-e^(-3/x))-1", -2, 0),
    ("e^(2/x)*(min(tanh(1/x), 1-e^(-1/x))-1)", 0, -INF),
    ("x+e^(1/x)-e^(1/x)", 0, 0),
    ("(e^(1/x)+5)-e^(1/x)", 5, 5),
    ("e^(2/x)*(1/(1+e^(1/x))-e^(-1/x))", 0, -1),
    # Far out the argument goes through all steps and periods, or leaves the domain.
    ("asin(e^(1/x))", 0, NONE),
    ("acos(e^(-1/x))", NONE, PI / 2),
    ("x*floor(e^(1/x))", 0, INF),
    ("x*sin(e^(1/x))", 0, 0),
    ("e^(-1/x)*sin(e^(1/x))", 1, 0),
    ("e^(-floor(1/x))", INF, 0),
    ("asin(e^(-1/x^2)*sin(1/x))", 0, 0),
]


@pytest.mark.parametrize(("text", "left", "right"), LIMITS)
def test_limits_beside_exponentials_are_exact(text: str, left: float, right: float) -> None:
    found = behaviour_at(RealFunction(Program(parse(text).tree)), 0.0)
    for side, limit in ((found.left, left), (found.right, right)):
        assert side.kind == ("undefined" if math.isnan(limit) else "infinite" if math.isinf(limit) else "finite")
        assert side.limit == pytest.approx(limit, rel=1e-15, abs=0, nan_ok=True)
        assert side.proven


@pytest.mark.parametrize(("text", "left", "right"), LIMITS)
def test_numbers_come_to_these_limits(text: str, left: float, right: float) -> None:
    for side, limit in ((-1, left), (1, right)):
        near, nearer = (_value(text, side, parts) for parts in (23, 61))
        if math.isnan(limit):
            assert near is None
            assert nearer is None
        elif math.isinf(limit):
            assert nearer * mp.sign(limit) > 1.5 * near * mp.sign(limit) > 0
        else:
            assert abs(nearer - limit) < 0.02


def _value(text: str, side: int, parts: int) -> Any:
    """f(±1/parts), where e^-parts is far from nothing; None where undefined."""
    with mp.workdps(2000):
        try:
            return oracle.evaluate(parse(text).tree, {"x": mp.mpf(side) / parts}, mp.dps)
        except oracle.Undefined:
            return None


@pytest.mark.parametrize("text", ["sin(e^(1/x))", "frac(e^(1/x))", "tan(e^(1/x))", "floor(e^(-1/x^2)*sin(1/x))"])
def test_what_swings_beside_or_inside_an_exponential_never_settles(text: str) -> None:
    assert behaviour_at(RealFunction(Program(parse(text).tree)), 0.0).right.kind == "oscillating"
