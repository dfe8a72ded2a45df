"""The marks of a sampled window and the verdicts at the same places are two answers to one question."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

ODD = Viewport(-5.1234, 5.4321, -4.321, 3.987, 907, 601)
EVEN = Viewport(-5, 5, -4, 4, 900, 600)
TINY = Viewport(-1e-6, 1e-6, -2, 2, 900, 600)
# Nothing happens to the curve here, whatever its slopes do.
WHOLE = ("smooth", "corner", "cusp", "vertical tangent")
# Of many places some are asked.
MOST = 8
Dot = tuple[str, float]

TEXTS = (
    # Steps of what rounding, a flat or an upright stretch carries to the double next door.
    "floor(e^(x^2+1))", "mod(acos(e^x), 2)", "floor(200 sin(cos x))", "|floor(cbrt x)|", "floor((x - 1/3)^3)",
    "mod(sinh x, 1/3)^2", "floor(1/(1 + x^2))", "(x^2 + 1) floor(1/(x^2 + 1))", "floor(round(e^x))/round(e^x)",
    "frac(sqrt(e^x - 1))", "ceil(1 - cos x)", "floor(tan(x) tan(x))", "sqrt(sin(tan(x)/2))", "floor(atan(x)|atan(x)|)",
    "round(x sqrt|x|)", "cos(mod(cosh x, 2))", "mod((x^2 + 1) ln(x^2 + 1), pi)", "round(mod(cbrt(sin x), 1/3))",
    # Values where an equation holds exactly, and where a part has none.
    "0^(tan(-x))", "0^(cbrt(x) sqrt|x|)", "ln(x)^ln(x)", "(-1)^floor(x)", "sqrt((3x+1) e^(1/(3x+1)))",
    "{1 - cos x < 1: 1 - cos x, 2}", "{0 < cos x - 1/2 <= x: 3, cos x - 1/2}", "{sin x = 1/2: 3, x}",
    "{mod(sinh x, 1/3) <= 0: -mod(sinh x, 1/3), mod(sinh x, 1/3)^2}",
    # Values at single points, where a step of a step is met exactly and no double says so.
    "floor((2x - 1) floor(1/(2x - 1)))", "floor((x - sqrt(2)) floor(1/(x - sqrt(2))))", "floor(x/pi floor(pi/x))",
    "{e^x floor(e^(-x)) = 1: 1, 2}", "sign(tan(x) floor(cot(x)) - 1)", "frac((x - 1/3) floor(1/(x - 1/3)))",
    "ceil(x^2/3 floor(3/x^2))", "round((x + 1/7) floor(1/(x + 1/7))/2)", "floor(2^x floor(2^(-x)))",
    "floor(log_2(x) ceil(1/log_2(x)))", "floor(sqrt(x) floor(1/sqrt(x)))", "sign(sinh(x) round(1/sinh(x)) - 1)",
    # What grows by chance on a few probes, or falls into line there.
    "sin(log(x^(2/3)))/log(x^(2/3))", "acos(cos(sec(asin x)))", "x e^(1/x)", "e^(1/x) + floor(x)", "1/ln|x|",
    "ln|tan x| + 1/ln|tan x|", "log_2(frac x) sqrt(frac x)", "x^x + ln(x)/x",
    # Ordinary ones.
    "tan(x^2) + sign x", "(x^3 - 8)/(x - 2) + |x|/x", "sqrt(x^2 (x - 1)) - 1/(x + 2)", "1/(1 + e^(1/x))",
)  # fmt: skip


def curve(function: RealFunction, view: Viewport) -> SampledCurve:
    """As it is when no place has to wait for the next frame."""
    return sample(function, view, patience=math.inf)


def dots(sampled: SampledCurve) -> dict[float, list[Dot]]:
    found: dict[float, list[Dot]] = defaultdict(list)
    for mark in sampled.markers:
        found[mark.x].append((mark.kind, mark.y))
    return found


def meant(verdict: Verdict) -> list[Dot]:
    """The marks of a place of which all is known."""
    if verdict.kind in (*WHOLE, "undefined"):
        return []
    left, right, value = verdict.left_limit, verdict.right_limit, verdict.value
    found: list[Dot] = [("pole", math.nan)] if math.inf in (abs(left), abs(right)) else []
    finite = [limit for limit in (left, right) if math.isfinite(limit)]
    if len(finite) == 2 and same(left, right):
        found.append(("hole", left))
    else:
        arrived = "endpoint" if verdict.kind == "endpoint" else "closed"
        found += [(arrived if same(limit, value) else "open", limit) for limit in finite]
    lonely = math.isfinite(value) and not any(same(limit, value) for limit in finite)
    return found + ([("closed", value)] if lonely else [])


def same(a: float, b: float) -> bool:
    return a == pytest.approx(b, rel=1e-12, abs=1e-12)


def agree(found: list[Dot], expected: list[Dot]) -> bool:
    if sorted(kind for kind, _ in found) != sorted(kind for kind, _ in expected):
        return False
    return all(any(kind == other and (kind == "pole" or same(y, z)) for other, z in expected) for kind, y in found)


@pytest.mark.parametrize("view", [ODD, EVEN, TINY], ids=["odd", "even", "tiny"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_place_is_marked_as_it_is_judged(text: str, view: Viewport) -> None:
    function = RealFunction(Program(parse(text).tree))
    marked = dots(curve(function, view))
    for x, found in list(marked.items())[:: 1 + len(marked) // MOST]:
        verdict = verdict_at(function, x)
        if verdict.kind not in ("oscillation", "not determined"):
            assert agree(found, meant(verdict)), f"{found} at {x}, where there is a {verdict.kind}: {meant(verdict)}"


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("floor(1/(1 + x^2))", 0.0, [("hole", 0.0), ("closed", 1.0)]),
        ("|floor(cbrt x)|", 0.0, [("open", 1.0), ("closed", 0.0)]),
        ("0^(tan(-x))", 0.0, [("open", 0.0)]),
        ("sqrt((3x+1) e^(1/(3x+1)))", -1 / 3, [("pole", math.nan)]),
        ("{1 - cos x < 1: 1 - cos x, 2}", math.pi / 2, [("open", 1.0), ("closed", 2.0)]),
        ("sin(log(x^(2/3)))/log(x^(2/3))", 0.0, [("hole", 0.0)]),
        ("sqrt(sin(tan(x)/2))", -math.pi, [("endpoint", 0.0)]),
        ("x e^(1/x)", 0.0, [("open", 0.0), ("pole", math.nan)]),
        ("acos(cos(sec(asin x)))", 1.0, []),
        ("round(mod(cbrt(sin x), 1/3))", 0.0, []),
        ("atanh(mod(2^x, pi))", math.log2(3 * math.pi), [("endpoint", 0.0)]),
        ("csc(floor x) acosh(x + 1/3)", 1.0, [("endpoint", math.acosh(4 / 3) / math.sin(1))]),
        ("sign(e^(-1/x^2))", 0.0, [("hole", 1.0)]),
        ("acos(frac(1/frac(x))^2)", 2.5, [("closed", math.pi / 2), ("open", 0.0)]),
        ("frac(ln|x|)", math.exp(-5), [("closed", 0.0), ("open", 1.0)]),
        ("atan(1/e^(-9/x^2))", 0.0, [("hole", math.pi / 2)]),
        ("ceil(e^(1/x))", 0.0, [("open", 1.0), ("pole", math.nan)]),
        ("1/floor(|sin x|)", math.pi / 2, [("closed", 1.0)]),
        ("1/floor(|sin(x - 1/3)|)", math.pi / 2 + 1 / 3, [("closed", 1.0)]),
        (
            "sqrt(mod(frac(x) floor(1/frac(x)), 1/3))",
            1 / 6,
            [("open", math.sqrt(1 / 6)), ("open", math.sqrt(1 / 3)), ("closed", 0.0)],
        ),
    ],
)
def test_hard_places_are_marked_exactly(text: str, x: float, expected: list[Dot]) -> None:
    found = dots(curve(RealFunction(Program(parse(text).tree)), ODD))
    (here,) = [marks for place, marks in found.items() if abs(place - x) < 1e-9] or [[]]
    assert agree(here, expected), here


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("floor(e^(x^2+1))", lambda: -mp.sqrt(mp.log(3) - 1)),
        ("floor(200 sin(cos x))", lambda: mp.acos(mp.asin(mpf(164) / 200))),
        ("1/(cos x - 1/2)", lambda: mp.pi / 3),
        ("sqrt(1 - atan(tan(x^(2/3))))", lambda: -((mp.pi / 2) ** mpf("1.5"))),
        ("floor(1/sin x - 1/x)", lambda: mp.findroot(lambda x: 1 / mp.sin(x) - 1 / x - 1, 2.2)),
    ],
)
def test_a_place_is_the_double_next_to_it(text: str, root: Callable[[], mpf]) -> None:
    with mp.workdps(40):
        x = float(root())
    places = [mark.x for mark in curve(RealFunction(Program(parse(text).tree)), ODD).markers]
    assert min(places, key=lambda place: abs(place - x)) == x


@pytest.mark.parametrize("text", TEXTS)
def test_no_place_is_marked_twice(text: str) -> None:
    places = sorted(dots(sample(RealFunction(Program(parse(text).tree)), EVEN)))
    assert all(b - a > 1e-9 for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("1/x", 0.0),
        ("floor(1/(1 + x^2))", 0.0),
        ("1/floor(cbrt(sqrt(1 - x^2)))", 0.0),
        ("1/frac(cbrt(cosh x))", 0.0),
        ("floor(|cos(2x)|)/|cos(2x)|", math.pi / 2),
        ("mod(floor(2^x), 2)", math.log2(11)),
        ("sqrt(e^x - 2)", math.log(2)),
        ("{x^3 < 5: 1, 2}", 1.709975946676697),
        ("|floor(cbrt(x - 1/3))|", 1 / 3),
        ("csc(3x + 1)", (math.pi - 1) / 3),
        ("|floor(acos(x)^(3/4))|", -0.8128600768338213),
    ],
)
def test_a_place_is_marked_alike_in_every_window(text: str, x: float) -> None:
    function = RealFunction(Program(parse(text).tree))
    expected = meant(verdict_at(function, x))
    assert expected
    bounds = [(x - 1, x + 1), (x, x + 2.07), (x - 2.93, x), (x - 1e-6, x + 1e-6), (x - 1.7e-4, x + 3e-5)]
    for x0, x1 in bounds:
        # Each window is the first that is looked at.
        found = dots(curve(RealFunction(Program(parse(text).tree)), Viewport(x0, x1, -4, 4, 800, 600)))
        here = [dot for place, marks in found.items() if abs(place - x) < 1e-9 for dot in marks]
        assert agree(here, expected), f"{here} between {x0} and {x1}"


def test_of_very_many_places_those_apart_are_exact() -> None:
    sampled = curve(RealFunction(Program(parse("cot((x^(2/3))^3)").tree)), Viewport(-30, 30, -20, 20, 1200, 800))
    places = [mark.x for mark in sampled.markers if 0 < mark.x < 12]
    with mp.workdps(40):
        expected = [float(mp.sqrt(k * mp.pi)) for k in range(1, 46)]
    assert places == expected


def test_steps_that_crowd_slower_than_any_window_shows_are_no_limit() -> None:
    view = Viewport(-500_000, 500_000, -4, 4, 900, 600)
    found = dots(curve(RealFunction(Program(parse("1/floor(sqrt(1 - ln x))").tree)), view))
    assert found[0.0] == [("open", 0.0)]


def test_what_waits_for_its_turn_is_not_marked_meanwhile() -> None:
    function = RealFunction(Program(parse("acos(cos(sin(x/1000)))").tree))
    assert sample(function, Viewport(-500_000, 500_000, -3, 3, 900, 600)).markers == ()


def test_cancellation_is_seen_whatever_stands_around_it() -> None:
    # Each x moves the numbers by which rounding is imitated.
    for count in range(40):
        text = " + ".join(["1 x"] * count + ["(1 - cos(-x))/x^2"])
        assert float(RealFunction(Program(parse(text).tree)).value_spread(1e-9)) > 1.0


def test_a_step_beyond_all_numbers_is_not_determined() -> None:
    assert verdict_at(RealFunction(Program(parse("sqrt(frac(2^(1/|x|)))").tree)), 1e-9).kind == "not determined"


def test_a_step_is_not_taken_for_what_is_merely_close() -> None:
    # e^(-1111) is no double, and 1 is the whole number above.
    verdict = verdict_at(RealFunction(Program(parse("ceil(e^(1000/x))/acos(x + 1/3)").tree)), -0.9)
    with mp.workdps(40):
        value = 1 / mp.acos(mpf(-9) / 10 + mpf(1) / 3)
    assert verdict.kind == "smooth"
    assert verdict.value == pytest.approx(float(value), rel=1e-15)


def test_a_place_that_no_ball_can_follow_is_not_determined() -> None:
    function = RealFunction(Program(parse("|floor({e^(x^2) = 0: 1, sin(e^(x^2))/e^(x^2)})|").tree))
    for x in dots(sample(function, ODD)):
        assert verdict_at(function, x).kind
