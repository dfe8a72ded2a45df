"""What takes longer than a turn of the event loop comes in several: nothing is shown that is not so meanwhile."""

from __future__ import annotations

import math
import sys

import pytest

from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.steps import at_once
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.fit import first_viewport
from derivgui.model.scene.needed_at_rest import NeededAtRest
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import Scene
from derivgui.model.scene.sight import absence

VIEW = first_viewport(900, 600)
AT_ONCE = 0.0  # a time that is over
STEPPED = "floor(10 sin(x^2))"


def document(text: str) -> Document:
    return Document(functions=(FunctionItem(1, text),))


def completed(resolver: Resolver, shown: Document, view: Viewport) -> Scene:
    """The scene in the end, made as a window makes it."""
    while True:
        scene = resolver.resolve(shown, view, until=AT_ONCE)
        if not resolver.waits:
            return scene
        while resolver.complete(shown, view) == "more":
            pass


def test_without_time_there_is_no_curve_and_nothing_is_said_of_it() -> None:
    resolver = Resolver()
    scene = resolver.resolve(document(STEPPED), VIEW, until=AT_ONCE)
    (shape,) = scene.statics.curves
    assert shape.sampled.pieces == ()
    assert scene.statics.waits
    assert resolver.waits
    assert absence(scene.statics) is None
    assert scene.tangent is not None


@pytest.mark.parametrize("text", [STEPPED, "x^2", "max(x, tan x, 1/x)"])
def test_in_steps_it_is_the_same_picture(text: str) -> None:
    whole = Resolver().resolve(document(text), VIEW)
    steps = completed(Resolver(), document(text), VIEW)
    assert len(steps.statics.curves[0].sampled.pieces) == len(whole.statics.curves[0].sampled.pieces)
    assert not steps.statics.waits
    assert steps.quotients is not None
    assert whole.quotients is not None
    assert steps.quotients.right.tolist() == whole.quotients.right.tolist()


def test_the_curve_of_the_derivative_comes_too() -> None:
    shown = edits.show(document(STEPPED), derivative=True)
    scene = completed(Resolver(), shown, VIEW)
    assert scene.statics.derivative is not None
    assert scene.statics.derivative.sampled.pieces


def test_another_window_shows_what_is_known_of_the_curve() -> None:
    resolver, shown = Resolver(), document(STEPPED)
    before = completed(resolver, shown, VIEW).statics.curves[0]
    aside = VIEW.showing(-2.0, 6.0, -4.0, 4.0)
    scene = resolver.resolve(shown, aside, until=AT_ONCE)
    assert scene.statics.curves[0].sampled is before.sampled
    assert scene.statics.waits
    assert not scene.statics.curves[0].stale
    assert completed(resolver, shown, aside).statics.curves[0].sampled is not before.sampled


def test_another_text_shows_nothing_of_the_last() -> None:
    resolver = Resolver()
    last = completed(resolver, document(STEPPED), VIEW).quotients
    assert last is not None
    scene = resolver.resolve(document("tan(x^2)"), VIEW, until=AT_ONCE)
    assert scene.statics.curves[0].sampled.pieces == ()
    assert scene.quotients is None or scene.quotients.right[0] != last.right[0]


def test_the_curve_of_other_values_is_stale_until_the_present_one_comes() -> None:
    resolver, shown = Resolver(), edits.set_slider(document("floor(a sin(x^2))"), "a", 3.0)
    before = completed(resolver, shown, VIEW).statics.curves[0]
    moved = edits.set_slider(shown, "a", 4.0)
    scene = resolver.resolve(moved, VIEW, until=AT_ONCE)
    assert scene.statics.curves[0].sampled is before.sampled
    assert scene.statics.curves[0].stale
    assert not completed(resolver, moved, VIEW).statics.curves[0].stale


def test_a_long_pan_gets_new_curves_on_the_way() -> None:
    """However often the window moves on, what was begun is finished."""
    resolver, shown = Resolver(), document(STEPPED)
    seen = {id(completed(resolver, shown, VIEW).statics.curves[0].sampled)}
    for step in range(1, 150):
        view = VIEW.showing(VIEW.x0 + 0.01 * step, VIEW.x1 + 0.01 * step, VIEW.y0, VIEW.y1)
        seen.add(id(resolver.resolve(shown, view, until=AT_ONCE).statics.curves[0].sampled))
        resolver.complete(shown, view)
    assert len(seen) > 2


def test_nothing_waits_for_a_function_that_is_gone() -> None:
    resolver, shown = Resolver(), document("max(x, tan x, 1/x)")
    resolver.resolve(shown, VIEW, until=AT_ONCE)
    assert resolver.waits
    scene = resolver.resolve(document(""), VIEW, until=AT_ONCE)
    assert scene.tangent is None
    assert not resolver.waits


def test_a_curve_that_stays_while_its_text_cannot_be_read_comes_in_steps_too() -> None:
    resolver = Resolver()
    resolver.resolve(document(STEPPED), VIEW, until=AT_ONCE)
    assert resolver.resolve(document("max("), VIEW, until=AT_ONCE).statics.earlier[0].sampled.pieces == ()
    (shape,) = completed(resolver, document("max("), VIEW).statics.earlier
    assert len(shape.sampled.pieces) == len(
        Resolver().resolve(document(STEPPED), VIEW).statics.curves[0].sampled.pieces
    )


def test_who_waits_for_a_figure_gets_all_of_it() -> None:
    resolver = Resolver()
    resolver.resolve(document(STEPPED), VIEW, until=AT_ONCE)
    assert not resolver.resolve(document(STEPPED), VIEW).statics.waits


def test_a_hand_does_not_wait_for_points_to_rest_on() -> None:
    resolver, shown = Resolver(), document("sin(x^2)")
    resolver.resolve(shown, VIEW, until=AT_ONCE)
    assert resolver.landmarks(shown, VIEW, AT_ONCE) == ()
    completed(resolver, shown, VIEW)
    assert resolver.landmarks(shown, VIEW, AT_ONCE) == ()
    assert resolver.landmarks(shown, VIEW, math.inf)
    resolver.settle(edits.show(shown, interest=True), VIEW)
    assert resolver.landmarks(shown, VIEW, AT_ONCE)


def test_what_is_needed_at_rest_alone_is_imported_beside() -> None:
    needed = NeededAtRest()
    at_once(needed.coming())
    assert "derivgui.model.scene.certifier" in sys.modules
    assert next(needed.coming(), "done") == "done"


def test_at_rest_these_come_before_the_certificate() -> None:
    resolver, shown = Resolver(), document("sin(x^2) + floor(x)")
    scene = completed(resolver, shown, VIEW)
    while not resolver.landmarks(shown, VIEW, AT_ONCE):
        assert scene.certificate is None
        assert resolver.rest(shown, VIEW) == "more"
        scene = resolver.resolve(shown, VIEW)
