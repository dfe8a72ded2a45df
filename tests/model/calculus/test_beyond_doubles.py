"""Verdicts, slopes and quotients where doubles end, beside mpmath, whose exponents have no end."""

from __future__ import annotations

import math
from decimal import Decimal

import mpmath
import numpy as np
import pytest

from derivgui.model.calculus.magnified import magnified
from derivgui.model.calculus.quotient import difference_quotient, quotient_table
from derivgui.model.calculus.tangent import secant_at
from derivgui.model.calculus.verdict import touch, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.wide import Wide, digits_text
from derivgui.model.scene.microscope_words import sentence

SMOOTH = [
    ("e^(e^x)", "9", lambda x: mpmath.exp(mpmath.exp(x))),
    ("9^9^9^x", "2", lambda x: mpmath.mpf(9) ** (mpmath.mpf(9) ** (mpmath.mpf(9) ** x))),
    ("x^400", "1000", lambda x: x**400),
    ("1/x", "1e-320", lambda x: 1 / x),
    ("1/(x - 2)^200", "2.0001", lambda x: (x - 2) ** -200),
    ("x^3", "1e-200", lambda x: x**3),
    ("e^(-e^x)", "9", lambda x: mpmath.exp(-mpmath.exp(x))),
    ("e^(-x^2)", "-30", lambda x: mpmath.exp(-x * x)),
    ("(x - 1)^200", "1.00001", lambda x: (x - 1) ** 200),
    ("|e^(x^3)|", "20", lambda x: mpmath.exp(x**3)),
    ("x^x", "200", lambda x: x**x),
    ("cosh(x)/cosh(x/2)", "3000", lambda x: mpmath.cosh(x) / mpmath.cosh(x / 2)),
    ("1e200 sin(1e200 x)", "0.5", lambda x: mpmath.mpf(10) ** 200 * mpmath.sin(mpmath.mpf(10) ** 200 * x)),
    ("tan(1/x)", "1e-200", lambda x: mpmath.tan(1 / x)),
    ("sin(e^e^x)", "9", lambda x: mpmath.sin(mpmath.exp(mpmath.exp(x)))),
]  # fmt: skip


def function(text: str) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables))


def digits(number: mpmath.mpf) -> str:
    """As ``digits_text`` writes them, to 12 digits."""
    return str(mpmath.nstr(number, 12, min_fixed=1, max_fixed=0))


def told(number: float) -> str:
    """The same of a double or what goes beyond."""
    with mpmath.workdps(30):
        text = digits_text(number) if isinstance(number, Wide) else repr(number)
        return digits(mpmath.mpf(10) ** mpmath.mpf(text[4:-1]) if text.startswith("10^(") else mpmath.mpf(text))


@pytest.mark.parametrize(("text", "x", "witness"), SMOOTH, ids=[row[0] for row in SMOOTH])
def test_a_smooth_curve_is_smooth_where_no_double_holds_it(text: str, x: str, witness: object) -> None:
    found = verdict_at(function(text), float(x))
    assert (found.kind, found.status, found.differentiable) == ("smooth", "proven", True)
    with mpmath.workdps(4200):
        place = mpmath.mpf(x)
        step = place * mpmath.mpf(10) ** -4000
        value = witness(place)  # type: ignore[operator]
        slope = (witness(place + step) - witness(place - step)) / (2 * step)  # type: ignore[operator]
    if "9^9^9" in text:
        # Of such a number its power of ten is told.
        assert math.isinf(found.value)
        with mpmath.workdps(30):
            power = mpmath.log10(value)
            assert digits_text(found.value).startswith(f"10^({mpmath.nstr(power, 15)[:15]}")  # type: ignore[arg-type]
        return
    assert told(found.value) == digits(value)
    assert told(found.slope) == digits(slope)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("e^e^e^e^x", 9.0, math.inf, math.nan),
        ("sin(e^e^e^x)", 9.0, math.nan, math.nan),
        ("cos(x)e^e^e^e^x", 9.0, -math.inf, math.nan),
    ],
)
def test_what_is_analytic_everywhere_is_smooth_even_if_no_digits_are_known(
    text: str, x: float, value: float, slope: float
) -> None:
    found = verdict_at(function(text), x)
    assert (found.kind, found.status) == ("smooth", "proven")
    assert (str(found.value), str(found.slope)) == (str(value), str(slope))
    assert found.is_value_told == math.isinf(value)


