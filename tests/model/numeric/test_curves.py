"""Curves with their pieces, their marks and what stays open: exact expectations."""

from __future__ import annotations

import math
from collections.abc import Generator
from itertools import pairwise

import numpy as np
import pytest
from mpmath import mp, mpf, workdps

from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import finished, sample
from derivgui.model.numeric.steps import at_once
from derivgui.model.numeric.viewport import FARTHEST, Viewport

PI, ROOT2 = math.pi, math.sqrt(2)
# Aligned with nothing, so that no sample falls on a place by luck.
VIEW = Viewport(-5.1234, 5.4321, -4.321, 3.987, 907, 601)
X0, X1 = VIEW.x0, VIEW.x1
WHOLES = range(-5, 6)
HALVES = [n + 0.5 for n in range(-5, 5)]

Mark = tuple[str, float, float | None]
Piece = tuple[float, float]
Row = tuple[str, list[Piece], list[Mark]]


def function(text: str, **parameters: float) -> RealFunction:
    return RealFunction(Program(parse(text).tree), "x", parameters)


def curve(text: str, view: Viewport = VIEW, **parameters: float) -> SampledCurve:
    return sample(function(text, **parameters), view, patience=math.inf)


def slope_curve(text: str, view: Viewport = VIEW) -> SampledCurve:
    f = function(text)
    return sample(f.derivative, view, f, patience=math.inf)


def in_order(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (round(mark[1], 9), mark[0], mark[2] or 0.0))


def marks(sampled: SampledCurve) -> list[Mark]:
    found: list[Mark] = []
    for mark in sampled.markers:
        found.append((mark.kind, mark.x, None if math.isnan(mark.y) else mark.y))
    return in_order(found)


def check(sampled: SampledCurve, pieces: list[Piece], expected: list[Mark]) -> None:
    """Pieces end where they should: exactly, or out of sight within a few pixels of a pole."""
    assert len(sampled.pieces) == len(pieces)
    poles = [x for kind, x, _ in expected if kind == "pole"]
    for piece, wanted in zip(sampled.pieces, pieces, strict=True):
        for (end, height), goal in zip(piece[[0, -1]].tolist(), wanted, strict=True):
            if end != pytest.approx(goal, rel=1e-15, abs=1e-15):
                assert any(abs(goal - pole) < 1e-9 for pole in poles)
                assert abs(end - goal) * VIEW.pixels_per_x < 8
                assert not VIEW.y0 < height < VIEW.y1
    found = marks(sampled)
    assert [kind for kind, _, _ in found] == [kind for kind, _, _ in in_order(expected)]
    for (_, x, y), (_, goal, value) in zip(found, in_order(expected), strict=True):
        assert x == pytest.approx(goal, rel=1e-15, abs=1e-15)
        assert y is None if value is None else y == pytest.approx(value, rel=1e-14, abs=1e-14)


def between(*places: float) -> list[Piece]:
    return list(pairwise((X0, *places, X1)))


def poles(*places: float) -> list[Mark]:
    return [("pole", x, None) for x in places]


def steps(places: list[float], closed: list[float], opened: list[float]) -> list[Mark]:
    """A closed and an open dot at each place."""
    found: list[Mark] = [("closed", x, y) for x, y in zip(places, closed, strict=True)]
    return found + [("open", x, y) for x, y in zip(places, opened, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "x^2", "sin x", "5", "x^3 - 3x", "|x|", "||x| - 1|", "cbrt x", "x^(2/3)", "max(x, 1 - x)", "x|x|", "x sign x",
        "(x^2)^(1/2)", "{x < 0: x^2, x}", "{x < 1: x, x^2}", "{x != 0: sin(x)/x, 1}", "min(|x|, 1, x^2)",
        "asin(sin x)", "tanh(1000x)", "200 sin x", "100000(x-1)^3", "tanh(10^9 (x - 1/3))", "x^101", "atan(10^6 x)",
        "e^x", "1/(x^2 + 10^-6)", "cbrt(1000 x)", "100 |x - 1/3|", "acot(50x)", "sqrt(x^2)", "floor(x) - floor(x)",
        "frac(x) + floor(x)", "e^(100x)",
    ],
)  # fmt: skip
def test_a_continuous_curve_is_whole_however_steep(text: str) -> None:
    sampled = curve(text)
    check(sampled, between(), [])
    assert sampled.unresolved == ()


