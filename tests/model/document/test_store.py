"""Every edit can be taken back and brought back; one gesture is one step."""

from __future__ import annotations

import math
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.document import edits
from derivgui.model.document.document import Document, Pin
from derivgui.model.document.store import Edit, Store

EDITS: dict[str, Edit] = {
    "add": partial(edits.add_function, text="sin x"),
    "remove": lambda d: edits.remove_function(d, 1),
    "type": lambda d: edits.set_text(d, 1, "x^3"),
    "hide": lambda d: edits.set_visible(d, 1, False),
    "colour": lambda d: edits.set_colour(d, 1, 3),
    "move point": lambda d: edits.move_point(d, -1.5),
    "move in plane": lambda d: edits.move_in_plane(d, 3.0, -4.0),
    "turn": lambda d: edits.turn(d, 0.75),
    "slice": lambda d: edits.set_sliced(d, 1, True),
    "hold": lambda d: edits.hold(d, "y", 7.5),
    "step": lambda d: edits.set_step(d, 0.25),
    "slider": lambda d: edits.set_slider(d, "a", 2.5),
    "pin": lambda d: edits.pin_tangent(d, 0.5),
    "switch": lambda d: edits.show(d, derivative=True, grid=False),
    "notation": lambda d: edits.set_notation(d, "leibniz"),
    "angle": lambda d: edits.set_angle(d, "degrees"),
}


@pytest.mark.parametrize("name", EDITS)
def test_undo_and_redo_travel_exactly(name: str) -> None:
    store = Store()
    before = store.document
    store.apply(name, EDITS[name])
    after = store.document
    assert after != before
    assert store.undo_label == name
    store.undo()
    assert store.document == before
    assert store.redo_label == name
    store.redo()
    assert store.document == after


@given(st.lists(st.sampled_from(sorted(EDITS)), max_size=25))
def test_any_row_of_edits_can_be_undone_to_the_start_and_redone_to_the_end(
    names: list[str],
) -> None:
    store = Store()
    visited = [store.document]
    for name in names:
        store.apply(name, EDITS[name])
        if store.document is not visited[-1]:
            visited.append(store.document)
    for expected in reversed(visited[:-1]):
        store.undo()
        assert store.document is expected
    for expected in visited[1:]:
        store.redo()
        assert store.document is expected


@pytest.mark.parametrize("name", EDITS.keys() - {"add"})
def test_the_same_edit_twice_changes_nothing_the_second_time(name: str) -> None:
    once = EDITS[name](Document())
    assert EDITS[name](once) is once


def test_a_drag_is_one_step() -> None:
    store = Store()
    for x in (2.1, 2.2, 2.3):
        store.apply("Move", partial(edits.move_point, x=x), "drag")
    store.undo()
    assert store.document.x == 2.0
    assert store.undo_label == ""


def test_two_drags_are_two_steps() -> None:
    store = Store()
    store.apply("Move", lambda d: edits.move_point(d, 1), "drag")
    store.seal()
    store.apply("Move", lambda d: edits.move_point(d, 0), "drag")
    store.undo()
    assert store.document.x == 1


def test_a_new_edit_forgets_what_was_undone() -> None:
    store = Store()
    store.apply("a", EDITS["move point"])
    store.undo()
    store.apply("b", EDITS["step"])
    assert store.redo() == ""


def test_choosing_what_to_look_at_is_no_step_and_keeps_redo() -> None:
    store = Store(edits.add_function(Document(), "sin x"))
    store.apply("Move", lambda d: edits.move_point(d, 1))
    store.undo()
    store.adjust(lambda d: edits.activate(d, 1))
    assert store.document.active == 1
    assert (store.undo_label, store.redo_label) == ("", "Move")


def test_a_slider_that_is_dragged_keeps_its_range() -> None:
    document = edits.set_slider(Document(), "a", 1e6)
    dragged = edits.slide(edits.slide(document, "a", 3.0), "a", 1.5e6).slider("a")
    assert dragged is not None
    assert (dragged.value, dragged.maximum) == (1.5e6, 2e6)


