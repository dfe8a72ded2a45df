"""Verdicts on what grows between the powers of x, or beyond them all: where mpmath's samples tell little.

The limits follow on paper with L = ln(1/x): x = e^-L, and e^√L lies between all powers of L and all powers of 1/x.
"""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction

NONE = math.nan
LIMITS = (
    # Irrational exponents add up and multiply to rational ones.
    ("(x^sqrt(2))^sqrt(2)/x^2", 0.0, "endpoint", NONE, 1.0),
    ("(x^sqrt(3))^sqrt(3)/x^3 + 1", 0.0, "endpoint", NONE, 2.0),
    ("x^(sqrt(2)-1)/(x^sqrt(2)/x)", 0.0, "endpoint", NONE, 1.0),
    ("x^pi/(x^(pi-1) x)", 0.0, "endpoint", NONE, 1.0),
    ("(x^(sqrt(2)+1) - x x^sqrt(2))/x^5", 0.0, "endpoint", NONE, 0.0),
    ("x^sqrt(2)/x", 0.0, "endpoint", NONE, 0.0),
    ("x^sqrt(2)/x^1.5", 0.0, "pole", NONE, math.inf),
    # Slower than any power of x.
    ("x e^sqrt(-ln x)", 0.0, "endpoint", NONE, 0.0),
    ("sqrt(x) e^cbrt(-ln x)", 0.0, "endpoint", NONE, 0.0),
    ("e^(-sqrt(-ln x))/x", 0.0, "pole", NONE, math.inf),
    ("x^(ln x)", 0.0, "pole", NONE, math.inf),
    ("e^(-ln(x)^2)/x^5", 0.0, "endpoint", NONE, 0.0),
    # Logarithms of logarithms.
    ("ln(-ln x)", 0.0, "pole", NONE, math.inf),
    ("1/ln(-ln x)", 0.0, "endpoint", NONE, 0.0),
    ("ln(-ln x)^2/ln x", 0.0, "endpoint", NONE, 0.0),
    ("x ln(-ln x)", 0.0, "endpoint", NONE, 0.0),
    ("(-ln x)^x", 0.0, "endpoint", NONE, 1.0),
    ("(-ln x)^(1/ln(-ln x))", 0.0, "endpoint", NONE, math.e),
    ("e^(ln(-ln x)) + ln x", 0.0, "endpoint", NONE, 0.0),
    ("ln(x ln(x)^2)", 0.0, "pole", NONE, -math.inf),
    ("ln|ln|x||", 0.0, "pole", math.inf, math.inf),
    ("atan(ln(-ln x))", 0.0, "endpoint", NONE, math.pi / 2),
    # Exponentials of exponentials.
    ("2^(-2^(1/(1-x)))", 1.0, "jump", 0.0, 1.0),
    ("e^(-e^(1/x))", 0.0, "jump", 1.0, 0.0),
    ("e^e^(1/x)", 0.0, "pole", 1.0, math.inf),
    ("1/(1 + e^e^(1/x))", 0.0, "jump", 0.5, 0.0),
    ("x e^(-e^(1/x))", 0.0, "removable", 0.0, 0.0),
    ("e^(-e^tan(x))", math.pi / 2, "jump", 0.0, 1.0),
    ("sinh(sinh(1/x))", 0.0, "pole", -math.inf, math.inf),
    # Of 1/(x ln x + x) no end of terms grows, but each less than the one before.
    ("e^(1/(x ln|x| + x))", 0.0, "pole", math.inf, 0.0),
    ("e^(1/(x ln|x| + x))/x^9", 0.0, "pole", -math.inf, 0.0),
    ("e^(-1/|x ln|x| + x|)/x^9", 0.0, "removable", 0.0, 0.0),
    ("1/(1 + e^(1/(x ln|x| + x)))", 0.0, "jump", 0.0, 1.0),
    ("tanh(1/(x ln|x| + x))", 0.0, "jump", 1.0, -1.0),
    ("e^(floor(1/x)/x)", 0.0, "pole", math.inf, math.inf),
    ("e^(-floor(1/x)/x)/x^5", 0.0, "removable", 0.0, 0.0),
    ("e^(1/x^3 + sin(1/x)/x)", 0.0, "pole", 0.0, math.inf),
    ("e^(ln|x|/(1 + ln|x|))", 0.0, "removable", math.e, math.e),
)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


