"""Places that are roots without a name: what their equations tell of the parts of other formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import mpmath
import pytest

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction

Slope: TypeAlias = Callable[[Any], Any]
Expected: TypeAlias = Callable[[Any, Any, Any], tuple[Any, Any, Any]]

# Beside each formula the place, the kind, and its value and slopes by those of the two curves that meet there.
U, V = "cos(x)", "x"
AT_FIXED_POINT = (
    (f"max({U}, {V}) - min({U}, {V})", "corner", lambda r, u, v: (0, u - v, v - u)),
    (f"max({U}, {V}) - {V}", "corner", lambda r, u, v: (0, u - v, 0)),
    (f"2 max({U}, {V}) - 2 {V}", "corner", lambda r, u, v: (0, 2 * (u - v), 0)),
    (f"{V} - min({V}, {U})", "corner", lambda r, u, v: (0, 0, v - u)),
    (f"max({U}, {V}) + min({U}, {V})", "smooth", lambda r, u, v: (2 * r, u + v, u + v)),
    (f"max({U}, {V}) - max({U}, x^2)", "corner", lambda r, u, v: (0, 0, v - u)),
    (f"|{U} - {V}| - max({U}, {V}) + {V}", "corner", lambda r, u, v: (0, 0, v - u)),
    (f"max({U}, {V})^2 - {V}^2", "corner", lambda r, u, v: (0, 2 * r * (u - v), 0)),
    (f"{{{U} > {V}: {U}, {V}}} - {V}", "corner", lambda r, u, v: (0, u - v, 0)),
    (f"{{{V} < {U}: {V}^2, {V} cos(x)}}", "corner", lambda r, u, v: (r * r, 2 * r * v, r * (u + v))),
    (f"e^max({U}, {V}) - e^x", "corner", lambda r, u, v: (0, mpmath.exp(r) * (u - v), 0)),
    (f"sqrt(max({U}, {V}) - {V})", "corner", lambda r, u, v: (0, -mpmath.inf, 0)),
    (f"1/(max({U}, {V}) - {V})", "pole", lambda r, u, v: (mpmath.nan,) * 3),
    (f"sign({U} - {V})", "jump", lambda r, u, v: (0, -mpmath.inf, -mpmath.inf)),
)
# Other curves that meet x at one place, with the slope of each there.
OTHERS = (
    ("e^-x", lambda r: -r, 0.5),
    ("1 + sin(x)/2", lambda r: mpmath.cos(r) / 2, 1.4),
    ("ln(x + 3)", lambda r: 1 / (r + 3), 1.5),
    ("(x + 5)^(1/3)", lambda r: 1 / (3 * r * r), 1.9),
)


def verdict(text: str, x: float) -> Verdict:
    expression = parse(text)
    return verdict_at(RealFunction(Program(expression.tree, expression.variables)), x)


def told(found: Verdict) -> tuple[float, float, float]:
    return found.value, found.left_slope, found.right_slope


@pytest.mark.parametrize(("text", "kind", "expected"), AT_FIXED_POINT)
def test_at_the_fixed_point_of_the_cosine(text: str, kind: str, expected: Expected) -> None:
    with mpmath.workdps(50):
        r = mpmath.findroot(lambda x: mpmath.cos(x) - x, 0.7)
        wanted = tuple(map(float, expected(r, -mpmath.sin(r), mpmath.mpf(1))))
    found = verdict(text, float(r))
    assert (found.kind, found.status) == (kind, "proven")
    assert told(found) == pytest.approx(wanted, rel=1e-14, nan_ok=True)


@pytest.mark.parametrize("text", ["max({u}, x) - min({u}, x)", "|{u} - x|", "2 max(x, {u}) - {u} - x"])
@pytest.mark.parametrize(("other", "slope", "start"), OTHERS)
def test_the_distance_of_two_curves_is_a_corner_where_they_meet(
    text: str, other: str, slope: Slope, start: float
) -> None:
    curve = RealFunction(Program(parse(other).tree))
    with mpmath.workdps(50):
        r = mpmath.findroot(lambda x: mpmath.mpf(_exactly(other, x)) - x, start)
        opening = abs(float(1 - slope(r)))
    assert curve.at(float(r)) == pytest.approx(float(r))
    found = verdict(text.replace("{u}", f"({other})"), float(r))
    assert (found.kind, found.status) == ("corner", "proven")
    assert told(found) == pytest.approx((0.0, -opening, opening), rel=1e-14)


def _exactly(text: str, x: Any) -> Any:
    match text:
        case "e^-x":
            return mpmath.exp(-x)
        case "1 + sin(x)/2":
            return 1 + mpmath.sin(x) / 2
        case "ln(x + 3)":
            return mpmath.log(x + 3)
        case _:
            return mpmath.cbrt(x + 5)


def test_what_nearly_meets_is_kept_apart() -> None:
    r = float(mpmath.findroot(lambda x: mpmath.cos(x) - x, 0.7))
    found = verdict("max(cos(x), x + 10^-40) - x", r)
    assert (found.kind, found.status, found.value, found.right_slope) == ("corner", "proven", 1e-40, 0.0)
