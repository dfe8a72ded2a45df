"""Values, slopes and quotients at typed constants, against exact answers and against mpmath with many digits."""

from __future__ import annotations

import math
from decimal import Decimal

import mpmath
import pytest

from derivgui.model.language.parser import parse, parse_exact
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.places.typed_place import TypedPlace


def place(text: str, **typed: str) -> TypedPlace:
    expression = parse(text)
    program = Program(settled(expression.tree), expression.variables)
    return TypedPlace(program, {name: parse_exact(constant) for name, constant in typed.items()})


def same(found: float, expected: float) -> bool:
    return found == expected or (math.isnan(found) and math.isnan(expected))


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        # A typed decimal is exact: x - 0.3 is -1e-10.
        ("1/(x - 0.3)", "0.2999999999", -1e10, -1e20),
        ("sin(x)", "pi", 0.0, -1.0),
        ("cos(x)", "pi/2", 0.0, -1.0),
        ("tan(x)", "pi/4", 1.0, 2.0),
        ("tan(x)", "pi/2", math.nan, math.nan),
        ("x^2 - 2", "sqrt(2)", 0.0, 2 * math.sqrt(2)),
        ("1/(x - 0.1 - 0.2)", "0.3", math.nan, math.nan),
        # Exactly on the edge of a domain.
        ("sqrt(x - 0.1 - 0.2)", "0.3", 0.0, math.nan),
        ("sqrt(tan(x))", "pi", 0.0, math.nan),
        ("asin(2 sin(x))", "pi/6", math.pi / 2, math.nan),
        ("acos(1 + tan(x))", "pi", 0.0, math.nan),
        ("atanh(2 sin(x))", "pi/6", math.nan, math.nan),
        # Both sides are larger, or smaller, than any double.
        ("{e^(2x) > e^x: 1, 0}", "750", 1.0, 0.0),
        ("{e^(2x) < e^x: 1, 0}", "-750", 1.0, 0.0),
        ("{x^400 > x^200: 1, 0}", "1e10", 1.0, 0.0),
        ("sign(e^(2x) - e^x)", "800", 1.0, 0.0),
        ("sign(e^(2x) - e^x)", "-800", -1.0, 0.0),
        ("max(e^x, e^(2x)) e^(-2x)", "800", 1.0, 0.0),
        ("min(e^x, e^(2x)) e^(-2x)", "-800", 1.0, 0.0),
        # Of what is no number's neighbour.
        ("floor(-e^x)", "-1000", -1.0, 0.0),
        ("x - floor(x/2)*2", "1e16+1", 1.0, 1.0),
        ("max(sqrt(2), 1/x) + ceil(x)", "-1e300", -1e300, math.nan),
        # Corners, and what has none after all.
        ("|x|", "0", 0.0, math.nan),
        ("x|x|", "0", 0.0, 0.0),
        ("|x^2 - 2|", "sqrt(2)", 0.0, math.nan),
        # Which powers there are.
        ("x^0", "0", 1.0, 0.0),
        ("ln(x)^0", "-1", math.nan, math.nan),
        ("x^x", "0", math.nan, math.nan),
        ("(-2)^x", "2", math.nan, math.nan),
    ],
)
def test_exact_answers(text: str, x: str, value: float, slope: float) -> None:
    found = place(text, x=x)
    assert same(found.value.number, value)
    assert same(found.slope("x").number, slope)