@pytest.mark.parametrize(("text", "x", "kind", "left", "right"), LIMITS)
def test_every_growth_has_its_place(text: str, x: float, kind: str, left: float, right: float) -> None:
    found = verdict_at(function(text), x)
    assert found.kind == kind
    assert [found.left_limit, found.right_limit] == pytest.approx([left, right], rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(
    ("text", "kind", "left", "right"),
    [
        ("{x>0: (x^sqrt(3))^(1/sqrt(3)), x}", "smooth", 1.0, 1.0),
        ("{x=0: 0, e^(-e^(1/|x|))}", "smooth", 0.0, 0.0),
        ("{x=0: 0, 1/ln|ln|x||}", "cusp", -math.inf, math.inf),
        ("{x=0: 0, x/ln|ln|x||}", "smooth", 0.0, 0.0),
        ("{x<=0: 0, e^(-sqrt(-ln x))}", "corner", 0.0, math.inf),
        ("{x<=0: 0, x e^(-sqrt(-ln x))}", "smooth", 0.0, 0.0),
        ("{x=0: 0, x e^(-sqrt(-ln|x|))}", "smooth", 0.0, 0.0),
        ("{x=0: 0, x e^sqrt(-ln|x|)}", "vertical tangent", math.inf, math.inf),
        ("{x=0: 0, |x| e^sqrt(-ln|x|)}", "cusp", -math.inf, math.inf),
        ("{x=0: 0, x e^(pi sqrt(-ln|x|))}", "vertical tangent", math.inf, math.inf),
        ("{x=0: 0, x ln(ln(-ln|x|))}", "vertical tangent", math.inf, math.inf),
        ("{x=0: 0, |x|/ln(ln(-ln|x|))}", "smooth", 0.0, 0.0),
        ("{x=0: 0, |x|^sqrt(2) e^sqrt(-ln|x|)}", "smooth", 0.0, 0.0),
    ],
)
def test_and_so_have_its_secants(text: str, kind: str, left: float, right: float) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.left_slope, found.right_slope) == (kind, left, right)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("e^e^(1/x) - e^(2e^(1/x))", "pole"),
        ("e^e^(1/x)/e^e^(1/x)", "removable"),
        ("ln(ln(-ln x))", "pole"),
    ],
)
def test_what_no_expansion_holds_is_not_guessed(text: str, kind: str) -> None:
    assert verdict_at(function(text), 0.0).kind in (kind, "not determined")


SLOW = (
    ("e^(cbrt(ln x))", 0.0, "endpoint", NONE, 0.0),
    ("e^(-cbrt(ln x))", 0.0, "pole", NONE, math.inf),
    ("e^(-sqrt(-ln x))", 0.0, "endpoint", NONE, 0.0),
    ("x^(1/sqrt(-ln x))", 0.0, "endpoint", NONE, 0.0),
    ("x^(1/sqrt(-ln x)) e^sqrt(-ln x)", 0.0, "endpoint", NONE, 1.0),
    ("e^(-sqrt(-ln x)) ln(x)^100", 0.0, "endpoint", NONE, 0.0),
    ("x^(1/1000) e^(1000 sqrt(-ln x))", 0.0, "endpoint", NONE, 0.0),
    ("e^(sqrt(-ln x) - 1000cbrt(-ln x))", 0.0, "pole", NONE, math.inf),
    ("e^sqrt(1 - ln x)/e^sqrt(-ln x)", 0.0, "endpoint", NONE, 1.0),
    ("(e^sqrt(1 - ln x)/e^sqrt(-ln x) - 1) sqrt(-ln x)", 0.0, "endpoint", NONE, 0.5),
    ("ln(x^2 e^(3sqrt(-ln x)) ln(x)^4) - 2 ln x - 4 ln(-ln x) - 3sqrt(-ln x)", 0.0, "endpoint", NONE, 0.0),
    ("ln(x^2 e^(3sqrt(-ln x)))/ln x", 0.0, "endpoint", NONE, 2.0),
    ("sqrt(x e^(2sqrt(-ln x)))/(sqrt(x) e^sqrt(-ln x))", 0.0, "endpoint", NONE, 1.0),
    ("1/(1 + e^sqrt(-ln|x|))", 0.0, "removable", 0.0, 0.0),
    ("floor(1 + e^(-sqrt(-ln|x|)))", 0.0, "removable", 1.0, 1.0),
    ("sin(e^sqrt(-ln|x|))", 0.0, "oscillation", NONE, NONE),
    ("e^sqrt(-ln|x-1|)", 1.0, "pole", math.inf, math.inf),
)


