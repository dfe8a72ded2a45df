"""Points of interest in a window: found, named, refined, and proven where that can be."""

from __future__ import annotations

import math

import pytest
from mpmath import mp

from derivgui.model.calculus.certainty import certified
from derivgui.model.calculus.critical.one_variable import critical_landmarks
from derivgui.model.calculus.landmarks import Landmark, landmarks
from derivgui.model.calculus.tangent import tangent_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-5, 5, -5, 5, 900, 600)
OFF_GRID = Viewport(-4.8123, 5.2377, -3.1, 4.7, 877, 613)
PI, ROOT3 = math.pi, math.sqrt(3)


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def all_of(text: str, view: Viewport = VIEW) -> tuple[Landmark, ...]:
    f = function(text)
    return certified(f, landmarks(f, sample(f, view, patience=math.inf)))


def found(text: str, *kinds: str, view: Viewport = VIEW) -> list[float]:
    return [mark.x for mark in all_of(text, view) if mark.kind in kinds]


CALCULUS: list[tuple[str, dict[str, list[float]]]] = [
    ("x^3 - 3x", {"zero": [-ROOT3, 0, ROOT3], "maximum": [-1], "minimum": [1], "inflection": [0]}),
    ("x^2", {"zero": [0], "minimum": [0]}),
    ("x^2 - 4", {"zero": [-2, 2], "minimum": [0]}),
    ("-x^2", {"zero": [0], "maximum": [0]}),
    (
        "sin x",
        {
            "zero": [-PI, 0, PI],
            "inflection": [-PI, 0, PI],
            "maximum": [-3 * PI / 2, PI / 2],
            "minimum": [-PI / 2, 3 * PI / 2],
        },
    ),
    ("x + sin x", {"zero": [0], "inflection": [0], "horizontal inflection": [-PI, PI]}),
    ("x e^-x", {"zero": [0], "maximum": [1], "inflection": [2]}),
    ("|x^2-4|", {"zero": [-2, 2], "minimum": [-2, 2], "maximum": [0]}),
    ("|x|", {"zero": [0], "minimum": [0]}),
    ("|x - 1.3|", {"zero": [1.3], "minimum": [1.3]}),
    ("|sin x|", {"zero": [-PI, 0, PI], "minimum": [-PI, 0, PI], "maximum": [k * PI / 2 for k in (-3, -1, 1, 3)]}),
    ("x^(2/3)", {"zero": [0], "minimum": [0]}),
    ("-sqrt(|x|)", {"zero": [0], "maximum": [0]}),
    ("1/(1+x^2)", {"maximum": [0], "inflection": [-1 / ROOT3, 1 / ROOT3]}),
    ("x/(1+x^2)", {"zero": [0], "minimum": [-1], "maximum": [1], "inflection": [-ROOT3, 0, ROOT3]}),
    ("1/(x^2-1)", {"maximum": [0]}),
    ("x^2/(x^2-1)", {"zero": [0], "maximum": [0]}),
    ("x^2/(x-1)", {"zero": [0], "maximum": [0], "minimum": [2]}),
    ("e^x/(x^2-1)", {"maximum": [1 - math.sqrt(2)], "minimum": [1 + math.sqrt(2)]}),
    ("1/x + 1/(x-2)", {"zero": [1], "inflection": [1]}),
    ("(x^2-3)/(x-2)", {"zero": [-ROOT3, ROOT3], "maximum": [1], "minimum": [3]}),
    ("e^(-x^2)", {"maximum": [0], "inflection": [-math.sqrt(0.5), math.sqrt(0.5)]}),
    ("x^4", {"zero": [0], "minimum": [0]}),
    ("x^3", {"zero": [0], "horizontal inflection": [0]}),
    ("(x-1)^3", {"zero": [1], "horizontal inflection": [1]}),
    ("x^3 - 3x^2 + 3x - 1", {"zero": [1], "horizontal inflection": [1]}),
    ("x^4 - 4x^3 + 6x^2 - 4x + 1", {"zero": [1], "minimum": [1]}),
    ("x^5", {"zero": [0], "horizontal inflection": [0]}),
    ("x^200", {"zero": [0], "minimum": [0]}),
    ("x^3 + x", {"zero": [0], "inflection": [0]}),
    ("(3x-1)^2", {"zero": [1 / 3], "minimum": [1 / 3]}),
    (
        "x^2 (x-1)^2",
        {"zero": [0, 1], "minimum": [0, 1], "maximum": [0.5], "inflection": [0.5 - ROOT3 / 6, 0.5 + ROOT3 / 6]},
    ),
    ("cbrt x", {"zero": [0], "inflection": [0]}),
    ("cbrt(x - 0.1234567)", {"zero": [0.1234567], "inflection": [0.1234567]}),
    ("x |x|", {"zero": [0], "horizontal inflection": [0]}),
    ("tan x", {"zero": [-PI, 0, PI], "inflection": [-PI, 0, PI]}),
    ("ln x", {"zero": [1]}),
    ("x ln x", {"zero": [1], "minimum": [1 / math.e]}),
    ("x^x", {"minimum": [1 / math.e]}),
    ("sqrt(4-x^2)", {"maximum": [0]}),
    ("asin(sin x)", {"zero": [-PI, 0, PI], "maximum": [-3 * PI / 2, PI / 2], "minimum": [-PI / 2, 3 * PI / 2]}),
    ("acos(cos x)", {"zero": [0], "maximum": [-PI, PI], "minimum": [0]}),
    ("x + 1/x", {"maximum": [-1], "minimum": [1]}),
    ("(x^2-1)/(x-1)", {"zero": [-1]}),
    ("tanh(1000x)", {"zero": [0], "inflection": [0]}),
    ("100000(x-1)^3", {"zero": [1], "horizontal inflection": [1]}),
    ("2x + 1", {"zero": [-0.5]}),
    ("1/x", {}),
    ("1/x^2", {}),
    ("e^x", {}),
    ("sqrt x", {}),
    ("floor(x) + 0.5", {}),
    ("sin(x)^2 + cos(x)^2", {}),
    ("sin(x)^2 + cos(x)^2 - 1", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CALCULUS, ids=[text for text, _ in CALCULUS])
@pytest.mark.parametrize("view", [VIEW, OFF_GRID], ids=["grid", "off grid"])
def test_landmarks_are_where_calculus_puts_them(text: str, expected: dict[str, list[float]], view: Viewport) -> None:
    marks: dict[str, list[float]] = {}
    for mark in all_of(text, view):
        if mark.kind in ("zero", "minimum", "maximum", "inflection", "horizontal inflection"):
            marks.setdefault(mark.kind, []).append(mark.x)
    inside = {kind: [x for x in places if view.x0 < x < view.x1] for kind, places in expected.items()}
    assert marks == {kind: pytest.approx(places, abs=2e-8) for kind, places in inside.items() if places}


@pytest.mark.parametrize("view", [VIEW, OFF_GRID], ids=["grid", "off grid"])
def test_simple_numbers_are_hit_exactly(view: Viewport) -> None:
    assert found("(x-1)(x+2)", "zero", view=view) == [-2.0, 1.0]
    assert found("x^3 - 3x", "minimum", "maximum", "inflection", view=view) == [-1.0, 0.0, 1.0]
    assert found("cos x", "zero", view=view)[1:3] == [-PI / 2, PI / 2]
    assert found("sin(x - 1/3)", "zero", view=view)[1] == 1 / 3
    assert found("x e^-x", "maximum", "inflection", view=view) == [1.0, 2.0]


@pytest.mark.parametrize(("frequency", "shift"), [(100, 0.0), (37, 0.0), (100, 1 / 3)])
def test_of_many_extrema_none_is_taken_for_a_decimal_by_chance(frequency: int, shift: float) -> None:
    f = function(f"sin({frequency}x - {shift!r})")
    marks = landmarks(f, sample(f, Viewport(-5, 5, -3, 3, 4000, 600), patience=math.inf))
    extrema = [mark.x for mark in marks if mark.kind in ("maximum", "minimum")]
    assert len(extrema) > 100
    for x in extrema:
        turns = round((x * frequency - shift) / PI - 0.5)
        assert x == pytest.approx(((turns + 0.5) * PI + shift) / frequency, rel=5e-16)


def test_heights_are_those_of_the_curve() -> None:
    heights = {mark.x: mark.y for mark in all_of("x^3 - 3x") if mark.kind != "zero"}
    assert heights == {-1.0: 2.0, 0.0: 0.0, 1.0: -2.0}


@pytest.mark.parametrize(
    ("text", "sharp"),
    [("|x|", True), ("x^(2/3)", True), ("|x^2-4|", True), ("acos(cos x)", True), ("x^2", False), ("|x|^1.5", False)],
)
def test_an_extremum_at_a_corner_is_told_from_a_smooth_one(text: str, sharp: bool) -> None:
    assert {mark.sharp for mark in all_of(text) if mark.kind == "minimum"} == {sharp}


@pytest.mark.parametrize(
    "text", ["x + 1/x", "1/(x^2-1)", "1/cos x", "csc x", "tan(x) + 1", "tan x", "tan(x) + x^2", "1/x^2 + x"]
)
def test_nothing_is_invented_beside_a_pole(text: str) -> None:
    f = function(text)
    for mark in all_of(text):
        height, slope, bend = f.jet(mark.x, 2)
        size = {"zero": height, "inflection": bend}.get(mark.kind, slope)
        assert abs(size) < 1e-8, f"{mark.kind} at {mark.x}"


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("7", [(-5, 5, 7)]),
        ("max(0, x)", [(-5, 0, 0)]),
        ("|x| + |x-1|", [(0, 1, 1)]),
        ("sin(x)^2 + cos(x)^2", []),
        ("e^(-x^2)", []),
        ("x^2", []),
    ],
)
def test_a_level_stretch_is_one_entry_and_only_where_it_is_proven(
    text: str, stretches: list[tuple[float, float, float]]
) -> None:
    flat = [(mark.x, mark.end, mark.y) for mark in all_of(text) if mark.kind == "flat"]
    assert flat == [pytest.approx(stretch, abs=1e-12) for stretch in stretches]


