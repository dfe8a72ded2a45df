"""Verdicts at a point, line by line of the table, which ``test_verdict_table`` proves."""

from __future__ import annotations

import math

import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.verdicts.neighbours import CLOSE, NAMED
from tests.oracle.verdicts.one_sided import ONE_SIDED
from tests.oracle.verdicts.plain import PLAIN
from tests.oracle.verdicts.row import Row, number
from tests.oracle.verdicts.table import TABLE

# What a textbook proves in a line or two, at places that are doubles.
TEXTBOOK = (
    ("x^2", 1.0),
    ("|x|", 0.0),
    ("|x^2-4|", 2.0),
    ("x|x|", 0.0),
    ("max(x, 0)", 0.0),
    ("{x<=1: x^2, 3x-2}", 1.0),
    ("{x<=1: x^2, 2x-1}", 1.0),
    ("{x<=1: x^2, 2x}", 1.0),
    ("floor(x)", 1.0),
    ("sign(x)", 0.0),
    ("1/x", 0.0),
    ("1/x^2", 0.0),
    ("(x^2-1)/(x-1)", 1.0),
    ("sqrt(x)", 0.0),
    ("cbrt(x)", 0.0),
    ("x^(2/3)", 0.0),
    ("ln x", -1.0),
    ("sqrt(x-2)", 1.0),
)


def function(text: str, **parameters: float) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables), expression.variables[0], parameters)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_the_verdict_is_that_of_the_table(row: Row) -> None:
    found = verdict_at(row.function, row.x)
    assert found.x == row.x
    assert found.reason
    if row.hard and found.kind == "not determined":
        return
    assert found.kind == row.kind
    assert found.differentiable is (row.kind == "smooth")
    assert found.status in ("proven", "numerical")
    slopes = [number(row.left), number(row.right), number(row.left) if row.kind == "smooth" else math.nan]
    assert found.value == close_to(number(row.value))
    assert [found.left_slope, found.right_slope, found.slope] == [close_to(slope) for slope in slopes]


def close_to(expected: float) -> object:
    return pytest.approx(expected, rel=1e-9, abs=1e-10, nan_ok=True)


@pytest.mark.parametrize("row", PLAIN, ids=str)
def test_what_the_rules_of_differentiation_prove_is_called_proven(row: Row) -> None:
    assert verdict_at(row.function, row.x).status == "proven"


@pytest.mark.parametrize("row", [*ONE_SIDED, *NAMED], ids=str)
def test_what_vanishes_on_one_side_or_more_than_once_is_known_to_do_so(row: Row) -> None:
    assert verdict_at(row.function, row.x).status == "proven"


@pytest.mark.parametrize("row", CLOSE, ids=str)
def test_what_is_next_to_a_place_is_not_taken_for_the_place(row: Row) -> None:
    found = verdict_at(row.function, row.x)
    assert (found.kind, found.status) == (row.kind, "proven")
    assert [found.value, found.left_slope, found.right_slope] == [
        pytest.approx(number(part), rel=1e-12, abs=0.0, nan_ok=True) for part in (row.value, row.left, row.right)
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("floor(x^x e^(-x ln x))", (1.0, 1.37, 2.0, math.pi)),
        ("floor(x^(2x)/(x^x)^2)", (1.0, 0.5)),
        ("1 - |x^x - e^(x ln x)|", (1.0, 1.5)),
        ("round(2^x e^(-x ln 2))", (0.37, -2.0)),
        ("floor(sin(x)^2 + cos(x)^2)", (0.0, 1.2)),
        ("1 + sign(sin(ceil(x) - ceil(x)))", (1.0, 0.5)),
    ],
)
def test_powers_are_the_exponentials_that_they_are(text: str, places: tuple[float, ...]) -> None:
    for x in places:
        found = verdict_at(function(text), x)
        assert (found.kind, found.status, found.value, found.slope) == ("smooth", "proven", 1.0, 0.0)


@pytest.mark.parametrize(("text", "x"), TEXTBOOK)
def test_what_a_textbook_proves_is_proven(text: str, x: float) -> None:
    assert verdict_at(function(text), x).status == "proven"


