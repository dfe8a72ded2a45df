"""Critical points: published ones to the last digits, none missing, none invented."""

from __future__ import annotations

import math
from functools import cache
from random import Random
from typing import Any

import mpmath
import numpy as np
import pytest

from derivgui.model.calculus.critical.points import CriticalSurvey
from derivgui.model.calculus.critical.polynomial import polynomial_of
from derivgui.model.calculus.critical.search import critical_points, survey_of
from derivgui.model.language.real import Array
from derivgui.model.language.tree import Node
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.numeric.viewport import Viewport
from tests.oracle import mp
from tests.planes import SQUARE, plane

HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
ROSENBROCK = "(1 - x)^2 + 100(y - x^2)^2"
BEALE = "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2"
BOOTH = "(x + 2y - 7)^2 + (2x + y - 5)^2"
MATYAS = "0.26(x^2 + y^2) - 0.48x y"
CAMEL = "2x^2 - 1.05x^4 + x^6/6 + x y + y^2"
RASTRIGIN = "20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)"
MONKEY = "x^3 - 3x y^2"

SMALL = Viewport(-2, 2, -2, 2)
MINIMUM, MAXIMUM, SADDLE, DEGENERATE = "minimum", "maximum", "saddle", "degenerate"

PUBLISHED = {
    HIMMELBLAU: [
        (3.0, 2.0, MINIMUM),
        (-2.805118, 3.131313, MINIMUM),
        (-3.779310, -3.283186, MINIMUM),
        (3.584428, -1.848127, MINIMUM),
        (-0.270845, -0.923039, MAXIMUM),
        (-3.073026, -0.081353, SADDLE),
        (-0.127961, -1.953715, SADDLE),
        (0.086678, 2.884255, SADDLE),
        (3.385154, 0.073852, SADDLE),
    ],
    ROSENBROCK: [(1.0, 1.0, MINIMUM)],
    BEALE: [(3.0, 0.5, MINIMUM), (0.0, 1.0, SADDLE), (0.100538, -2.644514, SADDLE)],
    BOOTH: [(1.0, 3.0, MINIMUM)],
    MATYAS: [(0.0, 0.0, MINIMUM)],
    CAMEL: [
        (0.0, 0.0, MINIMUM),
        (1.747552, -0.873776, MINIMUM),
        (-1.747552, 0.873776, MINIMUM),
        (1.070542, -0.535271, SADDLE),
        (-1.070542, 0.535271, SADDLE),
    ],
    "x^2 - y^2": [(0.0, 0.0, SADDLE)],
    MONKEY: [(0.0, 0.0, DEGENERATE)],
    "x^2 y + y^3": [(0.0, 0.0, DEGENERATE)],
    "x^2 + 100y^2": [(0.0, 0.0, MINIMUM)],
    "x^3 + y^3 - 3x y": [(0.0, 0.0, SADDLE), (1.0, 1.0, MINIMUM)],
    "e^(-x^2 - y^2)": [(0.0, 0.0, MAXIMUM)],
    "x e^(-x^2 - y^2)": [(math.sqrt(0.5), 0.0, MAXIMUM), (-math.sqrt(0.5), 0.0, MINIMUM)],
    "x y + 8/x + 8/y": [(2.0, 2.0, MINIMUM)],
    "x/y + 1/x + y": [(1.0, 1.0, MINIMUM)],
    "y^2 + ln(1 + x^2)": [(0.0, 0.0, MINIMUM)],
    "sqrt(1 + x^2 + y^2)": [(0.0, 0.0, MINIMUM)],
}


@cache
def survey(text: str, view: Viewport = SQUARE) -> CriticalSurvey:
    return survey_of(plane(text), view)


