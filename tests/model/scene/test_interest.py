"""What is worth stopping at: breaks, intersections, slopes, caps and words."""

from __future__ import annotations

import math

import pytest

from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.interest import Interest, kind_text, place_text
from derivgui.model.scene.resolve import Resolver

VIEW = Viewport(-5.03, 5.11, -5, 5, 900, 600)
PI = math.pi


def let_rest(resolver: Resolver, document: Document, view: Viewport = VIEW) -> str:
    """Until all is found; what the last step but one said."""
    found, last = "more", "more"
    while found != "done":
        last, found = found, resolver.rest(document, view)
    return last


def interest(*texts: str, view: Viewport = VIEW) -> Interest:
    """Of the first function, among the others."""
    document = Document(functions=tuple(FunctionItem(i, text) for i, text in enumerate(texts, 1)))
    resolver = Resolver()
    document = edits.show(document, interest=True, slope_signs=True)
    assert let_rest(resolver, document, view) == "changed"
    found = resolver.resolve(document, view).statics.interest
    assert found is not None
    return found


def places(found: Interest, *kinds: str) -> list[tuple[float, float]]:
    return [(mark.x, mark.y) for mark in found.marks if mark.kind in kinds]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("(x^2-1)/(x-1)", "hole", [(1, 2)]),
        ("sin(x)/x", "hole", [(0, 1)]),
        ("1/x", "pole", [(0, math.nan)]),
        ("tan x", "pole", [(k * PI / 2, math.nan) for k in (-3, -1, 1, 3)]),
        ("ln x", "pole", [(0, math.nan)]),
        ("sqrt x", "endpoint", [(0, 0)]),
        ("sqrt(4-x^2)", "endpoint", [(-2, 0), (2, 0)]),
        ("asin x", "endpoint", [(-1, -PI / 2), (1, PI / 2)]),
        ("{x<0: -1, 2}", "jump", [(0, 2)]),
        ("sign x", "jump", [(0, 0)]),
        ("sqrt x", "zero", [(0, 0)]),
        ("sqrt(4-x^2)", "zero", [(-2, 0), (2, 0)]),
        ("sign x", "zero", [(0, 0)]),
        ("x^2/x", "zero", []),
        ("floor x", "jump", [(k, k) for k in range(-5, 6)]),
        ("{x<=1: x^2, 3x-2}", "corner", [(1, 1)]),
        ("x + |x|", "corner", [(0, 0)]),
        ("|x| + |x-1|", "corner", [(0, 1), (1, 1)]),
        ("|x|", "corner", []),
        ("x^2", "corner", []),
    ],
)
def test_breaks_and_corners_come_with_their_verdicts(text: str, kind: str, expected: list[tuple[float, float]]) -> None:
    found = interest(text)
    assert places(found, kind) == [pytest.approx(place, abs=1e-12, nan_ok=True) for place in expected]
    assert all(mark.status == "proven" for mark in found.marks if mark.kind == kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^(2/3)", ["zero", "minimum (cusp)"]),
        ("1 - sqrt(|x-2|)", ["zero", "maximum (cusp)", "zero"]),
        ("|x^2-4| + 1", ["minimum (corner)", "maximum", "minimum (corner)"]),
        ("|x| + sqrt(|x|)", ["zero", "minimum (cusp)"]),
        ("cbrt(x-1)", ["zero", "inflection (vertical tangent)"]),
        ("x + |x|", ["corner"]),
        ("{x<0: x, sqrt x}", ["zero", "corner"]),
        ("x^3", ["zero", "horizontal inflection"]),
        ("x|x|", ["zero", "horizontal inflection"]),
        ("cbrt(x^3 - 2)", ["horizontal inflection", "inflection (vertical tangent)", "zero"]),
    ],
)
def test_a_point_without_a_derivative_is_called_what_it_is(text: str, expected: list[str]) -> None:
    assert [kind_text(mark, {}) for mark in interest(text).marks if mark.kind != "flat"] == expected


def test_a_zero_that_is_set_amid_a_swing_is_listed_and_the_crowd_beside_it_only_counted() -> None:
    found = interest("{x = 0: 0, x^2 sin(1/x)}")
    zeros = [x for x, _ in places(found, "zero")]
    assert zeros[0] == pytest.approx(-1 / PI)
    assert 0.0 in zeros
    assert len(zeros) < 10 < found.left_off


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("x^2", "x + 2", [(-1, 1), (2, 4)]),
        ("sin x", "cos x", [(-3 * PI / 4, -math.sqrt(0.5)), (PI / 4, math.sqrt(0.5)), (5 * PI / 4, -math.sqrt(0.5))]),
        ("x^2", "2x - 1", [(1, 1)]),
        ("x", "t ↦ t^3", [(-1, -1), (0, 0), (1, 1)]),
        ("f(t) = t^2", "x", [(0, 0), (1, 1)]),
        ("x^2", "x^2 + 1", []),
        ("x^2", "x^2", []),
        ("1/x", "x", [(-1, -1), (1, 1)]),
        ("100 + x", "100 - x", [(0, 100)]),
        ("|x|", "1", [(-1, 1), (1, 1)]),
    ],
)
def test_curves_meet_where_their_difference_vanishes(
    first: str, second: str, expected: list[tuple[float, float]]
) -> None:
    found = interest(first, second)
    assert places(found, "intersection") == [pytest.approx(place, abs=1e-9) for place in expected]
    assert all(mark.status == "proven" for mark in found.marks if mark.kind == "intersection")
    assert [kind_text(mark, found.names) for mark in found.marks if mark.kind == "intersection"][:1] == [
        "meets g" for _ in expected[:1]
    ]


