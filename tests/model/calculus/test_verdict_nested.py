"""Functions of functions: what one does at a number, where another one moves or swings through that number."""

from __future__ import annotations

import math

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import Undefined, at_place
from tests.oracle.verdicts.row import number

INF, NONE = math.inf, math.nan
# v swings to 0; beside each function of it the limit at 0.
SWINGING = ("u sin(1/u)", "u^2 sin(1/u)", "|u|^(1/2) cos(1/u^2)")
OUTER = (
    ("sin(v)/(v)", 1.0),
    ("(1 - cos(v))/(v)", 0.0),
    ("(e^(v) - 1)/(v)", 1.0),
    ("tan(sin(v))/(v) - 1", 0.0),
    ("(v) floor(1/(v))", 1.0),
    ("(v) ln|v|", 0.0),
    ("1/ln|v|", 0.0),
    ("e^(-1/(v)^2)", 0.0),
    ("(v)/sin(v) + (v)^2", 1.0),
    ("ln|v|", -INF),
    ("floor(ln|v|)", -INF),
    ("1/(v)^2", INF),
    ("1/(1 - cos(v))", INF),
    ("tanh(1/(v))", NONE),
    ("e^(1/(v))", NONE),
    ("cos(1/(v))", NONE),
    ("sin(v)/|v|", NONE),
    ("sign(v)", NONE),
)
PLACES = (("x", "0"), ("(x - 1/3)", "1/3"), ("(x^2 - 2)", "sqrt(2)"), ("(1 - e^x)", "0"))
# Of {u = 0: limit, …}: the order of v in u decides.
SECANTS = (
    ("sin(v)/(v)", "u sin(1/u)", 1, "smooth"),
    ("(1 - cos(v))/(v)", "u sin(1/u)", 0, "oscillation"),
    ("(1 - cos(v))/(v)", "u^2 sin(1/u)", 0, "smooth"),
    ("(v) ln|v|", "u^2 sin(1/u)", 0, "smooth"),
    ("e^(-1/(v)^2)", "u sin(1/u)", 0, "smooth"),
    ("(e^(v) - 1)/(v)", "u sin(1/u)", 1, "oscillation"),
    ("(e^(v) - 1)/(v)", "u sin(1/u)", 5, "removable"),
)


def verdict(text: str, at: str) -> Verdict:
    return verdict_at(RealFunction(Program(parse(text).tree)), number(at))


@pytest.mark.parametrize(("shift", "at"), PLACES[::2])
@pytest.mark.parametrize("inner", SWINGING)
@pytest.mark.parametrize(("outer", "limit"), OUTER)
def test_an_outer_function_decides(outer: str, limit: float, inner: str, shift: str, at: str) -> None:
    found = verdict(outer.replace("v", inner).replace("u", shift), at)
    kind = "oscillation" if math.isnan(limit) else "pole" if math.isinf(limit) else "removable"
    assert (found.kind, found.status) == (kind, "proven")
    if not math.isnan(limit):
        assert found.left_limit == found.right_limit == limit


@pytest.mark.parametrize("inner", SWINGING)
@pytest.mark.parametrize(("outer", "limit"), [row for row in OUTER if math.isfinite(row[1])])
def test_its_values_come_to_the_limit(outer: str, limit: float, inner: str) -> None:
    tree = parse(outer.replace("v", inner).replace("u", "x")).tree
    with mp.workdps(60):
        for k in range(1, 60):
            for side in (-1, 1):
                try:
                    value = at_place(tree, {"x": side / (mpf(10) ** 7 * mp.sqrt(k))})
                except Undefined:
                    continue
                assert abs(value - limit) < 0.2


@pytest.mark.parametrize(("shift", "at"), PLACES)
@pytest.mark.parametrize(("outer", "inner", "value", "kind"), SECANTS)
def test_its_secants_go_by_both(outer: str, inner: str, value: int, kind: str, shift: str, at: str) -> None:
    text = "{u = 0: " + f"{value}, {outer.replace('v', inner)}" + "}"
    found = verdict(text.replace("u", shift), at)
    assert (found.kind, found.status) == (kind, "proven")
    if kind == "smooth":
        assert (found.left_slope, found.right_slope) == (0, 0)