def test_listeners_hear_old_and_new() -> None:
    store, heard = Store(), []
    store.subscribe(lambda old, new: heard.append((old.x, new.x)))
    store.apply("Move", lambda d: edits.move_point(d, 1))
    store.apply("Move", lambda d: edits.move_point(d, 1))
    store.undo()
    assert heard == [(2.0, 1), (1, 2.0)]


def test_removing_the_active_function_activates_a_neighbour_and_drops_its_pins() -> None:
    document = edits.add_function(Document(), "sin x")
    document = edits.pin_tangent(document, 1.0)
    assert document.pins == (Pin(2, 1.0),)
    document = edits.remove_function(document, 2)
    assert (document.active, document.pins) == (1, ())
    document = edits.remove_function(document, 1)
    assert (document.active, document.functions) == (0, ())


def test_h_never_becomes_zero() -> None:
    document = edits.set_step(Document(h=-0.5), 0.0)
    assert document.h == -edits.NEAREST_STEP
    assert edits.set_step(document, 1e-310).h == edits.SMALLEST_STEP
    assert edits.set_step(Document(h=1e-200), 0.0).h == 1e-200


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_none_change_nothing(value: float) -> None:
    document = Document()
    assert edits.move_point(document, value) is document
    assert edits.set_step(document, value) is document
    assert edits.set_slider(document, "a", value) is document
    assert edits.pin_tangent(document, value) is document


@pytest.mark.parametrize(("value", "maximum"), [(4.0, 5.0), (12.0, 24.0), (-12.0, 24.0), (1e12, 2e12)])
def test_a_slider_reaches_beyond_a_value_typed(value: float, maximum: float) -> None:
    slider = edits.set_slider(Document(), "a", value).slider("a")
    assert slider is not None
    assert (slider.minimum, slider.value, slider.maximum) == (-maximum, value, maximum)


def test_a_slider_comes_back_from_a_huge_value() -> None:
    slider = edits.set_slider(edits.set_slider(Document(), "a", 1e9), "a", 2.0).slider("a")
    assert slider is not None
    assert slider.maximum == 5.0


@pytest.mark.parametrize("value", [1e308, -1.7e308, 1e13])
def test_a_parameter_too_large_to_mean_anything_is_not_taken(value: float) -> None:
    document = Document()
    assert edits.set_slider(document, "a", value) is document


def test_functions_can_be_reordered_and_keep_their_identity() -> None:
    document = edits.add_function(edits.add_function(Document(), "b"), "c")
    moved = edits.move_function(document, 3, 0)
    assert [item.id for item in moved.functions] == [3, 1, 2]
    assert edits.move_function(moved, 3, -5) is moved


def test_a_full_turn_is_no_turn() -> None:
    assert edits.turn(Document(), 0.5 + math.tau).direction == pytest.approx(0.5)
    assert edits.turn(Document(), -math.pi).direction == math.pi
    assert edits.turn(Document(), math.nan).direction == 0.0


def test_y_moves_by_its_slider_as_far_as_the_slider_goes() -> None:
    document = edits.slide_held(edits.move_in_plane(Document(), 0.0, 2.0), "y", 99.0)
    assert document.y == 5.0
    assert edits.held_slider(document, "y").value == 5.0


def test_the_slider_of_y_reaches_where_the_point_was_dragged() -> None:
    slider = edits.held_slider(edits.move_in_plane(Document(), 0.0, -40.0), "y")
    assert (slider.minimum, slider.value, slider.maximum) == (-40.0, -40.0, 5.0)


def test_a_typed_y_gets_a_range_that_suits_it() -> None:
    document = edits.hold(Document(), "t", 30.0)
    assert document.y == 30.0
    assert edits.held_slider(document, "t").maximum == 60.0
    assert edits.hold(document, "t", math.inf) is document