GOLDEN = (math.sqrt(5) - 1) / 2
RATIONAL: list[Row] = [
    ("1/x", between(0), poles(0)),
    ("1/(3x - 1)", between(1 / 3), poles(1 / 3)),
    ("1/(x - 1.2345678)", between(1.2345678), poles(1.2345678)),
    ("x^2/10 + 0.001/(x-2)", between(2), poles(2)),
    ("x^2/10 + 10^-9/(x-2)^2", between(2), poles(2)),
    ("x + 10^-12/(x - pi)", between(PI), poles(PI)),
    ("x/(x^2 - 2)", between(-ROOT2, ROOT2), poles(-ROOT2, ROOT2)),
    ("1/(x^2 - 2x + 1)", between(1), poles(1)),
    ("1/(x^4 - 6x^2 + 9)", between(-math.sqrt(3), math.sqrt(3)), poles(-math.sqrt(3), math.sqrt(3))),
    ("1/((x - 1)^2 (x + 2))", between(-2, 1), poles(-2, 1)),
    ("1/(x^2 - 0.0001)", between(-0.01, 0.01), poles(-0.01, 0.01)),
    ("1/(x^2 + x - 1)", between(-1 - GOLDEN, GOLDEN), poles(-1 - GOLDEN, GOLDEN)),
    ("x/|x - 1|", between(1), poles(1)),
    ("(x-1)/(x-1)^3", between(1), poles(1)),
    ("x^(-1/3)", between(0), poles(0)),
    ("1/(e^x - 1 - x)", between(0), poles(0)),
]

REMOVABLE: list[Row] = [
    ("(x^2 - 1)/(x - 1)", between(1), [("hole", 1, 2)]),
    ("(x^3 - 8)/(x - 2)", between(2), [("hole", 2, 12)]),
    ("(x^2 - 2)/(x - sqrt(2))", between(ROOT2), [("hole", ROOT2, 2 * ROOT2)]),
    ("x/x", between(0), [("hole", 0, 1)]),
    ("1/x - 1/x", between(0), [("hole", 0, 0)]),
    ("sin(x)/x", between(0), [("hole", 0, 1)]),
    ("(1 - cos x)/x^2", between(0), [("hole", 0, 0.5)]),
    ("(e^x - 1)/x", between(0), [("hole", 0, 1)]),
    ("(sqrt(x + 9) - 3)/x", between(0), [("hole", 0, 1 / 6)]),
    ("cos(pi x)/(2x - 1)", between(0.5), [("hole", 0.5, -PI / 2)]),
    ("x ln|x|", between(0), [("hole", 0, 0)]),
    ("e^(-1/x^2)", between(0), [("hole", 0, 0)]),
    ("{x = 0: 2, 1}", between(0), [("closed", 0, 2), ("hole", 0, 1)]),
    ("{x < 1: x^2, x = 1: 5, 2 - x}", between(1), [("closed", 1, 5), ("hole", 1, 1)]),
    ("{x = 0: 0, (sqrt(x + 9) - 3)/x}", between(0), [("closed", 0, 0), ("hole", 0, 1 / 6)]),
    ("ceil(x^2/100)", between(0), [("closed", 0, 0), ("hole", 0, 1)]),
]

ODD = [-1.5 * PI, -PI / 2, PI / 2, 1.5 * PI]
QUARTERS = [k * PI / 2 for k in range(-3, 4)]
TRIGONOMETRIC: list[Row] = [
    ("tan x", between(*ODD), poles(*ODD)),
    ("sec x", between(*ODD), poles(*ODD)),
    ("cot x", between(-PI, 0, PI), poles(-PI, 0, PI)),
    ("csc(x + 2)", between(-2, PI - 2, 2 * PI - 2), poles(-2, PI - 2, 2 * PI - 2)),
    ("1/(1 - cos x)", between(0), poles(0)),
    ("1/(1 + sin x)", between(-PI / 2, 1.5 * PI), poles(-PI / 2, 1.5 * PI)),
    ("tan(x) cot(x)", between(*QUARTERS), [("hole", x, 1) for x in QUARTERS]),
    ("atan(tan x)", between(*ODD), [("open", x, y) for x in ODD for y in (-PI / 2, PI / 2)]),
    ("coth x", between(0), poles(0)),
    ("csch(x - 1)", between(1), poles(1)),
]

