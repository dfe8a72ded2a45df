"""Windows so narrow, or so wide, that doubles have no value or no digit left: exact expectations all the same."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport

Mark = tuple[str, float, float | None]


def curve(text: str, x0: float, x1: float, y0: float = -3.0, y1: float = 3.0) -> SampledCurve:
    return sample(RealFunction(Program(parse(text).tree)), Viewport(x0, x1, y0, y1, 800, 600), patience=math.inf)


def marks(sampled: SampledCurve) -> list[Mark]:
    return [(mark.kind, mark.x, None if math.isnan(mark.y) else mark.y) for mark in sampled.markers]


# Doubles see 0/0, or the root of rounding: the curve, and its height at the left edge of a window of half-width 1e-9.
LOST: list[tuple[str, float, int, list[Mark], float]] = [
    ("x^2/(1-cos x)", 0.0, 2, [("hole", 0.0, 2.0)], 2.0),
    ("(1-cos x)/(x-sin x)*x", 0.0, 2, [("hole", 0.0, 3.0)], 3.0),
    ("sin(x)^4/(1-cos x)^2", 0.0, 2, [("hole", 0.0, 4.0)], 4.0),
    ("(x-1)^2/(x^2-2x+1)", 1.0, 2, [("hole", 1.0, 1.0)], 1.0),
    ("1e9*sqrt(x^2-2sqrt(2)x+2)", math.sqrt(2), 1, [], 1.0),
    ("1e18*sqrt(cos x-1+x^2/2)", 0.0, 1, [], 1 / math.sqrt(24)),
    ("ln((1-cos x)/x^2)", 0.0, 2, [("hole", 0.0, -math.log(2))], -math.log(2)),
]


@pytest.mark.parametrize(("text", "x", "pieces", "marked", "height"), LOST)
def test_a_curve_is_seen_where_doubles_have_no_value(
    text: str, x: float, pieces: int, marked: list[Mark], height: float
) -> None:
    sampled = curve(text, x - 1e-9, x + 1e-9, -6.0, 6.0)
    assert len(sampled.pieces) == pieces
    assert marks(sampled) == marked
    assert sampled.unresolved == ()
    assert sampled.pieces[0][0, 1] == pytest.approx(height, rel=1e-6)


def test_where_rounding_takes_the_value_others_know_of_it() -> None:
    program = Program(parse("1/(1-cos x)").tree)
    assert program.is_lost({"x": np.array([0.0, 1e-9, 1e-3])}).tolist() == [True, True, True]
    root = Program(parse("sqrt(x)").tree)
    assert root.is_lost({"x": np.array([-1.0, -1e-300, 1.0])}).tolist() == [False, False, True]


# Sub-functions that doubles cannot tell from their level on a good part of the window.
FLAT: list[tuple[str, float, list[Mark]]] = [
    ("sign(x-sin x)", 0.0, [("open", 0.0, -1.0), ("open", 0.0, 1.0), ("closed", 0.0, 0.0)]),
    ("floor(x-sin x)", 0.0, [("open", 0.0, -1.0), ("closed", 0.0, 0.0)]),
    ("sqrt(x-sin x)", 0.0, [("endpoint", 0.0, 0.0)]),
    ("{x-tan x<0: 1, 2}", 0.0, [("closed", 0.0, 2.0), ("open", 0.0, 1.0)]),
    ("floor((x-pi)^3-(x-pi)^5)", math.pi, [("open", math.pi, -1.0), ("closed", math.pi, 0.0)]),
]


@pytest.mark.parametrize("half", [1e-6, 1e-9])
@pytest.mark.parametrize(("text", "x", "marked"), FLAT)
def test_a_level_that_doubles_cannot_tell_is_passed_at_one_place(
    text: str, x: float, marked: list[Mark], half: float
) -> None:
    sampled = curve(text, x - 1.1 * half, x + half)
    assert sorted(marks(sampled)) == sorted(marked)
    assert sampled.unresolved == ()


@pytest.mark.parametrize("text", ["|x^2-2|", "|x^3-x|", "|cos x-2|+x^2", "cbrt(x^2-2)+x^2"])
def test_neighbours_far_out_of_sight_are_one_line(text: str) -> None:
    assert len(curve(text, -5e11, 5e11, -4.0, 4.0).pieces) == 1


def test_a_steep_curve_arrives_at_its_hole_from_both_sides() -> None:
    before, after = curve("1/(1-ln|x|)", -2.0, 2.1).pieces
    assert before[-1].tolist() == [0.0, 0.0]
    assert after[0].tolist() == [0.0, 0.0]


def test_levels_written_as_powers_are_exact() -> None:
    sampled = curve("{|x-1/7|<10^(-6): 1, 0}", -1000.0, 1300.0)
    first, last = (float(Fraction(1, 7) + side * Fraction(1, 10**6)) for side in (-1, 1))
    assert marks(sampled) == [("closed", first, 0.0), ("open", first, 1.0), ("open", last, 1.0), ("closed", last, 0.0)]


def test_what_all_but_vanishes_goes_to_nothing() -> None:
    assert marks(curve("x^(1/x)", -5e11, 5e11)) == [("open", 0.0, 0.0)]


def test_what_a_certificate_finds_does_not_fall_to_crumbs() -> None:
    function = RealFunction(Program(parse("x^x").tree))
    view = Viewport(-5e11, 5e11, -2, 2, 800, 600)
    found = certified(function, sample(function, view, patience=math.inf), view)
    assert len(found.curve.pieces) == 1


def test_noise_just_out_of_sight_is_no_band() -> None:
    sampled = curve("x/(1-cos x)", -1.1e-6, 1e-6, -4e6, 4e6)
    assert marks(sampled) == [("pole", 0.0, None)]
    assert len(sampled.pieces) == 2
    assert sampled.unresolved == ()


# Levels that are passed so flatly that doubles meet them far and wide, in windows wide and narrow.
PASSED = [
    ("floor((x-sqrt(2))^5+1)", math.sqrt(2), 0.0, 1.0),
    ("floor((x^2-2)^3)", math.sqrt(2), -1.0, 0.0),
    ("round((e^x-2)^3+1/2)", math.log(2), 0.0, 1.0),
    ("floor((x-pi)^7+2)", math.pi, 1.0, 2.0),
]


@pytest.mark.parametrize("half", [0.1, 1e-3, 1e-8])
@pytest.mark.parametrize(("text", "x", "before", "after"), PASSED)
def test_a_level_that_is_passed_flatly_is_passed_where_it_is(
    text: str, x: float, before: float, after: float, half: float
) -> None:
    sampled = curve(text, x - 1.1 * half, x + half)
    found = [mark for mark in marks(sampled) if abs(mark[1] - x) < 0.05]
    assert sorted(found) == [("closed", x, after), ("open", x, before)]


@pytest.mark.parametrize(("text", "x", "before", "after"), PASSED)
def test_a_verdict_beside_a_flat_passage_is_that_of_its_place(text: str, x: float, before: float, after: float) -> None:
    verdict = verdict_at(RealFunction(Program(settled(parse(text).tree))), x)
    assert (verdict.kind, verdict.left_limit, verdict.right_limit, verdict.status) == ("jump", before, after, "proven")


def test_a_jump_that_is_hardly_more_than_rounding_is_one() -> None:
    assert marks(curve("{x<0: 1, 1+10^(-12)}", -1.0, 1.0)) == [("open", 0.0, 1.0), ("closed", 0.0, 1.0 + 1e-12)]
    assert marks(curve("1+10^(-12)|x|/x", -1.0, 1.0)) == [("open", 0.0, 1.0 - 1e-12), ("open", 0.0, 1.0 + 1e-12)]


@pytest.mark.parametrize("half", [1e-2, 1e-5, 1e-8])
def test_where_rounding_leaves_no_value_beside_a_place_the_curve_is_not_said_to_end(half: float) -> None:
    marked = marks(curve("1/max(csc(x), 1-cos(x))", -1.1 * half, half))
    assert marked == [("pole", 0.0, None), ("open", 0.0, 0.0)]