@pytest.mark.parametrize("text", PUBLISHED)
def test_all_are_found_and_none_invented(text: str) -> None:
    found = [(point.x, point.y) for point in survey(text).points]
    expected = sorted((x, y) for x, y, _ in PUBLISHED[text])
    assert found == [pytest.approx(place, abs=1e-6) for place in expected]
    kinds = {(round(point.x, 3), round(point.y, 3)): point.kind for point in survey(text).points}
    assert kinds == {(round(x, 3), round(y, 3)): kind for x, y, kind in PUBLISHED[text]}
    assert {point.status for point in survey(text).points} == {"proven"}


@pytest.mark.parametrize("text", [HIMMELBLAU, ROSENBROCK, BEALE, BOOTH, CAMEL, "x e^(-x^2 - y^2)", "x^3 + y^3 - 3x y"])
def test_that_none_is_missing_is_proven(text: str) -> None:
    assert survey(text).complete
    assert survey(text).lines == ()
    assert not survey(text).level


@pytest.mark.parametrize("text", [HIMMELBLAU, CAMEL])
def test_each_coordinate_is_right_to_the_last_bit(text: str) -> None:
    """By Newton's method in mpmath."""
    tree = plane(text).concrete
    for point in survey(text).points[:9]:
        assert (point.x, point.y) == pytest.approx(mp_critical_point(tree, point.x, point.y), rel=3e-16, abs=1e-25)


def mp_critical_point(tree: Node, x: float, y: float) -> tuple[float, float]:
    def gradient(*place: Any) -> list[Any]:
        return [mp.derivative(tree, dict(zip("xy", place, strict=True)), name) for name in "xy"]

    with mpmath.mp.workdps(40):
        root = mpmath.findroot(gradient, (x, y), tol=1e-30, maxsteps=20)
        return float(root[0]), float(root[1])


@pytest.mark.parametrize("text", ["1/(x y)", "1/(x - y)", "x/y", "ln(x y)", "x y + 8/x + 8/y", "tan(x + y)"])
def test_poles_hide_none(text: str) -> None:
    assert survey(text, SMALL).complete


def test_exercise_three_has_a_chessboard_of_them() -> None:
    found = survey("sin(x) cos(y)")
    assert found.complete
    expected = {
        (round(x, 9), round(y, 9), kind)
        for i in range(-3, 4)
        for j in range(-3, 4)
        if (i + j) % 2
        for x, y, kind in [
            (i * math.pi / 2, j * math.pi / 2, SADDLE if i % 2 == 0 else MAXIMUM if (i + j) % 4 == 1 else MINIMUM)
        ]
    }
    assert {(round(p.x, 9), round(p.y, 9), p.kind) for p in found.points} == expected


def test_rastrigin_has_hundreds() -> None:
    found = survey(RASTRIGIN)
    assert len(found.points) == 21 * 21
    assert found.complete
    (lowest,) = (point for point in found.points if point.value == 0)
    assert (lowest.x, lowest.y) == (0.0, 0.0)
    assert lowest.eigenvalues == pytest.approx((2 + 40 * math.pi**2,) * 2, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "place", "eigenvalues"),
    [
        (ROSENBROCK, (1, 1), (0.39936077, 1001.60063923)),
        (BOOTH, (1, 3), (2, 18)),
        (MATYAS, (0, 0), (0.04, 1)),
        (MONKEY, (0, 0), (0, 0)),
        ("x^2 + 100y^2", (0, 0), (2, 200)),
        ("10^-12 x^2 + 10^6 y^2", (0, 0), (2e-12, 2e6)),
        ("10^300 x y", (0, 0), (-1e300, 1e300)),
    ],
)
def test_eigenvalues_keep_their_digits(text: str, place: tuple[float, float], eigenvalues: tuple[float, float]) -> None:
    (point,) = survey(text).points
    assert (point.x, point.y) == place
    assert point.eigenvalues == pytest.approx(eigenvalues, rel=1e-8)


@pytest.mark.parametrize(
    ("text", "rate"), [(ROSENBROCK, 0.001997), (BOOTH, 1 / 9), (MATYAS, 2.0), (BEALE, 0.0408), ("x^2 + 100y^2", 0.01)]
)
def test_the_largest_safe_learning_rate_at_a_minimum(text: str, rate: float) -> None:
    lowest = min(survey(text).points, key=lambda point: point.value)
    assert lowest.safe_rate == pytest.approx(rate, rel=2e-3)