# The place is a number that no rational or multiple of π is, but what two curves have in common there.
DOTTIE, OMEGA = 0.7390851332151607, 1.7632228343518968
HALF_ROOT, QUARTER = math.sqrt(0.5), math.pi / 4
MEETINGS = (
    ("max(sin x, cos x)", QUARTER, "corner", -HALF_ROOT, HALF_ROOT),
    ("min(sin x, cos x, 0.8)", QUARTER, "corner", HALF_ROOT, -HALF_ROOT),
    ("max(sin x + 1, cos x + 1)", QUARTER, "corner", -HALF_ROOT, HALF_ROOT),
    ("max(sin x, sqrt(3) cos x)", math.pi / 3, "corner", -1.5, 0.5),
    ("max(tan x, cot x)", QUARTER, "corner", -2.0, 2.0),
    ("max(e^x, e^(2-x))", 1.0, "corner", -math.e, math.e),
    ("max(x^2, sqrt(2) x)", math.sqrt(2), "corner", math.sqrt(2), math.sqrt(8)),
    ("max(ln x, 1/x)", OMEGA, "corner", -1 / OMEGA**2, 1 / OMEGA),
    ("max(cos x, x)", DOTTIE, "corner", -math.sqrt(1 - DOTTIE**2), 1.0),
    ("{cos x > x: cos x, x}", DOTTIE, "corner", -math.sqrt(1 - DOTTIE**2), 1.0),
    ("{x >= cos x: x, cos x}", DOTTIE, "corner", -math.sqrt(1 - DOTTIE**2), 1.0),
    ("{cos x >= x: cos x, x^2}", DOTTIE, "jump", -math.sqrt(1 - DOTTIE**2), -math.inf),
    ("{sin x > cos x: 1, 2}", QUARTER, "jump", 0.0, -math.inf),
    ("sqrt(sin x - cos x)", QUARTER, "endpoint", math.nan, math.inf),
)