# Statuses

PROVEN = [
    ("x^3 - 3x", 6), ("sin x", 10), ("x e^-x", 3), ("|x^2 - 4|", 5), ("x^(2/3)", 2), ("1/(1+x^2)", 3), ("x^4", 2),
    ("(x-1)^3", 2), ("x^3 - 3x^2 + 3x - 1", 2), ("tan x", 6), ("|x|", 2), ("(3x-1)^2", 2), ("|sin x|", 10),
    ("x^x", 1), ("x ln x", 2), ("e^x - 1 - x", 2), ("7", 1), ("sqrt(1 - cos x)", 4),
    ("asin(sin x)", 7),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), PROVEN, ids=[text for text, _ in PROVEN])
def test_what_can_be_proven_is(text: str, count: int) -> None:
    marks = all_of(text)
    assert [mark.status for mark in marks] == ["proven"] * count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x + sin x", "horizontal inflection"),  # f' = 1 + cos x touches 0 at pi, which is no double
        ("sin(x)^3", "horizontal inflection"),
        ("(x - ln 2)^3", "horizontal inflection"),
        ("(x^2 - 2)^3", "horizontal inflection"),
        ("x |x|", "horizontal inflection"),  # f'' jumps
        ("x|x| + x", "inflection"),
        ("x^(5/3)", "horizontal inflection"),  # f'' has a pole
        ("|x|^1.5 sign(x)", "horizontal inflection"),
        ("{x<0: -x^2, x^3}", "horizontal inflection"),
        ("x e^(-1/x^2)", "inflection"),
        ("cbrt x", "inflection"),  # the tangent is upright
        ("cbrt(x - 1/7)", "inflection"),
        ("cbrt(x^3 - x - 1)", "inflection"),
        ("cbrt(cos x - x)", "inflection"),
        ("atan(cbrt(x - sqrt(2)))", "inflection"),
        ("sign(x) sqrt|x|", "inflection"),
        ("{x<0: -x, x^2}", "minimum"),  # from the right it arrives level
        ("{x<0: x^2, x^4}", "minimum"),
        ("|x|^1.5", "minimum"),
        ("-x^2 sign(1 + x) |x|", "maximum"),
    ],
)
def test_where_f_is_not_analytic_both_sides_are_proof(text: str, kind: str) -> None:
    assert {mark.status for mark in all_of(text) if mark.kind == kind} == {"proven"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x^3 + x^9 sin(1/x^20)", "horizontal inflection"),  # f'' changes its sign for ever
        ("cbrt x", "horizontal inflection"),
        ("x|x|", "inflection"),
        ("x^2", "inflection"),
        ("x^4", "horizontal inflection"),
        ("|x|", "inflection"),
        ("{x<0: x^2, 1 - x^2}", "inflection"),
        ("x^3", "minimum"),
        ("{x<0: 1 + x^2, x^2}", "minimum"),
        ("x^2 sin(1/x)", "minimum"),
    ],
)
def test_what_is_no_such_point_is_not_proven_to_be_one(text: str, kind: str) -> None:
    judged = certified(function(text), (Landmark(kind, 0.0, 0.0),))  # type: ignore[arg-type]
    assert "proven" not in [mark.status for mark in judged]