def test_elsewhere_no_learning_rate_is_safe() -> None:
    assert math.isnan(survey("x^2 - y^2").points[0].safe_rate)


@pytest.mark.parametrize("text", ["x + y", "e^(x + y)", "x y + x + 20", "ln(x + 20) + y", "atan(x) + y^3 + y"])
def test_functions_without_any(text: str) -> None:
    assert survey(text, Viewport(-5, 5, -5, 5)).points == () or text == "x y + x + 20"
    assert survey(text).complete


@pytest.mark.parametrize(
    "text", ["1/(x y)", "1/(x - y)", "tan(x + y)", "ln(x y)", "1/x + 1/y", "x/y", "atan2(y, x)", "x^y"]
)
def test_none_is_invented_at_poles_and_edges(text: str) -> None:
    found = survey(text, SMALL)
    if text == "x^y":
        # ln x = 0 and y = 0.
        assert [(p.x, p.y, p.kind) for p in found.points] == [(1.0, 0.0, SADDLE)]
    else:
        assert found.points == ()
    assert found.lines == ()
    assert {gap.reason for gap in found.gaps} <= {"pole", "edge", "jump"}


@pytest.mark.parametrize("text", ["(1 - cos(x))/x + y^2", "(x^4 + y^4)/(x^2 + y^2)", "x y/(x^2 + y^2)"])
def test_none_is_invented_in_a_hole(text: str) -> None:
    assert not any(point.x == point.y == 0 for point in survey(text, Viewport(-1, 1, -1, 1)).points)


def test_corners_are_named_as_gaps_not_listed_as_points() -> None:
    found = survey("|x| + |y|")
    assert found.points == ()
    assert {gap.reason for gap in found.gaps} == {"corner"}


def test_a_smooth_point_beside_corners_is_found() -> None:
    found = survey("|x - 2| x + y^2")
    assert [(p.x, p.y, p.kind, p.status) for p in found.points] == [(1.0, 0.0, SADDLE, "proven")]


@pytest.mark.parametrize(
    ("text", "nature", "status"),
    [
        (MONKEY, "neither", "proven"),
        ("x^2 y + y^3", "neither", "proven"),
        ("x^4 + y^4", MINIMUM, "proven"),
        ("-x^4 - y^2", MAXIMUM, "proven"),
        ("x^2 + y^3", "neither", "proven"),
        ("x^2 - y^4", "neither", "proven"),
        ("x^20 + y^20", MINIMUM, "proven"),
        ("(y - x^2)(y - 2x^2)", "neither", "proven"),
        ("x^2 + (y - sqrt(2))^4", MINIMUM, "numerical"),
        ("cos(x) - 1 + x^2/2 + y^2", MINIMUM, "proven"),
    ],
)
def test_where_the_hessian_decides_nothing_higher_orders_may(text: str, nature: str, status: str) -> None:
    (point,) = survey(text, SMALL).points
    assert (point.kind, point.nature, point.status) == (DEGENERATE, nature, status)
    assert "degenerate" in {gap.reason for gap in survey(text, SMALL).gaps}