PHI, PLASTIC = (1 + math.sqrt(5)) / 2, 1.324717957244746
# The place, or what the curve does there, is a root, a power of e or the sine of a special angle.
SURDS = (
    ("(x^2-2)/(x-sqrt(2))", math.sqrt(2), "removable", math.nan, math.nan),
    ("(x^2-x-1)/(x-(1+sqrt(5))/2)", PHI, "removable", math.nan, math.nan),
    ("(cbrt(x)-cbrt(2))/(x-2)", 2.0, "removable", math.nan, math.nan),
    ("(sin(x)-1/2)/(x-pi/6)", math.pi / 6, "removable", math.nan, math.nan),
    ("(e^x-e)/(x-1)", 1.0, "removable", math.nan, math.nan),
    ("(1+x)^(1/x)", 0.0, "removable", math.nan, math.nan),
    ("{x<=sqrt(2): x^2, 2}", math.sqrt(2), "corner", math.sqrt(8), 0.0),
    ("{x<=sqrt(2): x^2, 2sqrt(2)x-2}", math.sqrt(2), "smooth", math.sqrt(8), math.sqrt(8)),
    ("{x<=sqrt(2): x^3, 2x}", math.sqrt(2), "corner", 6.0, 2.0),
    ("{x<=1: e^x, e x}", 1.0, "smooth", math.e, math.e),
    ("{x<=1: 2^x, 2}", 1.0, "corner", math.log(4), 0.0),
    ("{x<=pi/4: tan x, 1}", QUARTER, "corner", 2.0, 0.0),
    ("{x<=sqrt(3): atan(x), pi/3}", math.sqrt(3), "corner", 0.25, 0.0),
    ("|x^4-10x^2+1|", math.sqrt(2) + math.sqrt(3), "corner", -61.65393841805632, 61.65393841805632),
    ("floor(x^2-x)", PHI, "jump", math.inf, 0.0),
    ("floor(sqrt(2) cos x)", QUARTER, "jump", 0.0, -math.inf),
    ("asin(2x sqrt(1-x^2))", HALF_ROOT, "corner", math.sqrt(8), -math.sqrt(8)),
    ("|tan(x)-2+sqrt(3)|", math.pi / 12, "corner", -1.0717967697244908, 1.0717967697244908),
    ("|e^(2x)-e^2|", 1.0, "corner", -2 * math.e**2, 2 * math.e**2),
    ("max(e^x, e^x)", 2.0, "smooth", math.e**2, math.e**2),
    ("(2^x-1)/x", 0.0, "removable", math.nan, math.nan),
    ("(2^x-8)/(x-3)", 3.0, "removable", math.nan, math.nan),
    ("(ln(x)-ln 2)/(x-2)", 2.0, "removable", math.nan, math.nan),
    ("(sin x - sin 1)/(x-1)", 1.0, "removable", math.nan, math.nan),
    ("{x<=2: ln x, ln 2+(x-2)/2}", 2.0, "smooth", 0.5, 0.5),
    ("{x<=1: sin x, sin(1)+x-1}", 1.0, "corner", math.cos(1), 1.0),
    ("{x<=1: sin x, sin(1)+cos(1)(x-1)}", 1.0, "smooth", math.cos(1), math.cos(1)),
    ("{x<=ln 2: e^x, 2}", math.log(2), "corner", 2.0, 0.0),
    ("{x<=2: atan x, atan 2}", 2.0, "corner", 0.2, 0.0),
    ("{x<=1: tan x, tan 1}", 1.0, "corner", 1 / math.cos(1) ** 2, 0.0),
    ("{x<=1/2: cosh x, cosh(1/2)}", 0.5, "corner", math.sinh(0.5), 0.0),
    ("max(e^x-2, 2-e^x)", math.log(2), "corner", -2.0, 2.0),
    ("max(e^x-2, -(e^x-2))", math.log(2), "corner", -2.0, 2.0),
    ("(|x^3-x-1|+(x^3-x-1))/2", PLASTIC, "corner", 0.0, 3 * PLASTIC**2 - 1),
    ("{cos(x)-x<=0: cos(x)-x, sin(cos(x)-x)}", DOTTIE, "smooth", -1.6736120291832148, -1.6736120291832148),
    ("(|atan(x)-1|+atan(x)-1)/2", math.tan(1), "corner", 0.0, math.cos(1) ** 2),
    ("tanh(1/(sinh(x)-1))", math.log(1 + math.sqrt(2)), "jump", math.nan, math.nan),
    ("|x^20-(10^10+1)^10|", math.sqrt(1e10 + 1), "corner", -20 * (1e10 + 1) ** 9.5, 20 * (1e10 + 1) ** 9.5),
    ("||x^5-2|+x^5-2|", 2**0.2, "corner", 0.0, 10 * 2**0.8),
    ("|x^5-2|+||x^5-2|+x^5-2|", 2**0.2, "corner", -5 * 2**0.8, 15 * 2**0.8),
    ("cbrt(x^5-2)+||x^5-2|+x^5-2|", 2**0.2, "vertical tangent", math.inf, math.inf),
    ("cbrt(sin(x)-1/3)+||sin(x)-1/3|+sin(x)-1/3|", math.asin(1 / 3), "vertical tangent", math.inf, math.inf),
    ("|x|/(pi x)", 0.0, "jump", math.nan, math.nan),
    ("cbrt(atan(1/x)^2)", 0.0, "removable", math.nan, math.nan),
    ("atan(1/(|(x^2-2)^(2/3)|/(x^2-2)^(2/3)))", math.sqrt(2), "removable", math.nan, math.nan),
    ("(|x^2-2|/(x^2-2))^2 (x+1)^(2/3)", math.sqrt(2), "removable", math.nan, math.nan),
    ("min((x^3-x-1)^2, x^3-x-1)", PLASTIC, "corner", 3 * PLASTIC**2 - 1, 0.0),
    ("max((cos(x)-x)^2, cos(x)-x)", DOTTIE, "corner", -1.6736120291832148, 0.0),
    ("min((x^2+x-1)^2, x^2+x-1)", 1 / PHI, "corner", math.sqrt(5), 0.0),
    ("(x^3-x-1) floor(1/(x^3-x-1))", PLASTIC, "removable", math.nan, math.nan),
    ("(cos(x)-x) floor(3/(cos(x)-x))", DOTTIE, "removable", math.nan, math.nan),
    ("1/(|cos(x)-x|+cos(x)-x)", DOTTIE, "pole", math.nan, math.nan),
    ("|x^2-1|/(pi x-pi)", 1.0, "jump", math.nan, math.nan),
    ("sqrt(x^2+x^4)/(pi x)", 0.0, "jump", math.nan, math.nan),
    ("ln(1+|x|)/(pi x)", 0.0, "jump", math.nan, math.nan),
)