DOMAINS: list[Row] = [
    ("sqrt x", [(0, X1)], [("endpoint", 0, 0)]),
    ("sqrt(x - 1/3)", [(1 / 3, X1)], [("endpoint", 1 / 3, 0)]),
    ("sqrt(1 - x^2)", [(-1, 1)], [("endpoint", -1, 0), ("endpoint", 1, 0)]),
    ("sqrt(x^2 - 2)", [(X0, -ROOT2), (ROOT2, X1)], [("endpoint", -ROOT2, 0), ("endpoint", ROOT2, 0)]),
    ("(4 - x^2)^(1/4)", [(-2, 2)], [("endpoint", -2, 0), ("endpoint", 2, 0)]),
    ("x^0.5", [(0, X1)], [("endpoint", 0, 0)]),
    ("asin(x/3)", [(-3, 3)], [("endpoint", -3, -PI / 2), ("endpoint", 3, PI / 2)]),
    ("acos x", [(-1, 1)], [("endpoint", -1, PI), ("endpoint", 1, 0)]),
    ("acosh x", [(1, X1)], [("endpoint", 1, 0)]),
    ("asec x", [(X0, -1), (1, X1)], [("endpoint", -1, PI), ("endpoint", 1, 0)]),
    ("sqrt(sin x)", [(X0, -PI), (0, PI)], [("endpoint", -PI, 0), ("endpoint", 0, 0), ("endpoint", PI, 0)]),
    ("ln x", [(0, X1)], poles(0)),
    ("ln|x - 1|", between(1), poles(1)),
    ("ln(2 - x)", [(X0, 2)], poles(2)),
    ("1/sqrt(x)", [(0, X1)], poles(0)),
    ("atanh x", [(-1, 1)], poles(-1, 1)),
    ("x^x", [(0, X1)], [("open", 0, 1)]),
    ("x ln x", [(0, X1)], [("open", 0, 0)]),
    ("0^x", [(0, X1)], [("open", 0, 0)]),
    ("{0 < x < 2: 1}", [(0, 2)], [("open", 0, 1), ("open", 2, 1)]),
    ("{-1 <= x < 2: x}", [(-1, 2)], [("endpoint", -1, -1), ("open", 2, 2)]),
    ("sqrt(-x^2)", [], [("closed", 0, 0)]),
    ("{x = 1: 3}", [], [("closed", 1, 3)]),
    ("sqrt(x^2 (x - 1))", [(1, X1)], [("closed", 0, 0), ("endpoint", 1, 0)]),
    ("sqrt(-1 - x^2)", [], []),
]

