"""The microscope's numbers at 10^0, 10^3, 10^30 and 10^300, against mpmath with 1,300 digits and against laws."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.magnified import COARSE, FINE, Magnified, magnified
from derivgui.model.language.parser import parse
from derivgui.model.language.real import Array
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.trace import HALVINGS, trace
from tests.oracle import mp as oracle

# A tangent of second order at 10^-300 parts from its curve at 10^-900 only.
DIGITS = 1300
SCALES = (0.0, 3.0, 30.0, 300.0)
SMOOTH = (
    ("x^2", 2),
    ("sin x", 1),
    ("e^x/(1+x^2)", 1),
    ("ln x", 0.7),
    ("atan(3x)", -0.2),
    ("x^3 - 3x", 1),
    ("2^x", 0.5),
)


@pytest.fixture
def digits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(oracle, "DIGITS", DIGITS)
    with mp.workdps(DIGITS):
        yield


def function(text: str, **parameters: float) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables), expression.variables[0], parameters)


def seen(text: str, x: float, k: float, **parameters: float) -> Magnified:
    return magnified(function(text, **parameters), x, k)


def witness(text: str, x: float, k: float, t: float) -> float:
    """(f(x + s t) - f(x))/s with that many digits; NaN where undefined."""
    tree, place = parse(text).tree, Fraction(repr(x))
    centre, scale = mpf(place.numerator) / place.denominator, mpf(10.0**-k)
    try:
        rise = oracle.evaluate(tree, {"x": centre + scale * mpf(t)}) - oracle.evaluate(tree, {"x": centre})
    except oracle.Undefined:
        return math.nan
    return float(rise / scale)


@pytest.mark.usefixtures("digits")
@pytest.mark.parametrize("k", SCALES)
@pytest.mark.parametrize(
    ("text", "x"),
    [*SMOOTH, ("|x - 0.1|", 0.1), ("x^(2/3)", 0), ("sqrt x", 0), ("|sin x| + x^2", 0), ("{x<=1: x^2, 3x-2}", 1)],
)
def test_values_agree_with_as_many_digits_as_it_takes(text: str, x: float, k: float) -> None:
    samples = seen(text, x, k).trace.samples
    for t, value in samples[:: max(1, len(samples) // 8)]:
        assert value == pytest.approx(witness(text, x, k, t), rel=1e-11, abs=1e-11, nan_ok=True), t


@pytest.mark.usefixtures("digits")
@pytest.mark.parametrize("k", [3.0, 30.0, 300.0])
@pytest.mark.parametrize(("text", "x"), SMOOTH)
def test_the_gap_to_the_tangent_is_right_however_small(text: str, x: float, k: float) -> None:
    tree, place = parse(text).tree, mpf(Fraction(repr(x)).numerator) / Fraction(repr(x)).denominator
    scale, tiny = mpf(10.0**-k), mpf(10) ** -330
    slope = (oracle.evaluate(tree, {"x": place + tiny}) - oracle.evaluate(tree, {"x": place - tiny})) / (2 * tiny)
    rises = [(oracle.evaluate(tree, {"x": place + scale * t}) - oracle.evaluate(tree, {"x": place})) for t in (-1, 1)]
    gap = max(abs(rise / scale - slope * t) for rise, t in zip(rises, (-1, 1), strict=True))
    found = seen(text, x, k).deviation
    assert float(Decimal(mp.nstr(gap, 15)) / found) == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize("k", [0.0, 1.7, 12.0, 155.5, 300.0])
def test_the_parabola_lies_s_above_its_tangent(k: float) -> None:
    found = seen("x^2", 2.0, k)
    assert found.slope == 4.0
    assert float(found.deviation) == pytest.approx(10.0**-k, rel=1e-9)


@pytest.mark.parametrize("k", [6.0, 30.0, 300.0])
@pytest.mark.parametrize(("text", "x"), [("sin x", 1.0), ("e^x", 0.5), ("x^4 - x", 2.0), ("1/(1+x^2)", 0.5)])
def test_far_in_the_curve_is_what_its_taylor_series_says(text: str, x: float, k: float) -> None:
    coefficients = function(text).jet(x, 2)
    t, v = seen(text, x, k).trace.samples.T
    assert v == pytest.approx(coefficients[1] * t + coefficients[2] * 10.0**-k * t**2, rel=1e-11, abs=1e-11)


def test_a_gap_smaller_than_any_double_is_no_zero() -> None:
    assert seen("x^3", 0.0, 300.0).deviation == pytest.approx(Decimal("1E-600"))
    assert seen("{x=0: 0, e^(-1/x^2)}", 0.0, 3.0).deviation.adjusted() == -434292


@pytest.mark.parametrize("text", ["2x + 1", "sin(x)^2 + cos(x)^2", "7"])
def test_a_line_has_no_gap_to_its_tangent(text: str) -> None:
    assert seen(text, 0.3, 300.0).deviation == 0


@pytest.mark.parametrize("k", SCALES)
def test_the_corner_looks_the_same_at_every_magnification(k: float) -> None:
    found = seen("|x|", 0.0, k)
    t, v = found.trace.samples.T
    assert (v == abs(t)).all()
    assert (found.left.slope, found.right.slope) == (-1.0, 1.0)
    assert math.isnan(found.slope)
    assert found.deviation == 0


@pytest.mark.parametrize("k", SCALES)
@pytest.mark.parametrize(
    ("text", "x", "left", "right"),
    [
        ("x^(2/3)", 0, ("vertical", -math.inf), ("vertical", math.inf)),
        ("cbrt x", 0, ("vertical", math.inf), ("vertical", math.inf)),
        ("sqrt x", 0, ("missing", None), ("vertical", math.inf)),
        ("sqrt(x - 0.1)", 0.1, ("missing", None), ("vertical", math.inf)),
        ("floor x", 1, ("gap", math.inf), ("slope", 0.0)),
        ("floor(10x)", 0.1, ("gap", math.inf), ("slope", 0.0)),
        ("sign x", 0, ("gap", math.inf), ("gap", math.inf)),
        ("{x=0.1: 5, x}", 0.1, ("gap", math.inf), ("gap", -math.inf)),
        ("{x=0: 0, x sin(1/x)}", 0, ("restless", None), ("restless", None)),
        ("{x=0: 0, x^2 sin(1/x)}", 0, ("slope", 0.0), ("slope", 0.0)),
        ("x|x|", 0, ("slope", 0.0), ("slope", 0.0)),
        ("{x<=1: x^2, 3x-2}", 1, ("slope", 2.0), ("slope", 3.0)),
        ("{x<=0: x, sqrt x}", 0, ("slope", 1.0), ("vertical", math.inf)),
        ("max(x, 0)", 0, ("slope", 0.0), ("slope", 1.0)),
        ("|sin x|", math.pi, ("slope", -1.0), ("slope", 1.0)),
        ("|x^2 - 2|", math.sqrt(2), ("slope", -2 * math.sqrt(2)), ("slope", 2 * math.sqrt(2))),
        ("|cos x - 0.5|", math.pi / 3, ("slope", -math.sin(math.pi / 3)), ("slope", math.sin(math.pi / 3))),
        ("acos(cos x)", math.pi, ("slope", 1.0), ("slope", -1.0)),
        ("floor(x/pi)", math.pi, ("gap", math.inf), ("slope", 0.0)),
        ("|sin x| - 0.1", 3.1, ("slope", math.cos(3.1)), ("slope", math.cos(3.1))),
    ],
)
def test_each_side_leaves_the_point_in_its_own_way(
    text: str, x: float, left: tuple[str, float | None], right: tuple[str, float | None], k: float
) -> None:
    found = seen(text, float(x), k)
    for side, (kind, slope) in ((found.left, left), (found.right, right)):
        assert side.kind == kind
        assert slope is None or side.slope == pytest.approx(slope)


@pytest.mark.parametrize("k", SCALES)
@pytest.mark.parametrize(
    ("text", "x", "value"), [("sin(x)/x", 0, 1), ("(x^2-1)/(x-1)", 1, 2), ("(3x-0.9)/(x-0.3)", 0.3, 3)]
)
def test_a_hole_is_looked_at_about_its_limit(text: str, x: float, value: float, k: float) -> None:
    found = seen(text, float(x), k)
    assert found.centre == "hole"
    assert found.value == pytest.approx(value)
    assert math.isfinite(found.slope)


@pytest.mark.parametrize("text", ["1/x", "1/x^2", "ln|x|", "sin(1/x)", "sqrt(x - 1)", "x/|x|", "ln(-1)", "0^0 x"])
def test_where_there_is_neither_value_nor_limit_there_is_nothing_to_see(text: str) -> None:
    found = seen(text, 0.0, 10.0)
    assert found.centre == "undefined"
    assert found.trace.pieces == ()
    assert found.deviation.is_nan()


@pytest.mark.parametrize("text", ["x^x", "x^(x+1)", "(x-2)^x"])
def test_powers_keep_their_real_domain(text: str) -> None:
    t, v = seen(text, 2.0, 0.0).trace.samples.T
    f = function(text)
    assert np.isnan(v[~np.isfinite(f(2.0 + t))]).all()
    left = seen("x^(x+1)", 0.0, 5.0).trace.samples
    assert np.isnan(left[left[:, 0] < 0, 1]).all()


def test_a_rounded_tip_is_a_corner_first_and_a_line_later() -> None:
    tip = "sqrt(x^2 + 10^-40)"
    assert float(seen(tip, 0.0, 10.0).deviation) == pytest.approx(1.0)
    assert float(seen(tip, 0.0, 30.0).deviation) == pytest.approx(0.5e-10)


def test_a_parameter_is_the_decimal_number_it_is_written_as() -> None:
    assert seen("|x - a|", 0.1, 300.0, a=0.1).right.slope == 1.0
    assert seen("|x - a|", 0.1, 300.0, a=0.1).left.slope == -1.0


@pytest.mark.parametrize("k", [3.0, 30.0, 300.0])
def test_what_never_settles_fills_columns_between_its_envelopes(k: float) -> None:
    trace = seen("{x=0: 0, x sin(1/x)}", 0.0, k).trace
    assert trace.restless_share > 0.9
    t, low, high = trace.columns.T
    assert (abs(low) <= abs(t) + 3 * trace.column_width).all()
    assert (abs(high) <= abs(t) + 3 * trace.column_width).all()
    # Their edges are the envelopes' and not made of chance.
    assert high == pytest.approx(abs(t), abs=0.15)
    assert low == pytest.approx(-abs(t), abs=0.15)


def test_a_vertical_ray_keeps_its_points_inside_what_can_be_drawn() -> None:
    pieces = seen("x^(2/3)", 0.0, 3.0).trace.pieces
    assert any(abs(piece[:, 1]).min() < 1e-3 for piece in pieces)


def test_ten_waves_are_drawn_as_lines() -> None:
    trace = seen("sin(30x)/3", 0.0, 0.0).trace
    assert trace.restless_share == 0
    (piece,) = trace.pieces
    assert np.interp(0.0523598775, *piece.T) == pytest.approx(1 / 3, abs=0.01)


@pytest.mark.parametrize("budget", [FINE, COARSE])
@pytest.mark.parametrize(
    "text", ["x^2", "|x|", "sin(1/x)", "floor(40x)", "tan(20x)", "sin(1000x)", "x^(1/3)", "sqrt(-x)"]
)
def test_the_number_of_values_is_bounded(text: str, budget: int) -> None:
    f, asked = function(text), []

    def evaluate(t: Array) -> Array:
        asked.append(t.size)
        return f(t)

    trace(evaluate, budget)
    assert sum(asked) < 1.6 * budget + 32 * HALVINGS


@pytest.mark.parametrize("k", [0.0, 1.0, 5.0, 30.0, 300.0])
@pytest.mark.parametrize(
    ("text", "x", "limit"),
    [("(x^2-4)/(x-2)", 2.0, 4.0), ("x^2/x", 0.0, 0.0), ("(x^2-2)/(x-sqrt 2)", 2**0.5, 8**0.5), ("x/x", 0.0, 1.0)],
)
def test_a_straight_line_about_a_hole_has_no_gap(text: str, x: float, limit: float, k: float) -> None:
    """The hole's height is known exactly, not only from next door."""
    shown = magnified(RealFunction(Program(parse(text).tree)), x, k)
    assert shown.centre == "hole"
    assert shown.value == limit
    assert shown.deviation == 0