@pytest.mark.parametrize(("text", "x", "kind", "left", "right"), [*MEETINGS, *SURDS])
def test_where_two_curves_meet_is_exact(text: str, x: float, kind: str, left: float, right: float) -> None:
    found = verdict_at(function(text), x)
    assert (found.kind, found.status) == (kind, "proven")
    assert (found.left_slope, found.right_slope) == (close_to(left), close_to(right))


@pytest.mark.parametrize(
    ("text", "x", "parameters"),
    [
        ("a|x-b|", 1 / 3, {"a": 2.0, "b": 1 / 3}),
        ("a|x-b|", 0.1, {"a": 2.0, "b": 0.1}),
        ("max(a x, b x)", 0.0, {"a": -2.0, "b": 2.0}),
        ("{x<=c: -a(x-c), a(x-c)}", 0.7, {"a": 2.0, "c": 0.7}),
    ],
)
def test_parameters_make_corners_too(text: str, x: float, parameters: dict[str, float]) -> None:
    found = verdict_at(function(text, **parameters), x)
    assert (found.kind, found.value, found.left_slope, found.right_slope) == ("corner", 0.0, -2.0, 2.0)


def test_parameters_may_remove_them() -> None:
    assert verdict_at(function("a|x| + x", a=0.0), 0.0).slope == 1.0
    assert verdict_at(function("x^p", p=2.0), 0.0).kind == "smooth"
    assert verdict_at(function("x^p", p=0.5), 0.0).kind == "endpoint"


@pytest.mark.parametrize("text", ["f(t) = |t|", "g(y) = |y|", "h(θ) = |θ|"])
def test_the_variable_may_have_any_name(text: str) -> None:
    assert verdict_at(function(text), 0.0).kind == "corner"


@pytest.mark.parametrize("x", [1e-15, 1e-9, 0.999999999, 1.000000001, -1e-12])
def test_beside_a_corner_there_is_none(x: float) -> None:
    assert verdict_at(function("|x| + |x-1|"), x).kind == "smooth"


# Here mpmath's samples tell nothing either, so these lines stand outside the table: what is true of them is argued.
TOO_DEEP = (
    ("sin(x)", 1e20, "smooth"),
    ("sin(1/x)", 1e-18, "smooth"),
    ("x^400", 1e3, "smooth"),
    ("e^(e^(e^x))", 2.0, "smooth"),
    ("max(tan(1/x), 0)", 0.0, "oscillation"),
    ("round(frac(1/x))", 0.0, "oscillation"),
    # Defined everywhere, though too large for doubles.
    ("frac(e^(1/x^2))", 0.0, "oscillation"),
    ("cos(e^(1/x^2))", 0.0, "oscillation"),
    ("sin(e^(1/x))", 0.0, "oscillation"),
    # A double this large is a whole number and no multiple of π: many poles lie within its rounding, none is meant.
    ("tan(x)", 1e20, "smooth"),
    ("tan(x)", 1e308, "smooth"),
    ("|sin(x)|", 1e17, "smooth"),
    ("sqrt(|sin(x)|)", 1e22, "smooth"),
    ("sin(x)", 1e308, "smooth"),
    ("cos(x)", 1e300, "smooth"),
    ("sin(1/x)", 1e-300, "smooth"),
    ("x sin(1/x)", 1e-300, "smooth"),
    ("frac(1/x)/x", 0.0, "oscillation"),
    # (1/x) frac(1/x) keeps coming back to 0, at 1/n, and keeps growing between.
    ("mod(1/x^2, 1/x)", 0.0, "oscillation"),
    ("max(tan(1/x), e^x)", 0.0, "oscillation"),
    ("round(cbrt(frac(1/x)))", 0.0, "oscillation"),
    # 0 at every 1/n, and next to π/2 nearly everywhere else.
    ("atan(frac(1/x)/x)", 0.0, "oscillation"),
    ("atan2(frac(1/x), tan(|x|))", 0.0, "oscillation"),
)