SEVENTHS = [0.7 * n for n in range(-7, 8)]
ROOTS = [-math.sqrt(5 * n) for n in (5, 4, 3, 2, 1)] + [math.sqrt(5 * n) for n in (1, 2, 3, 4, 5)]
HEIGHTS: list[float] = [5, 4, 3, 2, 1, 1, 2, 3, 4, 5]
JUMPS: list[Row] = [
    ("sign x", between(0), [("closed", 0, 0), ("open", 0, -1), ("open", 0, 1)]),
    (
        "sign(x^2 - 2)",
        between(-ROOT2, ROOT2),
        [*steps([-ROOT2, ROOT2], [0, 0], [-1, -1]), ("open", -ROOT2, 1), ("open", ROOT2, 1)],
    ),
    ("|x|/x", between(0), [("open", 0, -1), ("open", 0, 1)]),
    ("|x^2 - 4|/(x - 2)", between(2), [("open", 2, -4), ("open", 2, 4)]),
    ("floor x", between(*WHOLES), steps([*WHOLES], [*WHOLES], [n - 1 for n in WHOLES])),
    ("ceil x", between(*WHOLES), steps([*WHOLES], [*WHOLES], [n + 1 for n in WHOLES])),
    ("frac x", between(*WHOLES), steps([*WHOLES], [0] * 11, [1] * 11)),
    ("round x", between(*HALVES), steps(HALVES, [x + 0.5 for x in HALVES], [x - 0.5 for x in HALVES])),
    ("mod(x, 3)", between(-3, 0, 3), steps([-3, 0, 3], [0, 0, 0], [3, 3, 3])),
    ("floor(x/0.7)", between(*SEVENTHS), steps(SEVENTHS, [*range(-7, 8)], [*range(-8, 7)])),
    ("floor(x^2/5)", between(*ROOTS), steps(ROOTS, HEIGHTS, [y - 1 for y in HEIGHTS])),
    ("{x < 0: -1, x^2 + 1}", between(0), steps([0], [1], [-1])),
    ("{x <= 1: x, 3}", between(1), steps([1], [1], [3])),
    ("{x < 1/3: 0, 1}", between(1 / 3), steps([1 / 3], [1], [0])),
    ("x + 10^-9 sign x", between(0), [*steps([0], [0], [-1e-9]), ("open", 0, 1e-9)]),
    ("atan(1/x)", between(0), [("open", 0, -PI / 2), ("open", 0, PI / 2)]),
    ("1/(1 + e^(1/x))", between(0), [("open", 0, 0), ("open", 0, 1)]),
    ("atan2(x, -1)", between(0), steps([0], [PI], [-PI])),
    ("e^(1/x)", between(0), [("open", 0, 0), *poles(0)]),
    ("e^(1/(x - sqrt(2)))", between(ROOT2), [("open", ROOT2, 0), *poles(ROOT2)]),
    ("{x <= 0: 2, 1/x}", between(0), [("closed", 0, 2), *poles(0)]),
    ("{x = 0: 2, 1/x}", between(0), [("closed", 0, 2), *poles(0)]),
    ("1/sign(x)", between(0), [("open", 0, -1), ("open", 0, 1)]),
    ("{x < 0: floor(x), 1/floor(x)}", [*between(*WHOLES)[:6], *between(*WHOLES)[7:]],
     [*steps([-5, -4, -3, -2, -1], [-5, -4, -3, -2, -1], [-6, -5, -4, -3, -2]), ("open", 0, -1), ("endpoint", 1, 1),
      *steps([2, 3, 4, 5], [1 / 2, 1 / 3, 1 / 4, 1 / 5], [1, 1 / 2, 1 / 3, 1 / 4])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces", "expected"), RATIONAL + REMOVABLE + TRIGONOMETRIC + DOMAINS + JUMPS)
def test_a_curve_has_its_pieces_and_marks(text: str, pieces: list[Piece], expected: list[Mark]) -> None:
    sampled = curve(text)
    check(sampled, pieces, expected)
    assert sampled.unresolved == ()


SLOPES: list[Row] = [
    ("|x|", between(0), [("open", 0, -1), ("open", 0, 1)]),
    ("max(x, 1 - x)", between(0.5), [("open", 0.5, -1), ("open", 0.5, 1)]),
    ("{x < 1: x, x^2}", between(1), [("open", 1, 1), ("open", 1, 2)]),
    ("x|x|", between(), []),
    ("{x < 0: x^2, x^3}", between(), []),
    ("{x = 0: 2, x^2}", between(0), [("hole", 0, 0)]),
    ("sign x", between(0), [("hole", 0, 0)]),
    ("1/x", between(0), poles(0)),
    ("cbrt x", between(0), poles(0)),
    ("|sin x|", between(-PI, 0, PI), [("open", k * PI, y) for k in (-1, 0, 1) for y in (-1, 1)]),
    ("sqrt x", [(0, X1)], poles(0)),
]


@pytest.mark.parametrize(("text", "pieces", "expected"), SLOPES)
def test_the_curve_of_the_derivative_breaks_where_there_is_none(
    text: str, pieces: list[Piece], expected: list[Mark]
) -> None:
    check(slope_curve(text), pieces, expected)


def test_a_curve_that_starts_upright_beside_a_jump_starts_there() -> None:
    view = Viewport(-1, 1, -1.5, 1.5, 800, 600)
    first, second = curve("1/sqrt(1/mod(1/x, 1/3))", view).pieces[:2]
    assert first[-1].tolist() == [-0.75, 0.0]
    assert second[0].tolist() == [-0.75, pytest.approx(math.sqrt(1 / 3))]


def test_a_plain_callable_is_torn_at_its_jumps_without_marks() -> None:
    sampled = sample(lambda x: np.where(x < 1, x, x + 2), VIEW)
    assert len(sampled.pieces) == 2
    assert sampled.markers == ()


@pytest.mark.parametrize(
    ("text", "x", "directions"),
    [
        ("1/x", 0, (-1, 1)), ("x^2/10 + 0.001/(x-2)", 2, (-1, 1)), ("1/x^2", 0, (1, 1)), ("-1/(x-1)^2", 1, (-1, -1)),
        ("1/(1 - cos x)", 0, (1, 1)), ("x^2/9 + 10^-12/(x - pi)^2", PI, (1, 1)), ("1/(3x - 1)", 1 / 3, (-1, 1)),
        ("1/x^3", 0, (-1, 1)), ("ln|x|", 0, (-1, -1)), ("10^-6/(1 - x)", 1, (1, -1)),
    ],
)  # fmt: skip
def test_branches_leave_the_window_in_their_directions(text: str, x: float, directions: tuple[int, int]) -> None:
    left, right = curve(text, Viewport(x - 0.77, x + 0.81, -4.321, 3.987, 907, 601)).pieces
    for y, direction in zip((left[-1, 1], right[0, 1]), directions, strict=True):
        assert y > 3.987 if direction > 0 else y < -4.321


@pytest.mark.parametrize(
    ("text", "centre"),
    [("sin(1/x)", 0), ("sin(20/x)", 0), ("tan(1/x)", 0), ("1/sin(1/x)", 0), ("cos(1/(x-1)) + x", 1)],
)
def test_what_never_settles_is_not_determined_around_its_centre_only(text: str, centre: float) -> None:
    sampled = curve(text)
    ((start, end),) = sampled.unresolved
    assert centre - 1 < start < centre < end < centre + 1
    for piece in sampled.pieces:
        assert piece[-1, 0] <= start or piece[0, 0] >= end


@pytest.mark.parametrize(
    "text", ["sin(1000x)", "sign(sin(1000x))", "frac(500x)", "tan(2000x)", "x/2 + 0.1 floor(1000x) - 100x"]
)
def test_what_is_finer_than_pixels_is_not_determined_anywhere(text: str) -> None:
    sampled = curve(text)
    assert sum(end - start for start, end in sampled.unresolved) > 0.98 * (X1 - X0)
    assert sampled.pieces == ()
    assert sampled.bands
    assert sampled.evaluations < 24_000


@pytest.mark.parametrize(("text", "seen"), [("floor(1/x)", 0.0), ("floor(1/x^2)", 0.0), ("floor(1000x)", 0.1)])
def test_what_is_finer_than_pixels_but_out_of_sight_is_not_named(text: str, seen: float) -> None:
    assert sum(end - start for start, end in curve(text).unresolved) <= seen


def test_a_limit_inside_an_undetermined_stretch_is_still_marked() -> None:
    assert marks(curve("x sin(1/x)")) == [("hole", 0.0, 0.0)]
    assert marks(curve("2 sin(1/x) + 1/x")) == poles(0)


@pytest.mark.parametrize("half", [1e-6, 1e-3, 1.0, 1e3, 1e6])
@pytest.mark.parametrize(
    ("text", "x", "kinds"),
    [
        ("1/(x - 1/3)", 1 / 3, ["pole"]), ("(x^2 - 1)/(x - 1)", 1, ["hole"]),
        ("sqrt(x - sqrt(2))", ROOT2, ["endpoint"]), ("sign(x - pi)", PI, ["open", "open", "closed"]),
    ],
)  # fmt: skip
def test_every_zoom_finds_the_same_place(text: str, x: float, kinds: list[str], half: float) -> None:
    sampled = curve(text, Viewport(x - 0.37 * half, x + 0.63 * half, -half, half, 900, 600))
    assert [mark.kind for mark in sampled.markers] == kinds
    assert all(mark.x == pytest.approx(x, rel=1e-15) for mark in sampled.markers)


@pytest.mark.parametrize("text", ["floor x", "1/(x - 1000000)", "tan(pi x)", "{x < 1000000.5: 1, 2}"])
def test_far_from_the_origin_places_are_as_exact(text: str) -> None:
    sampled = curve(text, Viewport(999_999.3, 1_000_001.8, -3, 1e6 + 3, 900, 600))
    places = {mark.x for mark in sampled.markers}
    assert places
    assert all((2 * x).is_integer() for x in places)
    assert len(sampled.pieces) == len(places) + 1


def test_parameters_move_the_places() -> None:
    check(curve("a/(x - b)", a=2.0, b=0.1), between(0.1), poles(0.1))
    check(curve("(x^2 - a)/(x - 3)", a=9.0), between(3), [("hole", 3, 6)])


def test_panning_pays_only_for_what_comes_into_sight() -> None:
    f = function("floor(x^2/3) + (x^2 - 1)/(x - 1)")
    assert sample(f, VIEW.panned(3, 0)).evaluations > sample(f, VIEW.panned(4, 0)).evaluations


@pytest.mark.parametrize("text", ["x^2", "1/x", "floor x", "sqrt x", "|x|", "{x < 0: x, x^2}", "x^3 - 3x", "ln x"])
def test_an_ordinary_curve_costs_a_few_hundred_evaluations(text: str) -> None:
    assert curve(text).evaluations < 700


@pytest.mark.parametrize("text", ["x^2", "x sin x", "tan x", "sqrt(x^2 - 2)", "e^(1/x)", "x/(x^2 - 2)", "floor(x) x"])
def test_every_sample_but_the_limits_lies_on_the_curve(text: str) -> None:
    f = function(text)
    for piece in curve(text).pieces:
        inner = piece[1:-1]
        np.testing.assert_array_equal(np.clip(f(inner[:, 0]), -FARTHEST, FARTHEST), inner[:, 1])


def test_what_a_frame_has_no_time_for_is_left_open_until_the_next() -> None:
    text = "(2 - 2cos(4x))/sin(2x)^2"
    hasty = function(text)
    first = sample(hasty, VIEW, patience=0.0)
    assert first.waits
    assert len(first.unresolved) > 1
    second = sample(hasty, VIEW, patience=0.0)
    assert 0 < len(second.unresolved) < len(first.unresolved)
    whole = at_rest(finished(hasty, second, VIEW))
    assert not whole.waits
    assert not whole.unresolved
    assert whole.markers == sample(function(text), VIEW, patience=math.inf).markers
    assert {mark.kind for mark in whole.markers} == {"hole"}


def at_rest(steps: Generator[None, None, SampledCurve]) -> SampledCurve:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            whole: SampledCurve = end.value
            return whole


def test_a_level_that_is_jumped_over_makes_no_hole() -> None:
    """cos 4 and cos 5 have different signs, and the cosine of a whole number is never 0."""
    sampled = curve("cos(floor x)/cos(floor x)", Viewport(-10, 10, -6, 6, 1000, 600))
    assert sampled.markers == ()


def test_a_sawtooth_of_a_logarithm_has_no_pole() -> None:
    sampled = curve("mod(ln x, 2)", Viewport(-10, 10, -6, 6, 1000, 600))
    assert all(marker.kind != "pole" for marker in sampled.markers)


@pytest.mark.parametrize(("text", "pole"), [("tan(1/(x-1))", 0.3633802276324187), ("1/(e^x - 3)", math.log(3))])
def test_a_pole_is_at_the_nearest_double(text: str, pole: float) -> None:
    sampled = curve(text, Viewport(-1, 2, -6, 6, 1000, 600))
    assert pole in [marker.x for marker in sampled.markers if marker.kind == "pole"]


@pytest.mark.parametrize("text", ["1/(1 + 10^40 (x - 1/3)^2)", "1/(10^-30 + 10^10 (x - 0.7)^2)"])
def test_what_misses_0_by_a_hair_has_no_pole(text: str) -> None:
    sampled = curve(text, Viewport(-1, 2, -6, 6, 1000, 600))
    assert sampled.markers == ()


@pytest.mark.parametrize(("text", "place"), [("ln(x - 1/3)", 1 / 3), ("-ln|x^2 - 2|", 2**0.5), ("1000 x ln(x-1)", 1.0)])
def test_a_logarithm_leaves_even_a_tall_window(text: str, place: float) -> None:
    """At the last double before its pole ln is -36 and no more."""
    sampled = curve(text, Viewport(-3, 3, -100, 100, 1000, 600))
    ends = [end[1] for piece in sampled.pieces for end in (piece[0], piece[-1]) if abs(end[0] - place) < 1e-9]
    assert ends
    assert all(abs(y) > 100 for y in ends)


@pytest.mark.parametrize(
    ("text", "x", "limit"),
    [
        ("floor(x) + sqrt(round(2x + 0.8))", 0.85, math.sqrt(2)),
        ("{x < -4: (x-10/3)^2, 9}", -4.0, 484 / 9),
        ("mod(x, 1/3)", -7 / 3, 1 / 3),
        ("mod(x, 2/7)", 2 / 7, 2 / 7),
        ("sec(4sin(x+1.1)) round(x+2)", 1.5, 3 / math.cos(4 * math.sin(2.6))),
        ("{x < 1: x/8191, 5}", 1.0, 1 / 8191),
    ],
)
def test_a_limit_is_not_taken_for_a_rounder_number(text: str, x: float, limit: float) -> None:
    view = Viewport(-5.2, 5.1, -60, 60, 800, 600)
    heights = [mark.y for mark in curve(text, view).markers if mark.x == x]
    assert min(abs(height - limit) for height in heights) <= 4 * math.ulp(limit)


@pytest.mark.parametrize("shift", [0.0, 0.1234, 0.777])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("floor(acos(x + 3/7))", [math.cos(3) - 3 / 7]),
        ("floor(10sqrt(x))", [0.01, 0.04]),
        ("floor(3asin x)", [math.sin(1), -math.sin(1)]),
        ("floor(sqrt(x - 1/3) + 0.95)", [1 / 3 + 0.0025]),
        ("frac(5sqrt(2 - x^2))", [math.sqrt(2 - 0.2**2), -math.sqrt(2 - 0.2**2)]),
    ],
)
def test_steps_just_inside_a_domain_are_seen(text: str, places: list[float], shift: float) -> None:
    found = np.array([mark.x for mark in curve(text, Viewport(-9 - shift, 9, -5, 5, 1800, 800)).markers])
    for place in places:
        assert np.abs(found - place).min() <= 4 * math.ulp(place)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        (
            "ceil((x + 1.3973)(-x) - 1) + sin(x + 2)",
            Viewport(-1.2508710033352695, 2.7491289966647305, -4, 3, 1920, 1080),
        ),
        ("floor(x^2 - 4x - 7)", Viewport(-0.7, 1.4, -9, 3, 777, 500)),
        ("1/((x + 2.2)(3 - x) - 6.6)", Viewport(-0.7, 0.9, -9, 9, 640, 480)),
    ],
)
def test_a_place_at_0_is_exactly_there(text: str, view: Viewport) -> None:
    places = [mark.x for mark in curve(text, view).markers if abs(mark.x) < 1e-9]
    assert places
    assert set(places) == {0.0}


