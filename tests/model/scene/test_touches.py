"""A verdict that takes longer than a frame comes in steps, and nothing is said of its point meanwhile."""

from __future__ import annotations

import math
import time

import flint
import numpy as np
import pytest

from derivgui.model.calculus.verdict import touch, touching
from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.fit import first_viewport
from derivgui.model.scene.limit_words import limit_sentence
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.touches import Touches

OVER = 0.0  # a time that is over
SLOW = (
    ("max(atan(cot(1/(x^2-2))) sin(sqrt(2)/(x^2-2)), e^(-1/(x^2-2)^2))", math.sqrt(2)),
    ("ln|atan(cot(1/(x^2-2))/(1+|cot(1/(x^2-2))|))|", math.sqrt(2)),
    ("sin((cot(1/(x^2-2)) e^(1/(x^2-2)))^2)", math.sqrt(2)),
    ("acos(mod(-x, 1/x))^coth(cosh(-x))", 1e6),
    ("max(sin(1/x), x^2 sin(1/x))", 0.0),
    ("x sin(1/x)", 0.0),
    ("|x|", 0.0),
)
VIEW = first_viewport(900, 600)
SWINGS = "max(sin(1/x), x^2 sin(1/x))"


def function_of(text: str) -> RealFunction:
    expression = parse(text)
    return RealFunction(Program(expression.tree, expression.variables))


@pytest.mark.parametrize(("text", "x"), SLOW)
def test_in_steps_it_is_the_same_verdict(text: str, x: float) -> None:
    touches, function = Touches(), function_of(text)
    shown = touches.at("f", function, x, OVER)
    assert shown[1].is_awaited
    assert math.isnan(shown[0].value)
    assert math.isnan(shown[0].slope)
    turns = 1
    while not touches.complete(OVER):
        turns += 1
    assert turns > 1
    assert not touches.waits
    found, expected = touches.at("f", function, x, OVER), touch(function_of(text), x)
    assert repr(found) == repr(expected)
    assert not found[1].is_awaited


def test_what_is_known_at_once_is_shown_at_once() -> None:
    touches = Touches()
    tangent, verdict = touches.at("f", function_of("x^2 sin(x)"), 1.5, OVER)
    assert verdict.kind == "smooth"
    assert tangent.exists
    assert not touches.waits


def test_a_hand_that_comes_back_finds_the_place_as_far_as_it_was_seen() -> None:
    touches, function = Touches(), function_of(SWINGS)
    touches.at("f", function, 0.0, OVER)
    while not touches.complete(OVER):
        pass
    assert touches.at("f", function, 2.0, OVER)[1].kind == "smooth"
    assert touches.at("f", function, 0.0, OVER)[1].kind == "oscillation"


def test_what_is_no_longer_shown_is_not_gone_on_with() -> None:
    touches = Touches()
    touches.at("f", function_of(SWINGS), 0.0, OVER)
    touches.forget_awaited()
    assert not touches.waits
    assert touches.complete(OVER)


def test_whoever_needs_it_now_waits_for_it() -> None:
    touches, function = Touches(), function_of(SWINGS)
    assert touches.at("f", function, 0.0, OVER)[1].is_awaited
    assert touches.at("f", function, 0.0)[1].kind == "oscillation"
    assert not touches.waits


def test_the_pauses_leave_the_digits_and_the_warnings_of_others_alone() -> None:
    steps = touching(function_of(SWINGS), 0.0)
    bits, errors = flint.ctx.prec, np.geterr()
    for _ in steps:
        assert flint.ctx.prec == bits
        assert np.geterr() == errors


@pytest.mark.parametrize(("text", "x"), SLOW)
def test_no_step_takes_much_longer_than_a_frame(text: str, x: float) -> None:
    # What is needed is imported first.
    touch(function_of("|x|"), 0.0)
    touching_it, times = touching(function_of(text), x), []
    while True:
        began = time.thread_time()
        try:
            next(touching_it)
        except StopIteration:
            break
        times.append(time.thread_time() - began)
    assert sorted(times)[-1] < 0.05


def document(text: str) -> Document:
    return edits.move_point(Document(functions=(FunctionItem(1, text),)), 0.0)


def test_a_window_says_nothing_of_the_point_until_it_knows() -> None:
    resolver, shown = Resolver(), document(SWINGS)
    scene = resolver.resolve(shown, VIEW, until=OVER)
    assert scene.verdict is not None
    assert scene.verdict.is_awaited
    assert scene.secant is not None
    assert not scene.secant.exists
    assert math.isfinite(scene.secant.far_value)
    assert [line.words for line in scene.readout] == [
        "f of 0 is …", "the tangent's slope is …", "A closer look takes a moment.", "the secant's slope is …", "h is 1",
    ]  # fmt: skip
    assert limit_sentence(scene, "lagrange") == "A closer look takes a moment."
    while resolver.waits:
        while resolver.complete(shown, VIEW) == "more":
            pass
        scene = resolver.resolve(shown, VIEW, until=OVER)
    assert scene.verdict is not None
    assert scene.verdict.kind == "oscillation"
    assert scene.verdict.status == "proven"


def test_beside_an_awaited_verdict_stands_no_table_of_another_function() -> None:
    resolver = Resolver()
    shown = edits.add_function(document("x^2"), SWINGS)
    first = resolver.resolve(edits.activate(shown, 1), VIEW)
    assert first.quotients is not None
    scene = resolver.resolve(edits.activate(shown, 2), VIEW, until=OVER)
    assert scene.verdict is not None
    assert scene.verdict.is_awaited
    assert scene.quotients is None
    assert resolver.resolve(edits.activate(shown, 2), VIEW).quotients is not None


def test_a_map_says_nothing_of_the_point_until_it_knows() -> None:
    shown = edits.move_in_plane(document("y + max(sin(1/x), x^2 sin(1/x))"), 0.0, 1.0)
    contour = ContourResolver(Resolver())
    scene = contour.resolve(shown, VIEW, OVER)
    assert scene.point is not None
    assert scene.point.is_awaited
    while contour.rest(shown, VIEW) == "more":
        pass
    told = contour.resolve(shown, VIEW, OVER).point
    assert told is not None
    assert told.verdict_x.kind == "oscillation"
    assert told.verdict_y.kind == "undefined"