@pytest.mark.parametrize(("text", "x", "kind", "left", "right"), SLOW)
def test_between_powers_and_logarithms_nothing_is_left_open(
    text: str, x: float, kind: str, left: float, right: float
) -> None:
    found = verdict_at(function(text), x)
    assert (found.kind, found.status) == (kind, "proven")
    assert [found.left_limit, found.right_limit] == pytest.approx([left, right], rel=1e-12, abs=1e-12, nan_ok=True)


FACTORS = st.fractions(-3, 3, max_denominator=4)


@settings(max_examples=60)
@given(FACTORS, FACTORS, FACTORS, FACTORS)
def test_slow_growths_come_in_the_order_of_their_logarithms(a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    text = f"x^({a}) e^(({b}) sqrt(-ln x)) e^(({c}) (-ln x)^(1/3)) (-ln x)^({d})"
    with mp.workdps(60):
        # The logarithm of the whole where ln(1/x) is 10^90.
        length = mpf(10) ** 90
        terms = (-a, length), (b, mp.sqrt(length)), (c, mp.cbrt(length)), (d, mp.log(length))
        size = mp.fsum(mpf(k.numerator) / k.denominator * part for k, part in terms)
    found = verdict_at(function(text), 0.0)
    assert found.status == "proven"
    assert found.right_limit == (1.0 if size == 0 else math.inf if size > 0 else 0.0)


SURDS = st.sampled_from([("0", 0), ("1", 1), ("sqrt(2)", mp.sqrt(2)), ("-pi", -mp.pi), ("1/e", 1 / mp.e), ("-2", -2)])


@settings(max_examples=60)
@given(SURDS, SURDS, SURDS, SURDS, SURDS)
def test_so_do_those_with_irrational_factors_and_powers(
    a: tuple[str, mpf], b: tuple[str, mpf], c: tuple[str, mpf], d: tuple[str, mpf], e: tuple[str, mpf]
) -> None:
    parts = (
        f"x^({a[0]})", f"(-ln x)^(({b[0]}) sqrt(-ln x))", f"e^(({c[0]}) (-ln x)^(1/sqrt(3)))",
        f"e^(({d[0]}) ln(-ln x)^2)", f"ln(-ln x)^({e[0]})",
    )  # fmt: skip
    with mp.workdps(60):
        # The logarithm of the whole where ln(1/x) is 10^(10^6).
        length = mpf(10) ** (10**6)
        double = mp.log(length)
        grown = (-length, mp.sqrt(length) * double, length ** (1 / mp.sqrt(3)), double**2, mp.log(double))
        size = mp.fsum(k[1] * part for k, part in zip((a, b, c, d, e), grown, strict=True))
    found = verdict_at(function(" ".join(parts)), 0.0)
    assert found.status == "proven"
    assert found.right_limit == (1.0 if size == 0 else math.inf if size > 0 else 0.0)


@pytest.mark.parametrize(
    ("text", "kind", "left", "right"),
    [
        ("e^(-ln(x)/ln(-ln x))", "pole", NONE, math.inf),
        ("e^(-ln(x)/ln(-ln x)) x^(1/1000)", "endpoint", NONE, 0.0),
        ("e^(-ln(x)/ln(-ln x) - 1000sqrt(-ln x))", "pole", NONE, math.inf),
        ("ln(ln(ln(-ln x)))", "pole", NONE, math.inf),
        ("ln(ln(-ln x))^1000/ln(-ln x)", "endpoint", NONE, 0.0),
        ("ln(x e^(pi sqrt(-ln x)) ln(-ln x)) - ln x - pi sqrt(-ln x) - ln(ln(-ln x))", "endpoint", NONE, 0.0),
        ("(-ln x)^(sqrt(2) ln(-ln x))/(-ln x)^1000", "pole", NONE, math.inf),
        ("x^sqrt(2) e^sqrt(-ln x)", "endpoint", NONE, 0.0),
        ("|x|^sqrt(2) e^(sqrt(3) sqrt(-ln|x|))", "removable", 0.0, 0.0),
    ],
)
def test_growths_have_others_between_them(text: str, kind: str, left: float, right: float) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == (kind, "proven")
    assert [found.left_limit, found.right_limit] == pytest.approx([left, right], rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(
    ("text", "kind"), [("e^sqrt(ln(-ln x))", "pole"), ("x^sqrt(2) e^(sin(1)^2 sqrt(-ln x))", "endpoint")]
)
def test_growths_that_no_exponent_tells_are_not_guessed(text: str, kind: str) -> None:
    found = verdict_at(function(text), 0.0)
    assert found.kind in (kind, "not determined")


def test_an_exponent_that_is_taken_for_a_fraction_is_not_proven() -> None:
    found = verdict_at(function("|x|^(2sin(1)cos(1)/sin(2))"), 0.0)
    assert (found.kind, found.status) == ("corner", "numerical")


def test_an_exponent_that_is_a_fraction_is() -> None:
    found = verdict_at(function("|x|^(sqrt(2)^2/2)"), 0.0)
    assert (found.kind, found.status) == ("corner", "proven")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("ln(x^sqrt(2)) - sqrt(2) ln x", 0.0),
        ("sign(ln(x^sqrt(2)) - sqrt(2) ln x)", 0.0),
        # Exponents that no double tells apart.
        ("1 - x^(sqrt(2) + 1/10^20)/x^sqrt(2)", 1.0),
        ("sign(x^sqrt(2) - x x^(sqrt(2) - 1 + 1/10^20))", 1.0),
        ("sign(x^ln(2) - x^(ln(2) + 1/10^20))", 1.0),
        ("(x^e)^(1/e)/x", 1.0),
        ("e^(pi ln x)/x^pi", 1.0),
        ("x^sqrt(2) x^sqrt(8)/x^sqrt(18)", 1.0),
    ],
)
def test_irrational_exponents_are_told_apart(text: str, limit: float) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.right_limit, found.status) == (limit, "proven")