@pytest.mark.parametrize("x", ["1e22", "-1e22", "1e300", "10^16 + 1", "1e-300", "1e-9", "5e-324", "0.1", "22/7"])
@pytest.mark.parametrize(
    ("text", "value", "slope"),
    [
        ("tan(x)", lambda m, x: m.tan(x), lambda m, x: 1 + m.tan(x) ** 2),
        ("csc(x)", lambda m, x: 1 / m.sin(x), lambda m, x: -m.cos(x) / m.sin(x) ** 2),
        ("x - sin(x)", lambda m, x: x - m.sin(x), lambda m, x: 2 * m.sin(x / 2) ** 2),
        ("(1 - cos(x))/x^2", lambda m, x: (1 - m.cos(x)) / x**2, None),
        ("atan(x) - pi/2", lambda m, x: m.atan(x) - m.pi / 2, lambda m, x: 1 / (1 + x * x)),
    ],
)
def test_digits_against_mpmath(text: str, value: object, slope: object, x: str) -> None:
    found = place(text, x=x)
    with mpmath.workdps(1500):
        exact = {"10^16 + 1": mpmath.mpf(10**16 + 1), "22/7": mpmath.mpf(22) / 7}.get(x) or mpmath.mpf(x)
        assert found.value.number == pytest.approx(float(value(mpmath, exact)), rel=2e-16)  # type: ignore[operator]
        if slope is not None:
            expected = float(slope(mpmath, exact))  # type: ignore[operator]
            assert found.slope("x").number == pytest.approx(expected, rel=2e-16)


def test_a_number_that_no_double_holds_has_its_digits() -> None:
    large, small = place("e^x", x="1000").value, place("-e^(-x)", x="1000").value
    assert (large.number, small.number) == (math.inf, 0.0)
    assert large.decimal == Decimal("1.9700711140170470E+434")
    assert small.decimal == Decimal("-5.0759588975494568E-435")


def test_what_is_larger_than_balls_can_hold_is_infinite() -> None:
    assert place("e^(e^(e^(e^x)))", x="10").value.number == math.inf


@pytest.mark.parametrize("x", ["0.7", "1e-9", "3"])
def test_a_condition_that_no_number_decides_is_decided_by_algebra(x: str) -> None:
    assert place("{acos(cos(x)) >= x: 1, 2}", x=x).value.number == 1.0
    assert place("{acos(cos(x)) > x: 1, 2}", x=x).value.number == 2.0


def test_a_difference_far_below_doubles_is_none_all_the_same() -> None:
    assert math.isnan(place("asin(e^x)", x="1e-320").value.number)
    assert place("log(acosh(cosh(x)))", x="1e-320").value.number == pytest.approx(-320)


def test_two_variables() -> None:
    found = place("1/(x - y)", x="0.3", y="0.1 + 0.2 + 1e-30")
    assert found.value.number == -1e30
    assert (found.slope("x").number, found.slope("y").number) == (-1e60, 1e60)
    assert math.isnan(place("atan2(y, x)", x="0", y="0").value.number)


@pytest.mark.parametrize(
    ("text", "x", "h", "quotient"),
    [
        ("1/(x - 0.3)", "0.2999999999", "1e-12", -1e20 / 0.99),
        ("floor(10x)", "0.65", "0.05", 20.0),
        ("floor(10x)", "0.65", "0.0499999999999", 0.0),
        ("sqrt(x - 0.3)", "0.4", "-0.1", math.sqrt(10)),
        ("x^2", "10^16", "1e-30", 2e16),
        ("e^x - e^(2x)", "-800", "1", 0.0),
    ],
)
def test_quotients_at_the_exact_sum(text: str, x: str, h: str, quotient: float) -> None:
    found = place(text, x=x).quotient("x", parse_exact(h))
    assert found is not None
    assert found.number == pytest.approx(quotient, rel=4e-16, abs=1e-300)


def test_no_quotient_where_an_end_has_no_value() -> None:
    assert place("sqrt(x - 0.3)", x="0.4").quotient("x", parse_exact("-0.2")) is None


def test_second_derivatives() -> None:
    assert place("1/(x - y)", x="0.3", y="0.30000000001").hessian(("x", "y")) == ((-2e33, 2e33), (2e33, -2e33))
    assert place("sin(x) cos(y)", x="pi", y="pi/2").hessian(("x", "y")) == ((0.0, 1.0), (1.0, 0.0))
    assert place("|x| + y", x="0", y="1").hessian(("x", "y")) is None