def test_a_touching_zero_that_is_none_is_not_proven() -> None:
    f = function("(x-1)^2 + 10^-40")
    marks = certified(f, landmarks(f, sample(f, VIEW, patience=math.inf)))
    assert [(mark.kind, mark.status) for mark in marks if mark.x == 1] == [("zero", "numerical"), ("minimum", "proven")]


def test_a_wrong_landmark_is_never_proven() -> None:
    f = function("x^2 - 2")
    for kind in ("zero", "minimum", "maximum", "inflection", "horizontal inflection"):
        judged = certified(f, (Landmark(kind, 1.0, -1.0),))
        assert judged == ((Landmark(kind, 1.0, -1.0),) if kind == "zero" else ())
    assert certified(f, (Landmark("flat", -1.0, -1.0, end=1.0),)) == ()


@pytest.mark.parametrize(
    ("text", "x", "kind"),
    [("floor x - 0.5", 1.0, "zero"), ("1/x", 0.0, "zero"), ("{x<0: -1, 1}", 0.0, "zero"), ("tan x", PI / 2, "zero"),
     ("mod(x, 1)", 1.0, "minimum"), ("{x<0: 1-x, x}", 0.0, "minimum")],
)  # fmt: skip
def test_a_jump_proves_nothing(text: str, x: float, kind: str) -> None:
    f = function(text)
    [mark] = certified(f, (Landmark(kind, x, 0.0),))  # type: ignore[arg-type]
    assert mark.status == "numerical"