@pytest.mark.parametrize("half", [1e6, 1e9, 1e12])
def test_far_out_places_keep_their_digits(half: float) -> None:
    view = Viewport(-half, half, -half, half, 800, 600)
    places = [mark.x for mark in curve("1/(x^2-2)", view).markers]
    assert places == pytest.approx([-ROOT2, ROOT2], rel=4e-16, abs=0)


@pytest.mark.parametrize("end", [9.0, 1e3, 1e6])
def test_a_pole_at_the_edge_of_a_window_is_marked(end: float) -> None:
    (mark,) = curve("1/(x^4-5x^2+4)", Viewport(2, end, -10, 10, 800, 600)).markers
    assert (mark.kind, mark.x) == ("pole", 2.0)


def test_rounding_makes_no_domain() -> None:
    assert curve("sqrt(cos(x)-1)", Viewport(-1e-6, 1e-6, -1, 1, 800, 600)).pieces == ()


@pytest.mark.parametrize("k", [80, 90, 100])
def test_an_even_wave_is_lines_all_along(k: int) -> None:
    sampled = curve(f"sin({k}x)", Viewport(-5, 5, -4, 4, 800, 600))
    assert sampled.unresolved == ()
    assert len(sampled.pieces) == 1


def test_a_low_oscillation_is_a_band_too() -> None:
    (stretch,) = curve("sin(1/x)", Viewport(-40, 60, -300, 20, 800, 600)).unresolved
    assert -2 < stretch[0] < 0 < stretch[1] < 2


