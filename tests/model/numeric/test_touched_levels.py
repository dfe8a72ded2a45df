"""Steps where their argument only touches a level: single points, plain stretches, and hairs in between.

The places are known exactly; beside them mpmath tells the steps at 50 digits.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.certificates.certificate import certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.contacts import contact_at
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from tests.oracle.mp import evaluate


def function(text: str) -> RealFunction:
    return RealFunction(Program(parse(text).tree))


def exact(text: str) -> Any:
    return evaluate(parse(text).tree, {}, 50)


def shifts(seed: int, count: int) -> list[str]:
    """Fractions with denominators of four digits."""
    source = random.Random(seed)
    fractions = [Fraction(source.randrange(-9999, 9999), source.randrange(1001, 9999)) for _ in range(count)]
    return [f"({c.numerator}/{c.denominator})" for c in fractions]


# What the argument is, where it touches which level, and from which side (1 at a maximum).
MEMBERS = [
    ("4 sin({c} - x)", "{c} - pi/2", 4, 1),
    ("5 sin(3x - {c}) + 1", "({c} + pi/2)/3", 6, 1),
    ("7 cos(2x + {c})", "(pi - {c})/2", -7, -1),
    ("3 - (x - {c})^2", "{c}", 3, 1),
    ("2 - (x - sqrt 2)^2", "sqrt 2", 2, 1),
    ("1 - x^2 + 2sqrt(3) x", "sqrt 3", 4, 1),
    ("x^2 - 2{c}x + {c}^2 - 1", "{c}", -1, -1),
    ("cosh(x - {c}) + 1", "{c}", 2, -1),
    ("3 e^(-(x - {c})^2)", "{c}", 3, 1),
    ("4/(1 + (x - {c})^2)", "{c}", 4, 1),
    ("2 - sqrt|x - {c}|", "{c}", 2, 1),
    ("3|x - {c}| - 2", "{c}", -2, -1),
    ("4 sin(x - {c}) cos(x - {c})", "{c} + pi/4", 2, 1),
    ("3 sin(x - {c})^2", "{c} + pi/2", 3, 1),
    ("3 sin(x - {c}) + 4 cos(x - {c})", "{c} + atan(3/4)", 5, 1),
    ("(x - {c}) + 1/(x - {c})", "{c} + 1", 2, -1),
    ("2(x - {c}) e^(1 - (x - {c}))", "{c} + 1", 2, 1),
    ("ln(x - {c}) - (x - {c})", "{c} + 1", -1, 1),
    ("2 - (x - {c})^4", "{c}", 2, 1),
    ("3 e^(sin(x - {c}) - 1)", "{c} + pi/2", 3, 1),
    ("2 sech(x - {c})", "{c}", 2, 1),
    ("3 sin(pi x + pi {c})", "1/2 - {c}", 3, 1),
]


def members() -> list[tuple[str, str, int, int]]:
    return [
        (argument.replace("{c}", c), place.replace("{c}", c), level, side)
        for (argument, place, level, side), c in zip(MEMBERS, shifts(7, len(MEMBERS)), strict=True)
    ]


@pytest.mark.parametrize(("argument", "place", "level", "side"), members())
def test_a_touched_level_is_proven_to_be_touched(argument: str, place: str, level: int, side: int) -> None:
    x = exact(place)
    with mp.workdps(50):
        assert abs(evaluate(parse(argument).tree, {"x": x}) - level) < 1e-20
    for suspect, inner in function(f"floor({argument})").suspects:
        if suspect.period is not None and suspect.tree != parse("x").tree:
            contact = contact_at(suspect, inner, float(x))
            assert contact.kind == "touched"
            assert contact.x == pytest.approx(float(x), rel=4e-16)


STEPS: list[tuple[str, Callable[[int, int], tuple[int, int]]]] = [
    ("floor({u})", lambda level, side: (level, level - 1 if side > 0 else level)),
    ("max(-90, ceil({u}))", lambda level, side: (level, level if side > 0 else level + 1)),
    ("round({u} + 1/2)", lambda level, side: (level + 1, level if side > 0 else level + 1)),
    ("sign({u} - ({level}))", lambda level, side: (0, -side)),
    ("{{{u} >= {level}: 2, -3}}", lambda level, side: (2, -3 if side > 0 else 2)),
]


@pytest.mark.parametrize("step", range(len(STEPS)))
@pytest.mark.parametrize(("argument", "place", "level", "side"), members())
def test_a_step_at_a_touched_level_is_a_point_or_nothing(
    argument: str, place: str, level: int, side: int, step: int
) -> None:
    shape, expected = STEPS[step]
    f = function(shape.format(u=argument, level=level))
    value, around = expected(level, side)
    x = float(exact(place))
    verdict = verdict_at(f, x)
    assert verdict.status == "proven"
    assert verdict.value == value
    assert verdict.left_limit == verdict.right_limit == around
    assert verdict.kind == ("smooth" if value == around else "removable")


@pytest.mark.parametrize(("argument", "place", "level", "side"), members())
def test_its_picture_is_unbroken_but_for_that_point(argument: str, place: str, level: int, side: int) -> None:
    f = function(f"floor({argument})")
    x = float(exact(place))
    around = level - 1 if side > 0 else level
    # No other level is near.
    view = Viewport(x - 0.04, x + 0.05, around - 3.3, around + 3.7, 800, 600)
    curve = sample(f, view, patience=math.inf)
    marks = [(mark.kind, mark.y) for mark in curve.markers if abs(mark.x - x) < 0.01]
    assert marks == ([("hole", around), ("closed", level)] if side > 0 else [])
    assert curve.unresolved == ()
    for t in np.linspace(x - 0.01, x + 0.01, 7):
        (piece, *_) = [p for p in curve.pieces if p[0, 0] <= t <= p[-1, 0]]
        assert float(np.interp(t, piece[:, 0], piece[:, 1])) == around


CLOSE = [
    ("4 sin x - 10^-15", "pi/2", None),
    ("4 sin x + 10^-13", "pi/2", "acos(1 - 10^-13/4)"),
    ("4 sin x + 10^-9", "pi/2", "acos(1 - 10^-9/4)"),
    ("4 - (x - sqrt 2)^2 - 10^-40", "sqrt 2", None),
    ("4 - (x - sqrt 2)^2 + 10^-20", "sqrt 2", "10^-10"),
    ("3 sin x + 4 cos x - 10^-18", "atan(3/4)", None),
    ("3 sin x + 4 cos x + 10^-16", "atan(3/4)", "acos(1 - 10^-16/5)"),
    ("e^(1-x) x - 10^-30", "1", None),
    ("e^(1-x) x + 10^-16", "1", "sqrt(2*10^-16)"),
]


@pytest.mark.parametrize(("argument", "place", "half"), CLOSE)
def test_a_level_that_is_missed_or_passed_by_a_hair_is_told_from_it(
    argument: str, place: str, half: str | None
) -> None:
    x = float(exact(place))
    f = function(f"floor({argument})")
    view = Viewport(x - 0.4, x + 0.5, -3.3, 6.3, 800, 600)
    curve = sample(f, view, patience=math.inf)
    marks = [mark for mark in curve.markers if abs(mark.x - x) < 1e-3]
    assert verdict_at(f, x).kind == "smooth"
    if half is None:
        assert marks == []
        return
    expected = [x - float(exact(half)), x + float(exact(half))]
    assert sorted({mark.x for mark in marks}) == pytest.approx(expected, rel=0, abs=1e-3 * float(exact(half)))
    for passage in {mark.x for mark in marks}:
        assert verdict_at(f, passage).kind == "jump"


def test_the_window_of_a_curve_with_touched_steps_is_proven() -> None:
    f = function("max(cbrt(x^3 - 3x), floor(4 sin(1629/1250 - x)))")
    view = Viewport(-10, 10, -6, 6, 900, 600)
    certificate = certified(f, sample(f, view, patience=math.inf), view)
    assert certificate.is_proven
    x = float(exact("1629/1250 - pi/2 - 2pi"))
    assert [(m.kind, m.y) for m in certificate.curve.markers if abs(m.x - x) < 1e-9] == [("hole", 3), ("closed", 4)]


@pytest.mark.parametrize("reach", [1e-3, 1e-6, 1e-8, 1e-10])
@pytest.mark.parametrize(
    ("argument", "place", "level"),
    [
        ("4 sin(1629/1250 - x)", "1629/1250 - pi/2", 4),
        ("2 - (x - sqrt 2)^2", "sqrt 2", 2),
        ("3 sin x + 4 cos x", "atan(3/4)", 5),
    ],
)
def test_close_to_the_point_where_doubles_read_the_level_it_is_still_one_point(
    argument: str, place: str, level: int, reach: float
) -> None:
    x = float(exact(place))
    f = function(f"floor({argument})")
    view = Viewport(x - reach, x + 1.1 * reach, level - 4, level + 2, 800, 600)
    certificate = certified(f, sample(f, view, patience=math.inf), view)
    assert certificate.is_proven
    assert [(mark.kind, mark.y) for mark in certificate.curve.markers] == [("hole", level - 1), ("closed", level)]
    assert {float(y) for piece in certificate.curve.pieces for y in piece[:, 1]} == {level - 1}


def test_points_that_crowd_are_proven_one_by_one_but_for_the_crowd() -> None:
    f = function("floor((x - sqrt 2) floor(1/(x - sqrt 2)))")
    view = Viewport(-10, 10, -6, 6, 900, 600)
    (stretch,) = certified(f, sample(f, view, patience=math.inf), view).open
    assert stretch.reason == "restless"
    assert math.sqrt(2) - 0.2 < stretch.start < math.sqrt(2) < stretch.end < math.sqrt(2) + 0.2
