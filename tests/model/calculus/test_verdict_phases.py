"""Verdicts on functions of one wave in several places: at each of its phases mpmath tells what is left of them."""

from __future__ import annotations

import math

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Node
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import Undefined, at_place

DIGITS = 100
FAR_OUT = mpf(10) ** 30
# In twelfths of a turn, a hair beside where waves pass 0.
PHASES = [mpf(k) / 12 + mpf("1e-3") for k in range(24)]

SWINGING = [
    "|sin(1/x)| + sin(1/x)",
    "sin(1/x) |sin(1/x)|",
    "max(sin(1/x), x^2 sin(1/x))",
    "max(sin(1/x), cos(1/x))",
    "max(tan(1/x), 0)",
    "|tan(1/x)|",
    "min(|tan(1/x)|, 1)",
    "atan2(sin(1/x), sin(1/x))",
    "atan2(sin(1/x), cos(1/x))",
    "sin(1/x) cos(1/x)",
    "sin(1/x) + cos(1/x)",
    "sin(1/x) + sin(2/x)",
    "sin(pi/x) + sin(3/2 pi/x + 1)",
    "cos(1/x) - cos(1/x - 2)",
    "sin(1/x) sign(sin(1/x))",
    "{sin(1/x) > 0: sin(1/x), 0}",
    "floor(sin(1/x)) + sin(1/x)",
    "e^sin(1/x) |sin(1/x)|",
    "sin(1/x + x) sin(1/x)",
    "sin(1/sin(x)) cos(1/x)",
    "frac(1/x) |frac(1/x) - 1/2|",
    "floor(1/x) x sin(pi/x) sin(pi/x)",
    "(sin(1/x) + |sin(1/x)|)/(1 + |cos(1/x)|)",
    "sin(cos(1/x)) - sin(1/x)^2",
]
# Undefined at most phases.
STEPPED = ["1/floor(tan(1/x))", "ln(floor(tan(1/x)))", "1/(floor(tan(1/x))^2 - 1)"]
SQUEEZED = [
    ("sin(1/x)^2 + cos(1/x)^2", 1),
    ("x max(sin(1/x), cos(1/x))", 0),
    ("max(x sin(1/x), x cos(1/x))", 0),
    ("min(2 + x sin(1/x), 2 + x^2 cos(1/x))", 2),
    ("max(x sin(1/x), x^2)", 0),
    ("x |sin(1/x) + |cos(1/x)||", 0),
    ("(sin(1/x)^2 + cos(1/x)^2 - 1)/x", 0),
    ("sqrt(1 - sin(1/x)^2) - |cos(1/x)|", 0),
]


def values(tree: Node, side: int) -> list[mpf]:
    """What a function is at phases of 1/x and of π/x far out, where it has values."""
    found = []
    with mp.workdps(DIGITS):
        for turn in (2 * mp.pi, mpf(12)):
            for phase in PHASES:
                try:
                    found.append(at_place(tree, {"x": side / ((mp.floor(FAR_OUT) + phase) * turn)}))
                except (Undefined, ZeroDivisionError):
                    continue
    return found


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


@pytest.mark.parametrize("text", [*SWINGING, *STEPPED])
def test_two_phases_with_two_limits_leave_none(text: str) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == ("oscillation", "proven")
    for side in (-1, 1):
        seen = values(parse(text).tree, side)
        assert max(seen) - min(seen) > 0.1


@pytest.mark.parametrize("text", [f"{{x = 0: 0, x ({text})}}" for text in SWINGING])
def test_two_phases_with_two_slopes_leave_none(text: str) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == ("oscillation", "proven")
    assert math.isnan(found.left_slope)
    assert math.isnan(found.right_slope)


@pytest.mark.parametrize(("text", "limit"), SQUEEZED)
def test_what_all_phases_share_is_a_limit(text: str, limit: int) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == ("removable", "proven")
    assert found.left_limit == found.right_limit == limit
    assert all(abs(value - limit) < 1e-20 for side in (-1, 1) for value in values(parse(text).tree, side))


@pytest.mark.parametrize(
    ("text", "at"), [("|sin(1/ln(x))| + sin(1/ln(x))", 1.0), ("max(sin(1/(x-2)), cos(1/(x-2)))", 2.0)]
)
def test_a_wave_swings_anywhere(text: str, at: float) -> None:
    found = verdict_at(function(text), at)
    assert (found.kind, found.status) == ("oscillation", "proven")


def test_an_angle_of_no_point_is_none() -> None:
    nothing = "sin(1/x)^2 + cos(1/x)^2 - 1"
    found = verdict_at(function(f"x atan2({nothing}, {nothing})"), 0.0)
    assert found.kind in ("undefined", "not determined")


@pytest.mark.parametrize(
    ("text", "slopes"),
    [
        ("{x = 0: 7, |cos(1/x)| + cos(1/x)}", (math.inf, -math.inf)),
        ("{x = 0: 1, |cos(1/x)| + cos(1/x)}", (math.nan, math.nan)),
    ],
)
def test_quotients_of_what_stays_beside_its_point_are_steep(text: str, slopes: tuple[float, float]) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == ("oscillation", "proven")
    assert [found.left_slope, found.right_slope] == [pytest.approx(slope, nan_ok=True) for slope in slopes]