@pytest.mark.parametrize(
    ("text", "x", "limit"),
    [
        ("x ln|x| + cot(x + 0.8)", 0.0, 1 / math.tan(0.8)),
        ("(x-1) ln|x-1| + sin(x)", 1.0, math.sin(1)),
        ("(x+2) ln((x+2)^2) + e^x", -2.0, math.exp(-2)),
    ],
)
def test_a_hole_whose_sides_bow_has_its_limit_to_the_last_digits(text: str, x: float, limit: float) -> None:
    (hole,) = [mark for mark in curve(text).markers if mark.kind == "hole"]
    assert hole.x == x
    assert abs(hole.y - limit) <= 2 * math.ulp(limit)


@pytest.mark.parametrize(
    ("text", "x", "height"),
    [
        ("x sin(1/x)", 0.0, 0.0), ("x sin(1/x) + 1", 0.0, 1.0), ("x^2 cos(1/x) - 1/3", 0.0, -1 / 3),
        ("x ln|x| + pi", 0.0, math.pi), ("(x^2 - 2)/(x - sqrt(2))", math.sqrt(2), math.sqrt(8)),
        ("(e^(3x) - 1)/(7x)", 0.0, 3 / 7),
    ],
)  # fmt: skip
def test_a_hole_is_as_high_in_every_window(text: str, x: float, height: float) -> None:
    """Probes beside it may fall into line by chance, however fast the curve swings."""
    heights = set()
    for number in range(24):
        half = 0.01 * 1.4**number
        view = Viewport(x - half, x + 1.1 * half, -4, 4, 400 + 7 * number, 300)
        heights |= {marker.y for marker in curve(text, view).markers if marker.kind == "hole"}
    assert heights == {height}