@pytest.mark.parametrize(
    "text", ["(-2)^(e^e^x)", "|sin(e^e^e^x)|", "floor(e^e^e^x)", "1/sin(e^e^e^x)", "ln(cos(e^e^e^x))"]
)
def test_what_may_break_among_such_numbers_is_not_called_smooth(text: str) -> None:
    assert verdict_at(function(text), 9.0).kind in ("not determined", "undefined")


@pytest.mark.parametrize(
    ("text", "x", "kind", "left", "right"),
    [
        ("x^99 |x - 10000|", 1e4, "corner", "-1e396", "1e396"),
        ("1e-200 |x - 10|/10^200", 10.0, "corner", "-1e-400", "1e-400"),
        ("{x < 10000: x^100, 2x^100}", 1e4, "jump", "inf", "2e398"),
        ("sqrt(x - 10000) + x^100", 1e4, "endpoint", "nan", "inf"),
    ],
)
def test_slopes_of_both_sides_have_their_digits(text: str, x: float, kind: str, left: str, right: str) -> None:
    found = verdict_at(function(text), x)
    assert (found.kind, found.status) == (kind, "proven")
    slopes = (found.left_slope, found.right_slope)
    assert tuple(digits_text(s) if isinstance(s, Wide) else str(float(s)) for s in slopes) == (left, right)


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("sin(x)^30", math.pi),
        ("(x^2 - 2)^40", math.sqrt(2)),
        ("(2x - pi)^40", math.pi / 2),
        ("(e^x - 2)^30", math.log(2)),
    ],
)
def test_what_rounding_of_the_place_makes_of_a_zero_is_zero(text: str, x: float) -> None:
    tangent, verdict = touch(function(text), x)
    assert (verdict.kind, tangent.value, tangent.slope) == ("smooth", 0.0, 0.0)
    assert not isinstance(tangent.value, Wide)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        # Differences from 1 that doubles lose, by mpmath.
        ("tanh(x/3 + 2) ln(1 + x^40)", 0.3, 1.179842998944029e-21, 1.573359950667641e-19),
        ("ln(1 + sin(x/2)^2)", 1e-150, 2.5e-301, 5e-151),
        ("atan(1 - 10^x)", 1e-150, -2.302585092994046e-150, -2.302585092994046),
        ("sqrt(1 + x^50) - 1", 0.2, 5.62949953421312e-36, 1.4073748835532875e-33),
        ("sin(e^(2x)) + tanh(1/x - 1/2)", 1000.0, -0.0626383695257089, math.inf),
    ],
)
def test_what_doubles_lose_on_the_way_is_not_zero(text: str, x: float, value: float, slope: float) -> None:
    tangent, verdict = touch(function(text), x)
    assert (verdict.kind, verdict.status) == ("smooth", "proven")
    assert tangent.value == pytest.approx(value, rel=1e-9, abs=0)
    assert float(tangent.slope) == pytest.approx(slope, rel=1e-9, abs=0)


def test_nor_is_a_quotient_between_values_that_doubles_do_not_tell_apart() -> None:
    high = function("1 + x^60")
    # (0.3^60 - 0.2^60)/0.1 beside values that are 1 for doubles.
    assert float(secant_at(high, 0.2, 0.1).slope) == pytest.approx(0.3**60 / 0.1, rel=1e-9, abs=0)
    assert float(quotient_table(high, 0.2, 0.1).now[0]) == pytest.approx(0.3**60 / 0.1, rel=1e-9, abs=0)
    # tanh 3000 - tanh 2000, by mpmath.
    flat = secant_at(function("tanh(1000x)"), 2.0, 1.0).slope
    assert isinstance(flat, Wide)
    assert digits_text(flat).startswith("1.32770742093")
    # Far from exact at a double: the quotient of a level stretch and of a symmetric pair stay 0.
    assert secant_at(function("floor x"), 2.2, 0.3).slope == 0
    assert secant_at(function("sin x"), math.pi / 2 - 0.05, 0.1).slope == pytest.approx(0.0, abs=1e-15)