@pytest.mark.parametrize(("text", "x", "truth"), TOO_DEEP)
def test_what_lies_too_deep_is_not_guessed(text: str, x: float, truth: str) -> None:
    assert verdict_at(function(text), x).kind in (truth, "not determined")


@pytest.mark.parametrize(
    ("text", "x", "kind"),
    [
        ("floor(x)", 1e308, "jump"),
        ("floor(x+1e17)", 0.0, "jump"),
        ("1/x", 1e-100, "smooth"),
        ("sqrt(x)", 1e-300, "smooth"),
        ("x^2", 1e-200, "smooth"),
        ("ln(x)", 1e-300, "smooth"),
        ("|x-1e-17|", 0.0, "smooth"),
        ("|x-1e-17|", 1e-17, "corner"),
        ("1/(1e20 x - 1)", 1e-20, "pole"),
        ("1/(x-1e-20)", 0.0, "smooth"),
        ("sign(1e-30+x)", 0.0, "smooth"),
        ("floor(1 - 1e-20 + x)", 0.0, "smooth"),
    ],
)
def test_far_out_and_close_in_the_doubles_are_read_exactly(text: str, x: float, kind: str) -> None:
    assert verdict_at(function(text), x).kind == kind


@pytest.mark.parametrize("x", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("text", ["x^2", "1/x", "floor(x)", "sin(x)", "7"])
def test_at_infinity_nothing_is_claimed(text: str, x: float) -> None:
    assert verdict_at(function(text), x).kind in ("undefined", "not determined")


def test_a_sum_cut_short_is_smooth_where_the_endless_one_is_not() -> None:
    terms = " + ".join(f"cos(13^{n} pi x)/2^{n}" for n in range(8))
    assert verdict_at(function(terms), 0.25).kind == "smooth"


@pytest.mark.parametrize("text", ["{x=0: 0, x^2 sin(1/x)}", "{x=0: 0, x^2 floor(1/x)}", "{x=0: 0, |x|^1.5 cos(1/x)}"])
def test_where_swings_are_squeezed_the_reason_says_so(text: str) -> None:
    assert "squeezed" in verdict_at(function(text), 0.0).reason


@pytest.mark.parametrize("text", ["x^2", "{x=0: 0, e^(-1/x^2)}", "x|x|", "{x=0: 1, sin(x)/x}"])
def test_where_nothing_swings_it_does_not(text: str) -> None:
    assert "swings" not in verdict_at(function(text), 0.0).reason


@pytest.mark.parametrize("text", ["{x=0: 1, 1/x}", "{x=0: 1, 1/x^2}"])
def test_beside_a_pole_there_may_be_a_point(text: str) -> None:
    assert "its point is apart" in verdict_at(function(text), 0.0).reason
    assert "no point" in verdict_at(function(text.replace("{x=0: 1, ", "").rstrip("}")), 0.0).reason


@pytest.mark.parametrize(
    ("text", "x", "left", "right"),
    [
        (
            "max(x^2 - 1e10 - 1, 1e9(x^2 - 1e10 - 1))",
            math.sqrt(1e10 + 1),
            2 * math.sqrt(1e10 + 1),
            2e9 * math.sqrt(1e10 + 1),
        ),
        ("max(tan(x) - 7, 1e9(tan(x) - 7)) + x", math.atan(7), 51.0, 50e9 + 1),
        ("|x^20 - pi^20|", math.pi, -20 * math.pi**19, 20 * math.pi**19),
        ("x min(x^2 - 1e10 - 1, (x^2 - 1e10 - 1)^2)", math.sqrt(1e10 + 1), 2 * (1e10 + 1), 0.0),
    ],
)
def test_a_corner_is_seen_however_steep_what_bends_is(text: str, x: float, left: float, right: float) -> None:
    """At the double next to the place the part that bends is far from 0."""
    found = verdict_at(function(text), x)
    assert found.kind == "corner"
    assert [found.left_slope, found.right_slope] == pytest.approx([left, right], rel=1e-14)
