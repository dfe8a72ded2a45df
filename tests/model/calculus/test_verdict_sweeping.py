"""Waves with poles beside what grows, swings or is cut off: they sweep through all numbers, or are kept to one side."""

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
SHIFTS = [("x", "0"), ("x-1/3", "1/3"), ("x-sqrt(2)", "sqrt(2)"), ("x^2-2", "sqrt(2)"), ("ln(x)", "1")]
INF, NONE = math.inf, math.nan
# Beside each function of u its limits from the left and from the right.
TABLE = [
    # Between two poles a tangent meets whatever is continuous there.
    ("e^(1/u) + tan(1/u)", NONE, NONE),
    ("1/(e^(1/u) + cot(1/u))", NONE, NONE),
    ("(1/u^2 + cot(1/u))^2", NONE, NONE),
    ("(e^(1/u^2) + cot(1/u))^2", NONE, NONE),
    ("sqrt(|tan(1/u) - ln|u||)", NONE, NONE),
    ("1/(ln|u| + tan(1/u))", NONE, NONE),
    ("ln|e^(1/u) + cot(1/u)|", NONE, NONE),
    ("u^2 tan(1/u)/(1 + |cos(1/u^2)|)", NONE, NONE),
    ("u (tan(1/u) + cos(1/u^2))", NONE, NONE),
    ("e^(-1/u^2) (1/u^2 + tan(1/u))", NONE, NONE),
    ("tan(cot(1/u)) + e^(1/u)", NONE, NONE),
    ("sin(e^(1/u) + tan(1/u))", NONE, NONE),
    ("u floor(tan(1/u))", NONE, NONE),
    ("floor(cot(1/u)) - ln|u|", NONE, NONE),
    ("floor(1/u) + cot(1/u)", NONE, NONE),
    ("e^(1/u) + 1/sin(1/u)", NONE, NONE),
    # Cut off from below by what grows.
    ("max(e^(1/u), tan(1/u))", NONE, INF),
    ("max(e^(1/u), 1/sin(1/u))", NONE, INF),
    ("min(-e^(1/u), cot(1/u))", NONE, -INF),
    ("max(1/u, tan(cot(1/u)))", NONE, INF),
    ("1/max(e^(1/u), tan(1/u))", NONE, 0),
    ("u max(e^(1/u), cot(1/u))", NONE, INF),
    ("max(e^(1/u), tan(1/u), 1/u)", NONE, INF),
    ("max(e^(1/u), cot(1/u)) - 1/u", INF, INF),
    ("min(e^(1/u), tan(1/u))", NONE, NONE),
    ("max(-e^(1/u), tan(1/u))", NONE, NONE),
    ("min(|u|, |u^2 tan(1/u)|)", 0, 0),
    # Of two that swing the bounds meet.
    ("max(u floor(1/u), sin(1/u))", 1, 1),
    ("min(-u ceil(1/u), cos(1/u))", -1, -1),
    ("max(u ceil(1/u), frac(1/u))", 1, 1),
    ("max(cos(1/u^2), 2 - |u sin(1/u)|, frac(1/u))", 2, 2),
    # With poles to one side only.
    ("e^(1/u) + tan(1/u)^2", NONE, INF),
    ("e^(1/u) (1/u + |tan(1/u)|)", NONE, INF),
    ("max(e^(1/u), 1/frac(1/u))", NONE, INF),
    ("1/(u^2 frac(1/u))", INF, INF),
    ("1/(u sin(1/u)^2)", -INF, INF),
    ("e^(-1/(u sin(1/u))^2)", 0, 0),
    ("e^(-1/|u^2 sin(1/u)|)/u", 0, 0),
    # Of steps of what has no bound nothing is left beside a factor that goes to 0, but where there are poles.
    ("floor((2 + sin(1/u))/u)", -INF, INF),
    ("u^2 floor(sin(1/u)/u)", 0, 0),
    ("u frac(tan(1/u))", 0, 0),
    ("floor(e^(1/u)/(1 + |cos(1/u^2)|))", 0, INF),
    ("floor(1/|u| + |tan(1/u)|)", INF, INF),
    # What is next to nothing has poles all the same.
    ("e^(-1/u^2) ln|u^2 sin(1/u)|", NONE, NONE),
    ("e^(-1/u^2) (ln|u| - |tan(1/u)|)", NONE, NONE),
]


def verdict(text: str, shift: str, at: str) -> Verdict:
    return verdict_at(RealFunction(Program(placed(text, shift))), number(at))


def placed(text: str, shift: str) -> Node:
    return parse(text.replace("u", f"({shift})")).tree


def kind_of(left: float, right: float) -> str:
    if math.isinf(left) or math.isinf(right):
        return "pole"
    return "oscillation" if math.isnan(left) or math.isnan(right) else "removable" if left == right else "jump"


