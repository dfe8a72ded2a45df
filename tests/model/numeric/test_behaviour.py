"""Germs, anchors, and what they say of both sides of a place."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.catalogue import BY_NAME
from derivgui.model.language.parser import parse, parse_number
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs import functions as germ_functions
from derivgui.model.numeric.levels import Level
from derivgui.model.numeric.nearby.behaviour import behaviour_at
from derivgui.model.numeric.places.anchors import anchor_of

NAN, INF = math.nan, math.inf


def function(text: str, **parameters: float) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables), expression.variables[0], parameters)


def test_every_function_of_the_catalogue_has_a_germ_rule() -> None:
    assert germ_functions.RULES.keys() == BY_NAME.keys()


LIMITS = [
    ("sin(x)/x", "0", 1.0, 1.0),
    ("(sin x - x)/x^3", "0", -1 / 6, -1 / 6),
    ("(sin x - x + x^3/6 - x^5/120)/x^7", "0", -1 / 5040, -1 / 5040),
    ("(1 - cos x)/x^2", "0", 0.5, 0.5),
    ("(2^x - 1)/x", "0", math.log(2), math.log(2)),
    ("(1 + x)^(1/x)", "0", math.e, math.e),
    ("cos(x)^(1/x^2)", "0", math.exp(-0.5), math.exp(-0.5)),
    ("1/x", "0", -INF, INF),
    ("2^(1/x)", "0", 0.0, INF),
    ("1/(1 + e^(1/x))", "0", 1.0, 0.0),
    ("tanh(1/x)", "0", -1.0, 1.0),
    ("atan(1/x)", "0", -math.pi / 2, math.pi / 2),
    ("x floor(1/x)", "0", 1.0, 1.0),
    ("frac x", "3", 1.0, 0.0),
    ("x^x", "0", NAN, 1.0),
    ("x ln x", "0", NAN, 0.0),
    ("ln(x)/x", "0", NAN, -INF),
    ("1/ln x", "0", NAN, 0.0),
    ("tan x", "pi/2", INF, -INF),
    ("x/sin x", "pi", INF, -INF),
    ("(x^3 - 8)/(x - 2)", "2", 12.0, 12.0),
    ("(sqrt(x + 1) - 1)/x", "0", 0.5, 0.5),
    ("(cbrt(x) - 1)/(x - 1)", "1", 1 / 3, 1 / 3),
    ("(x^(2/3) - 4)/(x + 8)", "-8", -1 / 3, -1 / 3),
    ("sqrt(x^2 + x^4)/x", "0", -1.0, 1.0),
    ("asin(x)/x", "0", 1.0, 1.0),
    ("acosh(x)/sqrt(x - 1)", "1", NAN, math.sqrt(2)),
    ("(x - sinh x)/(x - sin x)", "0", -1.0, -1.0),
    ("atan2(x, -1)", "0", -math.pi, math.pi),
    ("(x^2 - 2)/(x - sqrt(2))", "sqrt(2)", 2 * math.sqrt(2), 2 * math.sqrt(2)),
    ("log_2(x)/(x - 1)", "1", 1 / math.log(2), 1 / math.log(2)),
    ("mod(x, 3)", "6", 3.0, 0.0),
    ("|x|^x", "0", 1.0, 1.0),
    ("e^(-1/x^2)/x^50", "0", 0.0, 0.0),
]


@pytest.mark.parametrize(("text", "place", "left", "right"), LIMITS, ids=[f"{row[0]} at {row[1]}" for row in LIMITS])
def test_one_sided_limits_are_exact(text: str, place: str, left: float, right: float) -> None:
    seen = behaviour_at(function(text), parse_number(place))
    assert (seen.left.limit, seen.right.limit) == pytest.approx((left, right), rel=1e-15, abs=1e-300, nan_ok=True)


@pytest.mark.parametrize("text", ["sin(1/x)", "cos(1/x^2) + x", "e^sin(1/x)", "tan(1/x)", "x tan(1/x)", "sin(1/x)/x"])
def test_what_never_settles_oscillates(text: str) -> None:
    seen = behaviour_at(function(text), 0.0)
    assert {seen.left.kind, seen.right.kind} == {"oscillating"}
    assert seen.proven


def test_the_bounds_of_an_oscillation_are_known() -> None:
    seen = behaviour_at(function("3 + 2 sin(1/x)"), 0.0)
    assert (seen.left.low, seen.left.high) == (1.0, 5.0)


@pytest.mark.parametrize(
    "text", ["x^2 sin(1/x)/(x tan(1/x)^2 + sin(1/x))", "e^sqrt(ln(ln(1/x)))", "e^e^(1/x) - e^(2e^(1/x))"]
)
def test_what_is_beyond_the_expansions_is_not_guessed(text: str) -> None:
    seen = behaviour_at(function(text), 0.0)
    assert seen.right.kind == "not determined"
    assert not seen.proven


@pytest.mark.parametrize(
    ("text", "x", "level"),
    [
        ("|x - 0.1|", 0.1, Level(Fraction(1, 10))),
        ("|x - 1/3|", 1 / 3, Level(Fraction(1, 3))),
        ("tan x", math.pi / 2, Level(pi=Fraction(1, 2))),
        ("|sin x|", 7 * math.pi, Level(pi=Fraction(7))),
        ("floor(3x)", 2 / 3, Level(Fraction(2, 3))),
        ("|sin x - 1/2|", math.pi / 6, Level(pi=Fraction(1, 6))),
    ],
)
def test_a_double_next_to_a_critical_place_stands_for_it(text: str, x: float, level: Level) -> None:
    anchor = anchor_of(function(text), x)
    assert anchor.is_critical
    assert anchor.level == level


def test_a_place_without_a_name_is_known_to_any_precision() -> None:
    anchor = anchor_of(function("1/(x^2 - 2)"), math.sqrt(2))
    assert anchor.root is not None
    for bits in (100, 1000):
        with flint.ctx.workprec(bits):
            assert anchor.ball().overlaps(flint.arb(2).sqrt())
            assert anchor.ball().rel_accuracy_bits() > bits - 30


def test_a_slider_s_decimal_is_exact() -> None:
    assert anchor_of(function("|x - a|", a=0.1), 0.1).level == Level(Fraction(1, 10))


@pytest.mark.parametrize("x", [1e-9, 0.1 + 1e-12, 1.0, 1e6])
def test_a_double_beside_a_critical_place_stands_for_itself(x: float) -> None:
    assert not anchor_of(function("|x| + |x - 0.1|"), x).is_critical


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        # A function less its Taylor polynomial, over the first power that is left: 1/n!.
        ("(sin(x) - x + x^3/6 - x^5/120 + x^7/5040 - x^9/362880)/x^11", -1 / math.factorial(11)),
        ("(cos(x) - 1 + x^2/2 - x^4/24 + x^6/720 - x^8/40320)/x^10", -1 / math.factorial(10)),
        ("(cosh(x - 1) - 1 - (x - 1)^2/2 - (x - 1)^4/24 - (x - 1)^6/720 - (x - 1)^8/40320)/(x - 1)^10",
         1 / math.factorial(10)),
        ("(atan(x) - x + x^3/3 - x^5/5 + x^7/7 - x^9/9)/x^11", -1 / 11),
        ("(asin(x) - x - x^3/6 - 3x^5/40 - 15x^7/336 - 105x^9/3456)/x^11", 63 / 2816),
    ],
)  # fmt: skip
def test_limits_may_rest_on_the_eleventh_coefficient(text: str, limit: float) -> None:
    place = 1.0 if "x - 1" in text else 0.0
    seen = behaviour_at(function(text), place)
    assert seen.left.limit == pytest.approx(limit, rel=1e-15)
    assert seen.right.limit == pytest.approx(limit, rel=1e-15)
    assert seen.proven


@pytest.mark.parametrize(
    "text", ["{2atan(x) = asin(2x/(1 + x^2)): 1, 2}", "floor(atan(x)/asin(x/sqrt(1 + x^2)) + acos(cos(x)) - |x|)"]
)
def test_equations_that_hold_on_a_stretch_without_a_proof_stay_open(text: str) -> None:
    for x in (0.0, 0.25, 0.7):
        assert verdict_at(function(text), x).status == "not determined"


@pytest.mark.parametrize(
    ("text", "limit"),
    [("e^(1/x) - e^(1/x)", 0.0), ("x + e^(1/x) - e^(1/x) + 1", 1.0), ("e^(1/x) + 2 - 1/e^(-1/x)", 2.0)],
)
def test_exponentials_that_cancel_leave_what_stands_beside_them(text: str, limit: float) -> None:
    found = behaviour_at(function(text), 0.0)
    assert (found.left.limit, found.right.limit, found.same_limit, found.proven) == (limit, limit, True, True)