def test_hidden_functions_meet_nobody() -> None:
    document = Document(functions=(FunctionItem(1, "x^2"), FunctionItem(2, "x", visible=False)))
    resolver = Resolver()
    let_rest(resolver, document)
    assert [mark.kind for mark in resolver.landmarks(document, VIEW)] == ["zero", "minimum"]


RISES = 1
FALLS = -1
LEVEL = 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^3 - 3x", [(-5.03, -1, RISES), (-1, 1, FALLS), (1, 5.11, RISES)]),
        ("x^3", [(-5.03, 5.11, RISES)]),
        ("-x", [(-5.03, 5.11, FALLS)]),
        ("7", [(-5.03, 5.11, LEVEL)]),
        ("|x|", [(-5.03, 0, FALLS), (0, 5.11, RISES)]),
        ("x^(2/3)", [(-5.03, 0, FALLS), (0, 5.11, RISES)]),
        ("1/x", [(-5.03, 0, FALLS), (0, 5.11, FALLS)]),
        ("1/x^2", [(-5.03, 0, RISES), (0, 5.11, FALLS)]),
        ("max(0, x)", [(-5.03, 0, LEVEL), (0, 5.11, RISES)]),
        ("{x<0: -1, 2}", [(-5.03, 0, LEVEL), (0, 5.11, LEVEL)]),
        ("sqrt(4-x^2)", [(-2, 0, RISES), (0, 2, FALLS)]),
        ("e^(-1000x^2)", [(-5.03, 0, RISES), (0, 5.11, FALLS)]),
        ("asin(sin x)", [(-5.03, -1.5 * PI, RISES), (-1.5 * PI, -PI / 2, FALLS), (-PI / 2, PI / 2, RISES),
                         (PI / 2, 1.5 * PI, FALLS), (1.5 * PI, 5.11, RISES)]),
        ("mod(x, 4)", [(-5.03, -4, RISES), (-4, 0, RISES), (0, 4, RISES), (4, 5.11, RISES)]),
        ("sin(x)^2 + cos(x)^2", []),
        ("sqrt(-1 - x^2)", []),
    ],
)  # fmt: skip
def test_a_curve_rises_and_falls_between_exact_places(text: str, expected: list[tuple[float, float, int]]) -> None:
    runs = [(run.x0, run.x1, run.sign) for run in interest(text).slopes]
    assert runs == [pytest.approx(run, abs=1e-9) for run in expected]


def test_a_staircase_has_no_list_of_level_stretches() -> None:
    assert places(interest("floor x"), "flat") == []
    assert [kind_text(mark, {}) for mark in interest("7").marks] == ["flat"]
    assert place_text(interest("max(0, x)").marks[0], "x") == "x from −5.03 to 0"
    assert place_text(interest("7x - 7").marks[0], "y", "z") == "y = 1, z = 0"


def test_a_crowd_is_cut_and_counted() -> None:
    found = interest("sin(30x)")
    everything = interest("sin(30x)", view=Viewport(-0.5, 0.5, -5, 5, 900, 600))
    assert len(found.marks) == 80
    assert found.left_off > 100
    assert everything.left_off == 0
    assert {mark.x for mark in everything.marks} <= {mark.x for mark in found.marks}


def test_breaks_that_are_not_looked_at_are_counted() -> None:
    found = interest("floor(10x)")
    assert len(places(found, "jump")) == 24
    assert found.left_off >= 77


def test_a_derivative_too_quick_for_the_samples_has_no_list_of_chance_finds() -> None:
    assert [mark.kind for mark in interest("x + 0.000001 sin(1000x)").marks] == ["zero"]
    restless = interest("x + 0.002 sin(1000x)")
    assert [mark.kind for mark in restless.marks] == ["zero"]
    assert restless.slopes == ()


def test_marks_are_spoken_of_in_exact_names() -> None:
    labels = [spot.label for spot in interest("sin x").spots]
    assert "maximum (π/2 ≈ 1.5708, 1) · proven" in labels
    assert "zero, inflection (0, 0) · proven" in labels
    assert "zero, inflection (π ≈ 3.14159, 0) · proven" in labels
    assert [place_text(mark, "x") for mark in interest("(3x-1)^2").marks] == ["x = 1/3, y = 0"] * 2
    assert "horizontal inflection (π ≈ 3.14159, 3.14159) · proven" in [s.label for s in interest("x + sin x").spots]
    assert "zero, horizontal inflection (1.32472, 0) · numerical" in [s.label for s in interest("(x^3-x-1)^3").spots]


def test_moving_the_point_keeps_what_is_shown_and_finds_nothing_again() -> None:
    resolver, document = Resolver(), edits.show(Document(), interest=True)
    let_rest(resolver, document)
    first = resolver.resolve(document, VIEW)
    moved = edits.move_point(document, -1.0)
    assert resolver.rest(moved, VIEW) == "done"
    assert resolver.resolve(moved, VIEW).statics is first.statics


def test_panning_keeps_what_is_known_until_the_hand_rests() -> None:
    resolver, document = Resolver(), edits.show(Document(), interest=True)
    let_rest(resolver, document)
    known = resolver.resolve(document, VIEW).statics.interest
    assert resolver.resolve(document, VIEW.panned(40, 0)).statics.interest is known
    other = edits.set_text(document, 1, "sin x")
    assert resolver.resolve(other, VIEW).statics.interest is None


def test_without_the_switches_a_rest_changes_nothing_on_the_canvas() -> None:
    resolver, document = Resolver(), Document()
    before = resolver.resolve(document, VIEW).statics
    let_rest(resolver, document)
    assert resolver.resolve(document, VIEW).statics is before