def samples(text: str, side: int, turns: int) -> Iterator[mpf]:
    """Values of a function of u at 1/u near so many turns of a wave, and close to where it has poles."""
    tree, chance = placed(text, "x"), random.Random(text)
    with mp.workdps(DIGITS):
        for k in range(40):
            n, hair = mpf(turns + k), mpf(10) ** -30
            for place in (n + mpf(chance.random()), n * mp.pi / 2 + hair, n * mp.pi / 2 - hair):
                with suppress(Undefined, ZeroDivisionError):
                    yield at_place(tree, {"x": side / place})


@pytest.mark.parametrize(("shift", "at"), SHIFTS)
@pytest.mark.parametrize(("text", "left", "right"), TABLE)
def test_poles_that_crowd_beside_something_else(text: str, left: float, right: float, shift: str, at: str) -> None:
    found = verdict(text, shift, at)
    assert (found.kind, found.status) == (kind_of(left, right), "proven")
    assert (found.left_limit, found.right_limit) == pytest.approx((left, right), nan_ok=True)


@pytest.mark.parametrize(("text", "left", "right"), [row for row in TABLE if not all(map(math.isnan, row[1:]))])
def test_its_values_go_where_the_table_says(text: str, left: float, right: float) -> None:
    for side, limit in ((-1, left), (1, right)):
        if math.isinf(limit):
            assert all(value * limit > 10 for value in samples(text, side, 10**5))
        elif limit == 0:
            assert all(abs(value) < 1e-3 for value in samples(text, side, 10**5))


@pytest.mark.parametrize("text", ["u (e^(1/u) + tan(1/u))", "u^2 tan(1/u)/(2 + cos(1/u^2))", "u max(u, tan(1/u))"])
def test_their_secants_settle_on_no_line(text: str) -> None:
    for shift, at in SHIFTS:
        place = f"{{x = {at}: 0, {text}}}"
        found = verdict(place, shift, at)
        assert (found.kind, found.status) == ("oscillation", "proven")
        assert math.isnan(found.left_slope)
        assert math.isnan(found.right_slope)


@pytest.mark.parametrize(("shift", "at"), SHIFTS)
@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("floor(-1/(1 + tan(1/u)^2))", -1),
        ("floor(-1/(1 + |tan(1/u)|))", -1),
        ("ceil(1/(2 + cot(1/u)^4))", 1),
        ("sign(1/(1 + |tan(1/u)|))", 1),
        ("ceil(e^(-tan(1/u)^2))", 1),
        ("sign(e^tan(1/u))", 1),
        ("floor(frac(1/u)^2)", 0),
        ("floor(atan(frac(1/u)))", 0),
        ("floor(max(frac(1/u), |u|))", 0),
        ("ceil(1 - frac(1/u))", 1),
        ("sign(max(u^2, sin(1/u)))", 1),
        ("sign(min(-|u|, cot(1/u)))", -1),
        ("sign(1 - frac(1/u))", 1),
        ("ln|floor(sin(1/u))|", 0),
        ("floor(-1/(1 + tan(1/u)^2)) + u", -1),
    ],
)
def test_an_end_that_is_never_taken_makes_no_step(text: str, limit: int, shift: str, at: str) -> None:
    found = verdict(text, shift, at)
    assert (found.kind, found.status) == ("removable", "proven")
    assert found.left_limit == found.right_limit == limit


@pytest.mark.parametrize(
    "text",
    ["floor(1/(1 + tan(1/u)^2))", "floor(-frac(1/u))", "ceil(frac(1/u))", "floor(cos(1/u)^2)", "sign(tan(1/u)^2)"],
)
def test_an_end_that_is_taken_now_and_then_makes_one(text: str) -> None:
    for shift, at in SHIFTS:
        found = verdict(text, shift, at)
        assert (found.kind, found.status) == ("oscillation", "proven")


@pytest.mark.parametrize(
    "text",
    [
        "tan(1/u) cos(1/u)/(2 + tan(1/u) - tan(1/u))",
        "u (tan(1/u) - sin(1/u)/cos(1/u))",
        "u (cot(1/u) + frac(1/u) - cot(1/u))",
        "u/(1/tan(1/u))  - u tan(1/u)",
        "u tan(1/u)/(1 + |tan(1/u)|)",
        "u (tan(1/u) + 1/u - 1/u) cos(1/u)",
    ],
)
def test_poles_that_cancel_are_not_taken_for_poles(text: str) -> None:
    for shift, at in SHIFTS:
        found = verdict(text, shift, at)
        assert found.kind in (("oscillation",) if text.startswith("tan") else ("removable", "not determined"))