@pytest.mark.parametrize(
    ("text", "x0", "x1"),
    [("(x^2-2)/(x^4-4)", 1.2, 1.6), ("sin(x)/(x-pi)", 3.0, 3.3), ("(1-tan x)/(sin x-cos x)", 0.5, 1.0),
     ("(sin x-1/2)/(x-pi/6)", 0.4, 0.7), ("cos(2x)/(cos x-sin x)", 0.5, 1.0), ("(x^3-2)/(x-cbrt(2))", 1.1, 1.4)],
)  # fmt: skip
def test_rounding_beside_a_hole_makes_no_critical_points(text: str, x0: float, x1: float) -> None:
    assert critical_landmarks(function(text), x0, x1).marks == ()


def test_a_zero_at_the_corner_of_a_wave_is_proven_however_far_out() -> None:
    far = Viewport(-54.0, -34.0, -1.0, 4.0, 900, 500)
    marks = all_of("acos(cos x)", far)
    assert [mark.x for mark in marks if mark.kind == "zero"] == pytest.approx([-16 * PI, -14 * PI, -12 * PI])
    assert {mark.status for mark in marks} == {"proven"}


def test_a_mended_hole_is_the_extremum_that_doubles_see_beside_it() -> None:
    [mark] = critical_landmarks(function("{x=pi: -1, sin(x)/(x-pi)}"), 3.0, 3.3).marks
    assert (mark.kind, mark.x, mark.y, mark.status, mark.sharp) == ("minimum", PI, -1.0, "proven", False)


