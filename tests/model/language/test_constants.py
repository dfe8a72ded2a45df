"""Values of typed constants: real-valued, finite, and found without computing anything big."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language import parser
from derivgui.model.language.errors import ParseError

VALUES = [
    ("0.1 + 0.2", 0.1 + 0.2),
    ("-(1 - 3)*4/8", 1.0),
    ("2pi - tau", 0.0),
    ("e^2", math.e**2),
    ("(-8)^(1/3)", -2.0),
    ("(-8)^(2/3)", 4.0),
    ("(-8)^(-1/3)", -0.5),
    ("64^(1/3)", 4.0),
    ("(-2)^3", -8.0),
    ("(-2)^-2", 0.25),
    ("(-2)^2.0", 4.0),
    ("(-32)^(1/(2+3))", -2.0),
    ("0^2", 0.0),
    ("5^0", 1.0),
    ("2^0.5", math.sqrt(2)),
    ("10^308", 1e308),
    ("10^-400", 0.0),
    ("170!", float(math.factorial(170))),
    ("0!", 1.0),
    ("min(3, 1, 2) + max(3, 1)", 4.0),
    ("root(-27, 3)", -3.0),
    ("log_2(8)", 3.0),
    ("atan2(0, -1)", math.pi),
    ("|3 - 5|", 2.0),
    ("{0 < 1 < 1: 5, 1 <= 1: 6, 7}", 6.0),
    ("{2 = 3: 5, 7}", 7.0),
    ("{2 != 3 > 1 >= 1: 5, 7}", 5.0),
    (r"\frac{1}{2}", 0.5),
]


@pytest.mark.parametrize(("typed", "value"), VALUES)
def test_constants_have_their_real_value(typed: str, value: float) -> None:
    assert parser.parse_number(typed) == pytest.approx(value, rel=1e-15, abs=0)


UNDEFINED = ["1/0", "0^0", "0^-1", "(-8)^(1/2)", "(-8)^0.2", "(-2)^pi", "ln(0)", "sqrt(-1)", "tan(pi/2)"]
UNDEFINED += ["asin(2)", "{1 < 0: 5}", "(-2)^ln(-1)", "0/0", "1^ln(-1)", "{ln(-1) < 0: 1, 2}"]


@pytest.mark.parametrize("typed", UNDEFINED)
def test_what_has_no_real_value_is_no_number(typed: str) -> None:
    with pytest.raises(ParseError, match="no real value"):
        parser.parse_number(typed)


@pytest.mark.parametrize("typed", UNDEFINED)
def test_an_undefined_constant_may_stand_in_a_formula(typed: str) -> None:
    assert parser.parse(f"x + ({typed})").variables == ("x",)


TOO_LARGE = ["10^309", "-10^309", "2*10^308*10", "1e308/1e-9", "sinh(1000)", "2^(2^(2^20))", "10^400/10^400"]


@pytest.mark.parametrize("typed", TOO_LARGE)
@pytest.mark.parametrize("frame", ["{}", "x + {}", "sin({}) x", "{{x < {}: 1}}"])
def test_a_constant_beyond_double_precision_is_refused(typed: str, frame: str) -> None:
    with pytest.raises(ParseError, match="too large"):
        parser.parse(frame.format(typed))


@pytest.mark.parametrize("typed", ["x^1000", "1000^x", "x^(10^10)", "n!", "(10^9 n)!"])
def test_what_is_large_only_for_some_letters_is_accepted(typed: str) -> None:
    parser.parse(typed)