def test_the_tangent_of_such_numbers_can_be_written_down() -> None:
    tangent, _ = touch(function("x^2"), 1e200)
    # No double is 10^200.
    assert digits_text(tangent.intercept).startswith("-9.99999999999999")  # type: ignore[arg-type]
    tangent, _ = touch(function("x^3"), 1e-200)
    assert digits_text(tangent.intercept) == "-2e-600"  # type: ignore[arg-type]
    assert not tangent.exists or tangent.is_told


def test_a_table_of_such_quotients_has_their_digits_and_settles() -> None:
    square = function("1e300 x^2")
    table = quotient_table(square, 1e10, 0.5, touch(square, 1e10)[0].slope)
    assert digits_text(table.quotient(0, 0)) == "2.0000000001e310"  # type: ignore[arg-type]
    assert digits_text(table.quotient(0, 1)) == "1.9999999999e310"  # type: ignore[arg-type]
    # 2.0000000001 and 1.9999999999 agree down to 10^-9 of 10^310.
    assert table.agreement.rows[0].both == 301.0
    assert not table.is_open


def test_quotients_beyond_doubles_are_infinite_and_not_undefined() -> None:
    assert difference_quotient(function("e^(e^x)"), 9.0, np.array([0.5, -1.0])).tolist() == [math.inf, math.inf]
    secant = secant_at(function("-e^(e^x)"), 9.0, 0.5)
    assert isinstance(secant.slope, Wide)
    assert secant.slope.is_negative
    assert secant.digits > 15
    assert not secant.exists


def test_quotients_of_values_that_nobody_knows_are_open() -> None:
    assert secant_at(function("e^e^e^e^x"), 9.0, 0.5).is_open
    assert quotient_table(function("e^e^e^e^x"), 9.0).is_open
    assert not secant_at(function("1/x"), 1.0, -1.0).is_open
    assert not quotient_table(function("ln x"), 0.5).is_open


def test_a_table_of_ordinary_numbers_has_none_of_them() -> None:
    for text, x in (("x^2", 0.0), ("floor x", 2.5), ("max(x, 0)", -1.0), ("e^x", 1.0)):
        assert not quotient_table(function(text), x).wide


@pytest.mark.parametrize(
    ("text", "x", "k", "said"),
    [
        ("e^(e^x)", 9.0, 1.0, "Far from straight at this magnification."),
        ("e^(e^x)", 9.0, 30.0, "At this magnification nothing is left of the bend."),
        ("x^99 |x - 10000|", 1e4, 1.0, "The corner stays, however far you zoom."),
        ("e^(-e^x)", 9.0, 1.0, "At this magnification nothing is left of the bend."),
        ("9^9^9^x", 2.0, 1.0, "The numbers here are too large to be blown up."),
        ("sin(e^e^e^x)", 9.0, 1.0, "The numbers here are too large to be blown up."),
        ("1e300 sqrt(|x|)", 0.0, 300.0, "It folds into a vertical ray."),
    ],
)
def test_the_microscope_shows_curves_that_no_double_holds(text: str, x: float, k: float, said: str) -> None:
    known = function(text)
    verdict = verdict_at(known, x)
    assert sentence(magnified(known, x, k, verdict=verdict), verdict)[0] == said


def test_the_gap_to_such_a_tangent_has_its_digits() -> None:
    shown = magnified(function("x^3"), 1e200, 0.0)
    # (x + t)^3 - x^3 - 3 x^2 t = 3 x t^2 + t^3.
    assert digits_text(shown.slope) == "2.9999999999999998e400"  # type: ignore[arg-type]
    assert abs(shown.deviation / (3 * Decimal("1e200")) - 1) < Decimal("1e-6")


def test_quotients_agree_in_units_of_their_limit() -> None:
    exponential = function("e^(e^x)")
    table = quotient_table(exponential, 9.0, 1.0, touch(exponential, 9.0)[0].slope)
    # 9.4·10^9565 and 1.3·10^3519 have no digit of 1.08·10^3523 in common.
    assert table.agreement.rows[0].both == math.inf
    assert table.agreement.rows[-1].both < 3523 - 6