# Steps or waves crowd towards 0, and at 0 all is known.
AMID: list[tuple[str, list[Mark]]] = [
    ("floor(1/x)", [("pole", 0.0, None)]),
    ("floor(1/x)+1/x", [("pole", 0.0, None)]),
    ("{x=0: 2, floor(1/x)}", [("pole", 0.0, None), ("closed", 0.0, 2.0)]),
    ("x*floor(1/x)", [("hole", 0.0, 1.0)]),
    ("x^2*floor(1/x)", [("hole", 0.0, 0.0)]),
    ("x*frac(1/x)", [("hole", 0.0, 0.0)]),
    ("mod(1/x^2, 2)+csc(x)", [("pole", 0.0, None)]),
    ("frac(1/x)", []),
    ("x*tan(1/x)", []),
]


@pytest.mark.parametrize(("text", "marked"), AMID)
def test_what_is_known_amid_a_crowd_is_marked(text: str, marked: list[Mark]) -> None:
    f, view = function(text), Viewport(-1.01, 1.03, -4, 4, 800, 600)
    hasty = sample(f, view, patience=0.0)
    for found in (sample(function(text), view, patience=math.inf), at_once(finished(f, hasty, view))):
        marks = [(mark.kind, mark.x, None if math.isnan(mark.y) else mark.y) for mark in found.markers]
        assert [mark for mark in marks if abs(mark[1]) < 1e-3] == marked


@pytest.mark.parametrize(
    "text",
    ["frac(3round(x-1) - 1) + 3/2", "ceil(5round(x - 17/5)) + 1", "floor(5floor(-2x-3) - 3)", "mod(7sign(x-1/3), 1)"],
)
def test_a_step_over_many_steps_is_no_crowd(text: str) -> None:
    for half in (0.3, 3.0, 10.0):
        sampled = curve(text, Viewport(1 / 3 - half, 1 / 3 + half, -60, 60, 1280, 800))
        assert sampled.unresolved == ()
        places = {mark.x for mark in sampled.markers}
        assert len(sampled.pieces) == len(places) + 1


@pytest.mark.parametrize("width", [1e-10, 1e-11, 4e-12])
def test_an_upright_end_is_whole_where_doubles_are_seen(width: float) -> None:
    """Next to the end of a root neighbouring doubles are pixels apart."""
    for text, x in (("sqrt(x - 1/3)", 1 / 3), ("asin(1/(10sinh(1-2x) - 2) + 12/7)", 0.4187787296653018)):
        view = Viewport(x - width / 2, x + width / 2, *((-1e-6, 2e-6) if x < 0.4 else (-1.571, -1.5707)), 3000, 1500)
        assert len(curve(text, view).pieces) == 1


@pytest.mark.parametrize(
    "text",
    ["cosh(e^x)", "e^(1/x)", "1/e^(1/x)", "sinh(2/x^2)", "e^(e^x)", "x cosh(50x)", "{x > 8: 1/x, sinh(5x)^200}"],
)
@pytest.mark.parametrize("half", [1e-9, 1.0, 10.0, 1e6])
def test_a_curve_goes_on_beyond_the_largest_double(text: str, half: float) -> None:
    view = Viewport(-half, half, -6, 6, 800, 600)
    sampled = curve(text, view)
    assert sampled.unresolved == ()
    ends = [view.x0, *(end for piece in sampled.pieces for end in piece[[0, -1], 0]), view.x1]
    assert max(b - a for a, b in zip(ends[::2], ends[1::2], strict=True)) < 1e-6 * half