def test_an_extremum_that_doubles_see_badly_is_found_by_balls() -> None:
    """Here x - 10^12 has four decimals left; the maximum is where cos(x - 10^12) is 0."""
    [mark] = critical_landmarks(function("sin(x - 10^12)/(x - 10^12)"), -3.0, -2.0).marks
    with mp.workdps(60):
        phase = mp.mpf(mark.x) - 10**12
        turns = phase / mp.pi - mp.mpf(1) / 2
        assert abs(turns - mp.nint(turns)) < 1e-11
    assert mark.status == "proven"


def test_an_extremum_has_the_height_that_exact_arithmetic_knows() -> None:
    [mark] = critical_landmarks(function("sqrt(1-sqrt(1-x^2))"), -0.5, 0.5).marks
    assert (mark.kind, mark.x, mark.y, mark.status) == ("minimum", 0.0, 0.0, "proven")


@pytest.mark.parametrize("text", ["x/(x - 10^-12)", "x floor(1 + x - 10^-12)", "(x + 10^-11)/x"])
def test_a_zero_beside_a_break_is_not_proven_through_its_parts(text: str) -> None:
    [mark] = certified(function(text), (Landmark("zero", 2e-11, 0.0),))
    assert mark.status == "numerical"


def test_parameters_take_part_in_proofs() -> None:
    f = RealFunction(Program(parse("x^2 - a").tree), "x", {"a": 2.25})
    marks = certified(f, landmarks(f, sample(f, VIEW, patience=math.inf)))
    assert [(mark.kind, mark.x, mark.status) for mark in marks] == [
        ("zero", -1.5, "proven"),
        ("minimum", 0.0, "proven"),
        ("zero", 1.5, "proven"),
    ]


@pytest.mark.parametrize("view", [Viewport(-0.5, 0.5, -0.5, 0.5, 980, 500), Viewport(0.01, 0.08, -0.5, 0.5, 980, 500)])
def test_at_an_extremum_that_is_no_double_the_tangent_is_level_all_the_same(view: Viewport) -> None:
    """The nearest double is off by rounding, where f' is tiny but not 0."""
    f = function("x sin(1/x)")
    turning = [m.x for m in landmarks(f, sample(f, view)) if m.kind in ("minimum", "maximum")]
    assert len(turning) > 20
    assert {tangent_at(f, x).slope for x in turning} == {0.0}


@pytest.mark.parametrize("text", ["max(sin(1/x), x^2 sin(1/x))", "{x<0: sin x, 2x + x^3}", "{x<1: x^2, 3 - 2/x^2}"])
def test_a_corner_at_which_the_bend_changes_is_no_inflection(text: str) -> None:
    marks = all_of(text)
    corners = [1 / PI, -1 / PI] if "1/x)" in text else [0.0, 1.0]
    assert not [m for m in marks if "inflection" in m.kind and min(abs(m.x - corner) for corner in corners) < 1e-6]