def test_a_degenerate_point_is_found_exactly() -> None:
    (point,) = survey("x^2 + (y - sqrt(2))^4", SMALL).points
    assert (point.x, point.y) == pytest.approx((0.0, math.sqrt(2)), abs=1e-15)
    (point,) = survey("x^4 + y^4").points
    assert (point.x, point.y, point.value) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "distance", "kind", "status"),
    [
        ("(x - y)^2", lambda x, y: (x - y) / math.sqrt(2), MINIMUM, "proven"),
        ("x^2", lambda x, y: x, MINIMUM, "proven"),
        ("y^3", lambda x, y: y, DEGENERATE, "proven"),
        ("-(x^2 + y^2 - 4)^2", lambda x, y: np.hypot(x, y) - 2, MAXIMUM, "proven"),
        ("(x - y)^4", lambda x, y: (x - y) / math.sqrt(2), MINIMUM, "proven"),
        ("e^(-(x + 2y - 1)^2/9)", lambda x, y: (x + 2 * y - 1) / math.sqrt(5), MAXIMUM, "numerical"),
        ("cos(y)", lambda x, y: np.abs(y) - np.pi * np.round(np.abs(y) / np.pi), None, "proven"),
    ],
)
def test_a_whole_line_of_critical_points_is_said_to_be_one(text, distance, kind, status) -> None:  # type: ignore[no-untyped-def]
    found = survey(text)
    assert found.lines
    for line in found.lines:
        assert np.abs(distance(*line.points.T)).max() < 2e-3
        assert line.kind == kind or kind is None
        assert line.status == status
    assert {(p.x, p.y) for p in found.points} <= {(0.0, 0.0)}
    assert not found.complete


def test_a_line_crosses_the_whole_window() -> None:
    (line,) = survey("(x - y)^2").lines
    assert sorted(line.points[[0, -1], 0]) == pytest.approx([-5, 5], abs=1e-9)
    assert line.value == 0.0


@pytest.mark.parametrize("text", ["sin(1/(x y))", "floor(x)^2 + y^2", "max(x, y)^2", "sin(10 x y)"])
def test_f_has_one_height_all_along_a_line(text: str) -> None:
    f, found = plane(text), survey(text, Viewport(-2, 2, -2, 2, 600, 600))
    assert found.lines
    for line in found.lines:
        between = 0.5 * (line.points[1:] + line.points[:-1])
        assert f(*line.points.T) == pytest.approx(line.value, abs=1e-4)
        assert np.abs(f(*between.T) - line.value).max() < 0.3


def test_a_closed_line_ends_where_it_begins_and_its_middle_is_a_point() -> None:
    found = survey("(x^2 + y^2 - 1)^2")
    (line,) = found.lines
    assert line.points[0].tolist() == line.points[-1].tolist()
    assert [(p.x, p.y, p.kind) for p in found.points] == [(0.0, 0.0, MAXIMUM)]


def test_a_sine_alone_has_a_line_at_each_of_its_peaks() -> None:
    lines = survey("sin(x)").lines
    assert sorted(float(np.median(line.points[:, 0])) for line in lines) == pytest.approx(
        [k * math.pi / 2 for k in (-3, -1, 1, 3)], abs=1e-9
    )
    assert sorted(line.value for line in lines) == pytest.approx([-1, -1, 1, 1])


@pytest.mark.parametrize("text", ["3", "0 x + 0 y", "sin(x)^2 + cos(x)^2", "floor(x) + floor(y)"])
def test_level_regions_are_said_to_be_level(text: str) -> None:
    assert survey(text).level
    assert survey(text).points == ()


def test_points_outside_the_window_do_not_count_and_those_on_its_border_do() -> None:
    assert survey("x^2 + y^2", Viewport(1, 2, -1, 1)).points == ()
    assert survey("x^2 + y^2", Viewport(1, 2, -1, 1)).complete
    assert len(survey("x^2 + y^2", Viewport(0, 2, -1, 1)).points) == 1
    assert len(survey("x^2 + y^2", Viewport(-1, 0, 0, 1)).points) == 1


def test_a_wide_and_a_narrow_window_find_the_same_point() -> None:
    for view in (Viewport(-1e6, 1e6, -1e6, 1e6), Viewport(0.999999, 1.000002, 2.9999, 3.0002)):
        (point,) = survey(BOOTH, view).points
        assert (point.x, point.y, point.status) == (1.0, 3.0, "proven")