@pytest.mark.parametrize("exponent", ["ln(2)", "tan(1)", "1/sinh(sin(1/7))"])
def test_exponents_beyond_all_digits_are_no_proof_of_another(exponent: str) -> None:
    found = verdict_at(function(f"sign(x^({exponent}) - x^({exponent} + 1/10^200))"), 0.0)
    assert found.right_limit == 1.0 or found.status != "proven"


@pytest.mark.parametrize(
    ("text", "kind", "left", "right"),
    [
        ("x^pi", "endpoint", math.nan, 0.0),
        ("x^(pi-3)", "endpoint", math.nan, math.inf),
        ("|x|^sqrt(2)", "smooth", 0.0, 0.0),
        ("|x|^(sqrt(2)-1)", "cusp", -math.inf, math.inf),
        ("|x|^(1/pi)", "cusp", -math.inf, math.inf),
        ("|x|^(sqrt(2)+sqrt(3)-3)", "cusp", -math.inf, math.inf),
        ("|x|^(pi/3)-|x|", "corner", 1.0, -1.0),
        ("(1-cos x)^sqrt(2)", "smooth", 0.0, 0.0),
        ("(x^sqrt(2))^sqrt(2)/x", "endpoint", math.nan, math.nan),
        ("{x>0: x^e/x^(e-1), x}", "smooth", 1.0, 1.0),
    ],
)
def test_irrational_exponents_are_exact(text: str, kind: str, left: float, right: float) -> None:
    found = verdict_at(function(text), 0.0)
    assert (found.kind, found.status) == (kind, "proven")
    assert (found.left_slope, found.right_slope) == pytest.approx((left, right), nan_ok=True)
