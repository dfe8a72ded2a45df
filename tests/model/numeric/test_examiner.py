"""A referee takes milliseconds a place: it is asked where it can tell something, and what waits for it is said to."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.ends.ends import Ends
from derivgui.model.numeric.ends.examiner import Examiner
from derivgui.model.numeric.ends.subjects import FunctionSubject
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Watch
from derivgui.model.numeric.sampling.sample import finished, sample
from derivgui.model.numeric.steps import Steps, at_once
from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-60, 61, -2, 2, 800, 600)


class Counted(FunctionSubject):
    """Counts how often the referee is asked."""

    asked = 0

    def deciding(self, x: float) -> Steps[Ends | None]:
        self.asked += 1
        return super().deciding(x)


def examined(text: str) -> tuple[Counted, list[Ends]]:
    function = RealFunction(Program(parse(text).tree))
    watch = Watch(function)
    subject = Counted(function, watch)
    places = watch.places(VIEW)
    return subject, Examiner(subject).ends(places, 1 / VIEW.pixels_per_x, math.inf)


def test_of_many_places_that_swing_alike_a_few_are_asked_about() -> None:
    subject, ends = examined("sin(1/sin(x))")
    assert len(ends) == 39
    assert subject.asked <= 8
    assert {(each.left.kind, each.right.kind) for each in ends} <= {
        ("oscillating", "oscillating"),
        ("not determined", "not determined"),
    }


def test_places_with_limits_are_all_asked_about() -> None:
    subject, ends = examined("sin(x) sin(1/sin(x))")
    assert subject.asked == len(ends) == 39
    assert all(each.is_hole and each.left.limit == 0 for each in ends)


def test_a_value_amid_swings_is_still_found() -> None:
    _, ends = examined("{sin(x) = 0: 1, sin(1/sin(x))}")
    assert [each.value for each in ends] == [1.0] * 39


@pytest.mark.parametrize("text", ["floor(x) asin(x^2 - 2)", "sqrt(-1 - x^2)/x", "ln(-x^2 - 3)/(x - 5)"])
def test_far_from_the_domain_is_nothing(text: str) -> None:
    function = RealFunction(Program(parse(text).tree))
    ends = at_once(FunctionSubject(function, Watch(function)).deciding(5.0))
    assert ends is not None
    assert ends.proven
    assert ends.left.kind == ends.right.kind == "undefined"
    assert math.isnan(ends.value)


def test_what_waits_for_the_referee_is_not_determined_until_it_is_finished() -> None:
    function = RealFunction(Program(parse("sign(tanh(sin(x)))").tree))
    hasty = sample(function, VIEW, patience=0.0)
    assert hasty.waits
    waiting = [x for x in (math.pi * k for k in range(-19, 20)) if any(a < x < b for a, b in hasty.unresolved)]
    assert len(waiting) == 38
    curve = at_once(finished(function, hasty, VIEW))
    assert curve.unresolved == ()
    assert sum(mark.kind == "closed" for mark in curve.markers) == 39


@pytest.mark.parametrize(
    ("text", "place"),
    [("1 + 1e-40/x", 0.0), ("1 + sin(x)^40/(x - 3)", 3.0), ("2e11 + 1/((x - 123e8)(x - 1305e7))", 123e8)],
)
def test_a_pole_thinner_than_doubles_is_no_hole(text: str, place: float) -> None:
    function = RealFunction(Program(parse(text).tree))
    curve = sample(function, Viewport(place - 2, place + 2.1, -3e11, 3e11, 800, 600), patience=math.inf)
    assert [(mark.kind, mark.x) for mark in curve.markers] == [("pole", place)]


def test_a_hole_is_one_after_a_second_look() -> None:
    function = RealFunction(Program(parse("(x^2 - 1)/(x - 1)").tree))
    curve = sample(function, VIEW)
    assert [(mark.kind, mark.x, mark.y) for mark in curve.markers] == [("hole", 1.0, 2.0)]
    assert not curve.waits