# Poles that cancel beside a choice that is certain on either side.
@pytest.mark.parametrize(("shift", "at"), PLACES)
@pytest.mark.parametrize(
    ("text", "kind", "limit"),
    [
        ("|u| tan(1/u) cos(1/u)", "removable", 0),
        ("sqrt(u^2) tan(1/u) cos(1/u)", "removable", 0),
        ("max(u^2 tan(1/u) cos(1/u), -u^2)", "removable", 0),
        ("max(u tan(1/u) cos(1/u), -u^2)", "removable", 0),
        ("max(u, 0) tan(1/u) cos(1/u) + 3", "removable", 3),
        ("min(|u|, 1) tan(1/u)/(1 + tan(1/u)^2)", "removable", 0),
        ("{u < 0: 5u, u tan(1/u) cos(1/u)}", "removable", 0),
        ("u tan(1/u)/(1 + |tan(1/u)|)", "removable", 0),
        ("u cot(1/u)/sqrt(1 + cot(1/u)^2) + 2", "removable", 2),
        ("u (1 + sec(1/u)^2)/(3 + sec(1/u)^4)", "removable", 0),
        ("u tanh(tan(1/u))", "removable", 0),
        ("{u = 0: 0, u^2 tan(1/u)/(1 + |tan(1/u)|)}", "smooth", 0),
        ("{u = 0: 0, u tan(1/u)/(1 + |tan(1/u)|)}", "oscillation", 0),
        ("u^(1/3) tan(1/u) cos(1/u)", "removable", 0),
        ("cbrt(u) sqrt|u| tan(1/u) cot(1/u) - 1", "removable", -1),
        ("u |tan(1/u)| |cos(1/u)|", "removable", 0),
        ("u sqrt(tan(1/u)^2) cos(1/u)", "removable", 0),
        ("|tan(1/u)| |cot(1/u)|", "removable", 1),
        ("u |sin(1/u)| tan(1/u) cot(1/u)", "removable", 0),
        ("{u = 0: 0, u^2 |tan(1/u)| cos(1/u)}", "smooth", 0),
        ("{u = 0: 0, u^(5/3) tan(1/u) cot(1/u)}", "smooth", 0),
        ("{u = 0: 0, u^2 tan(1/u) cos(1/u)}", "smooth", 0),
        ("{u = 0: 0, |u|^3 tan(1/u) cot(1/u)}", "smooth", 0),
        ("{u = 0: 0, u tan(1/u) cos(1/u)}", "oscillation", 0),
        ("{u = 0: 2, u^2 tan(1/u) cos(1/u)}", "removable", 0),
    ],
)
def test_poles_cancel_beside_choices(text: str, kind: str, limit: float, shift: str, at: str) -> None:
    found = verdict(text.replace("u", shift), at)
    assert (found.kind, found.status) == (kind, "proven")
    assert found.left_limit == found.right_limit == limit


# What a function does in another coordinate it does in x, and its slopes go with the coordinate.
@pytest.mark.parametrize(
    ("inner", "at", "rate"),
    [
        ("x^2 - 2", "sqrt(2)", 2 * math.sqrt(2)),
        ("1 - e^x", "0", -1.0),
        ("ln(x)/3", "1", 1 / 3),
        ("sin(2x)", "pi", 2.0),
        ("cos(x)", "pi/2", -1.0),
        ("1/x - 3", "1/3", -9.0),
    ],
)
@pytest.mark.parametrize(
    ("outer", "left", "right"),
    [
        ("|u|", -1.0, 1.0),
        ("{u <= 0: u, 3u}", 1.0, 3.0),
        ("{u > 0: u^2, 2u}", 2.0, 0.0),
        ("{u < 0: sqrt(-u), 0}", -INF, 0.0),
        ("cbrt(u)", INF, INF),
        ("{u = 0: 0, u/(1 + e^(1/u))}", 1.0, 0.0),
        ("{u = 0: 0, u atan(1/u)}", -math.pi / 2, math.pi / 2),
    ],
)
def test_slopes_go_with_the_coordinate(outer: str, left: float, right: float, inner: str, at: str, rate: float) -> None:
    found = verdict(outer.replace("u", f"({inner})"), at)
    slopes = (left * rate, right * rate) if rate > 0 else (right * rate, left * rate)
    assert (found.left_slope, found.right_slope) == pytest.approx(slopes, rel=1e-14)
    assert found.status == "proven"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("floor((e^x - 1) floor(1/(e^x - 1)))", "0"),
        ("floor((e^x - 1) floor(1/(e^x - 1))) - 3", "0"),
        ("floor((x^2 - 2) floor(1/(x^2 - 2)))", "sqrt(2)"),
    ],
)
def test_single_points_between_all_samples_are_not_missed(text: str, at: str) -> None:
    # u floor(1/u) is 1 where 1/u is whole, and less beside it.
    found = verdict(text, at)
    assert found.kind == "oscillation"
    assert math.isnan(found.right_limit)


@pytest.mark.parametrize(
    "text", ["|tan(1/u)| cos(1/u)", "|tan(1/u)| cot(1/u)", "u^(1/3) tan(1/u)", "|u| cot(1/u) sin(2/u)/u"]
)
def test_what_does_not_cancel_swings_on(text: str) -> None:
    for shift, at in PLACES:
        found = verdict(text.replace("u", shift), at)
        assert (found.kind, found.status) == ("oscillation", "proven")
