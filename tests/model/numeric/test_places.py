"""Critical places of a window: found to double precision, whatever grid they fall between."""

from __future__ import annotations

import math

import numpy as np
import pytest
from mpmath import mp

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.known_roots import Roots
from derivgui.model.numeric.places.places import Places, Watch
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-5.1234, 5.4321, -3, 3, 907, 601)


def watch(text: str) -> Watch:
    return Watch(RealFunction(Program(parse(text).tree)))


def places(text: str, view: Viewport = VIEW) -> Places:
    return watch(text).places(view)


@pytest.mark.parametrize(
    ("text", "equation", "starts"),
    [
        ("1/(x^3 + x + 1)", lambda x: x**3 + x + 1, [-0.68]),
        ("sqrt(cos(x) - x)", lambda x: mp.cos(x) - x, [0.739]),
        ("floor(e^x/60)", lambda x: mp.exp(x) - 60 * mp.nint(mp.exp(x) / 60), [4.094, 4.787, 5.193]),
        ("1/(x e^x - 1)", lambda x: x * mp.exp(x) - 1, [0.567]),
        ("{x^3 < 5: 1, 2}", lambda x: x**3 - 5, [1.71]),
        ("1/((x^3 - 2)^2 + 1 - 1)", lambda x: x**3 - 2, [1.26]),
    ],
)
def test_roots_agree_with_a_second_witness(text: str, equation: object, starts: list[float]) -> None:
    with mp.workdps(30):
        exact = [float(mp.findroot(equation, start)) for start in starts]
    assert places(text).x.tolist() == pytest.approx(exact, rel=3e-16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/(e^x - 1 - x)", [0.0]),
        ("1/(1 - cos(x - 1/3))", [1 / 3]),
        ("1/(x - sin x - x^3/6)^2", [0.0]),
        ("1/(sin(x) - x)", [0.0]),
        ("1/(x^2 - 2x + 1)", [1.0]),
        ("1/(x^4 - 4x^3 + 6x^2 - 4x + 1)", [1.0]),
        ("ceil(x^2/100)", [0.0]),
        ("1/(e^x + e^-x - 2)", [0.0]),
        ("1/((e^x - 2)^2)", [math.log(2)]),
    ],
)
def test_a_level_that_is_only_touched_is_found(text: str, expected: list[float]) -> None:
    assert places(text).x.tolist() == pytest.approx(expected, rel=1e-15, abs=1e-15)


def test_two_places_between_two_points_of_the_grid_are_found() -> None:
    found = places("1/(cos x - 0.999999995)").x
    assert found.tolist() == pytest.approx([-1e-4, 1e-4], rel=1e-6)


def test_a_place_of_several_suspects_is_one_place() -> None:
    found = places("1/(x - 0.3) + sqrt(10x - 3) + floor(10x/3)")
    (index,) = (k for k, x in enumerate(found.x) if abs(x - 0.3) < 1e-9)
    assert found.x[index] == 0.3
    assert len(found.accused[index]) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "asin(frac(x))", "acos(frac(x))", "sqrt(1 - frac(x))", "ln(1 - frac(x)^2)", "1/(1 - frac(x))",
        "floor(2frac(x)/2)", "sign(frac(x) - 1) + floor(x)",
    ],
)  # fmt: skip
def test_a_level_that_rounding_alone_reaches_beside_a_jump_is_no_place(text: str) -> None:
    # A hair below 0 doubles take frac x for 1.
    assert places(text).x.tolist() == [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]


def test_places_too_many_for_pixels_are_a_stretch() -> None:
    everywhere = places("floor(1000x)")
    assert everywhere.x.size == 0
    assert everywhere.crowded == ((VIEW.x0, VIEW.x1),)
    ((start, end),) = places("tan(1/x)").crowded
    assert -0.3 < start < 0 < end < 0.3


def test_a_known_place_is_not_searched_again() -> None:
    seen = watch("1/(x^3 + x + 1)")
    first = seen.places(VIEW).x.tolist()
    assert seen.places(VIEW.panned(2.5, 0)).x.tolist() == first
    assert seen.places(VIEW.zoomed(0.37, 1, 400, 300)).x.tolist() == first


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("floor(x/0.1)", 0.3, 3),
        ("floor(x^2)", math.sqrt(2), 2),
        ("ceil(x^2)", math.sqrt(3), 3),
        ("sign(x^2 - 2)", math.sqrt(2), 0),
        ("{x^2 < 2: 1, 5}", math.sqrt(2), 5),
        ("sqrt(2 - x^2)", math.sqrt(2), 0),
        ("1/(x^2 - 2)", math.sqrt(2), math.nan),
        ("floor(x/0.1) + floor(x/0.2)", 0.6, 9),
    ],
)
def test_at_a_place_its_equations_hold_exactly(text: str, x: float, value: float) -> None:
    seen = watch(text)
    found = seen.places(VIEW)
    (index,) = (k for k, place in enumerate(found.x) if abs(place - x) < 1e-9)
    at_place = float(seen.value_at(found.x[[index]], found.accused[index])[0])
    assert at_place == value or (math.isnan(at_place) and math.isnan(value))


def test_two_levels_between_the_same_points_are_both_remembered() -> None:
    roots = Roots()
    roots.add(np.array([1.25, 1.75, 2.5]), np.array([4.0, 5.0, 4.0]))
    found = roots.between(np.array([1.0, 1.0, 2.0]), np.array([2.0, 2.0, 3.0]), np.array([4.0, 5.0, 5.0]))
    np.testing.assert_array_equal(found, [1.25, 1.75, np.nan])