def test_beside_a_branch_without_numbers_nothing_is_left_open() -> None:
    view = Viewport(999_988.9, 999_998.9, -6, 6, 1280, 800)
    sampled = curve("{x <= 8: tan(3x - 4), sinh(5x)/2 + 1}", view)
    assert sampled.unresolved == ()
    assert len(sampled.pieces) == 1


# A condition or a step that rests on its level between the second place and the third.
RESTING: list[tuple[str, float, float, tuple[float, float, float]]] = [
    ("sign(|x - 10floor(x/10 + 1/2)| - x)", 0.0, 5.0, (1, 0, -1)),
    ("{|x - 10floor(x/10 + 1/2)| >= x: 1, 2}", -math.inf, 5.0, (1, 1, 2)),
    ("{|x - 10floor(x/10 + 1/2)| > x: 1, 2}", 0.0, math.inf, (1, 2, 2)),
    ("sign(acos(cos x) - x)", 0.0, PI, (1, 0, -1)),
    ("{acos(cos x) >= x: 1, 2}", -math.inf, PI, (1, 1, 2)),
    ("{acos(cos x) > x: 1, 2}", 0.0, math.inf, (1, 2, 2)),
    ("{asin(sin x) = x: 1, 2}", -PI / 2, PI / 2, (2, 1, 2)),
    ("{acos(cos(2x + 1)) <= 2x + 1: 1, 2}", -0.5, math.inf, (2, 1, 1)),
]


@pytest.mark.parametrize(("text", "first", "last", "heights"), RESTING)
@pytest.mark.parametrize("ends", [(-10.0, 10.0), (-7.3, 9.2), (-5.01, 5.01)])
def test_what_rests_on_its_level_breaks_where_it_comes_and_leaves(
    text: str, first: float, last: float, heights: tuple[float, float, float], ends: tuple[float, float]
) -> None:
    f, view = RealFunction(Program(settled(parse(text).tree))), Viewport(*ends, -6, 6, 1280, 800)
    certificate = certified(f, sample(f, view, patience=math.inf), view)
    assert certificate.is_proven
    breaks = [x for x in (first, last) if ends[0] < x < ends[1]]
    assert [piece[-1, 0] for piece in certificate.curve.pieces[:-1]] == pytest.approx(breaks, abs=1e-15)
    expected = [y for x, y in zip((first, last, math.inf), heights, strict=True) if x > ends[0]]
    assert [piece[:, 1].min() for piece in certificate.curve.pieces] == expected[: len(breaks) + 1]
    assert [piece[:, 1].max() for piece in certificate.curve.pieces] == expected[: len(breaks) + 1]


@pytest.mark.parametrize(
    ("text", "kinds"), [("|tan x|/tan x", ["open", "open"]), ("||tan x|/tan x|", ["hole"]), ("tan x/sec x", ["hole"])]
)
@pytest.mark.parametrize("turn", [0, 318_310, 318_300_007])
def test_a_hole_at_the_pole_of_a_tangent_is_one_however_far_out(text: str, kinds: list[str], turn: int) -> None:
    with workdps(50):
        pole = float((turn + mpf(1) / 2) * mp.pi)
    sampled = curve(text, Viewport(pole - 1, pole + 1, -6, 6, 1280, 800))
    assert [mark.kind for mark in sampled.markers if abs(mark.x - pole) < 0.1] == kinds
    assert [mark.x for mark in sampled.markers if abs(mark.x - pole) < 0.1] == [pole] * len(kinds)
    assert any(piece[-1, 0] == pole for piece in sampled.pieces)


def test_a_place_that_is_known_exactly_is_it() -> None:
    """Rounding of the inner step carries the place of the outer one to 0.1666666666666665."""
    for text in ("floor(3round(round(x - 20/3) - 1) - 4)", "round(x - 20/3)", "floor(round(x - 20/3)/1)"):
        places = sorted({mark.x for mark in curve(text, Viewport(-1, 2, -40, 0, 1280, 800)).markers})
        assert places == [-5 / 6, 1 / 6, 7 / 6]


@pytest.mark.parametrize("half", [1e-10, 1e-6, 0.1, 5.0])
@pytest.mark.parametrize(
    "text", ["1/cos(x) - csc(cos x)", "1/cos(x) - cot(cos x)", "sin(cos x)/cos(x) + floor(cos(x)^2)"]
)
def test_a_part_under_two_equations_meets_the_nearer_level(text: str, half: float) -> None:
    place = 1.5 * PI
    sampled = curve(text, Viewport(place - half, place + half, -2, 2, 1280, 800))
    (mark,) = [mark for mark in sampled.markers if abs(mark.x - place) < 1e-3 * half]
    assert (mark.kind, mark.x) == ("hole", place)
    assert mark.y == pytest.approx(round(mark.y), abs=1e-12)