def test_two_points_closer_than_any_grid_are_two_or_said_to_be_open() -> None:
    found = survey("x^3/3 - 10^-18 x + y^2", Viewport(-1, 1, -1, 1))
    assert len(found.points) == 2 or not found.complete
    near = survey("x^3/3 - 10^-18 x + y^2", Viewport(-1e-8, 1e-8, -1, 1))
    assert [point.x for point in near.points] == pytest.approx([-1e-9, 1e-9], rel=1e-12)
    assert [point.kind for point in near.points] == ["saddle", "minimum"]
    assert near.complete


@pytest.mark.parametrize("seed", range(12))
def test_cubics_have_as_many_as_their_resultant_has_roots(seed: int) -> None:
    """The real solutions of f_x = f_y = 0, by exact elimination of y and by substitution."""
    random = Random(seed)
    powers = [(i, j) for i in range(4) for j in range(4 - i)]
    function = plane(" + ".join(f"({random.randint(-4, 4)}) x^{i} y^{j}" for i, j in powers))
    found = survey_of(function, SQUARE)
    expected = critical_points_by_elimination(function)
    if expected is not None:
        assert [(p.x, p.y) for p in found.points] == [pytest.approx(place, abs=1e-9) for place in expected]


def critical_points_by_elimination(function: PlaneFunction) -> list[tuple[float, float]] | None:
    """None where the partial derivatives have a common factor, or too many solutions share an x."""
    import flint

    polynomial = polynomial_of(function)
    assert polynomial is not None
    across, up = polynomial.derivative(0), polynomial.derivative(1)
    eliminant = across.resultant(up, "y")
    if eliminant.is_zero():
        return None
    univariate = flint.fmpq_poly([0])
    for (power, _), coefficient in eliminant.to_dict().items():
        univariate += flint.fmpq_poly([0] * int(power) + [coefficient])
    places = []
    for x, _ in _real_roots(univariate):
        for y in np.roots(_in_y(up, x)) if len(_in_y(up, x)) > 1 else ():
            if abs(y.imag) < 1e-9 and abs(np.polyval(_in_y(across, x), y.real)) < 1e-6:
                places.append((x, float(y.real)))
    inside = [place for place in places if max(map(abs, place)) <= 5]
    return sorted(inside) if len(inside) == len({round(x, 6) for x, _ in inside}) else None


def _real_roots(univariate: Any) -> list[tuple[float, int]]:
    return [
        (float(root.real.mid()), multiplicity)
        for root, multiplicity in univariate.complex_roots()
        if root.imag.contains(0)
    ]


def _in_y(polynomial: Any, x: float) -> Array:
    """Coefficients by falling powers of y at a number x."""
    by_power: dict[int, float] = {}
    for (i, j), coefficient in polynomial.to_dict().items():
        by_power[int(j)] = by_power.get(int(j), 0.0) + float(coefficient.p) / float(coefficient.q) * x ** int(i)
    return np.trim_zeros(np.array([by_power.get(j, 0.0) for j in range(max(by_power, default=0), -1, -1)]), "f")


def test_parameters_count_as_the_decimals_they_show() -> None:
    (point,) = survey_of(plane("(x - a)^2 + (y + b)^2", a=0.1, b=0.3), SQUARE).points
    assert (point.x, point.y, point.value) == (0.1, -0.3, 0.0)


def test_the_search_pauses_often_and_tells_what_it_has() -> None:
    steps = critical_points(plane(HIMMELBLAU), SQUARE)
    counts = [len(known.points) for known in steps]
    assert len(counts) > 30
    assert counts == sorted(counts)
    assert counts[-1] == 9


def test_sums_of_exponentials_that_cancel_are_enclosed() -> None:
    """A logistic loss: convex, with one minimum where the data overlap."""
    text = "ln(1 + e^(x - y)) + ln(1 + e^(y - x)) + ln(1 + e^(-x - y)) + ln(1 + e^(x + y))"
    (point,) = survey(text).points
    assert (point.x, point.y, point.kind, point.status) == (0.0, 0.0, MINIMUM, "proven")
    assert point.value == pytest.approx(4 * math.log(2), rel=1e-15)
