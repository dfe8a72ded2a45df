"""From document and viewport to scene: what did not change is the same object, and costs nothing."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from derivgui.cli import main
from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.language.parser import parse_constant
from derivgui.model.scene.fit import first_viewport
from derivgui.model.scene.resolve import Resolver

VIEW = first_viewport(900, 600)


def test_the_first_document_is_x_squared_with_tangent_and_secant() -> None:
    scene = Resolver().resolve(Document(), VIEW)
    assert scene.tangent is not None
    assert (scene.tangent.value, scene.tangent.slope) == (4.0, 4.0)
    assert scene.secant is not None
    assert scene.secant.slope == 5.0
    assert [shape.name for shape in scene.statics.curves] == ["f"]


def test_moving_the_points_keeps_the_curves() -> None:
    resolver = Resolver()
    document = edits.show(Document(), derivative=True)
    first = resolver.resolve(document, VIEW)
    moved = resolver.resolve(edits.set_step(edits.move_point(document, -1.0), 0.25), VIEW)
    assert moved.statics is first.statics


def test_changing_one_function_keeps_the_others_samples() -> None:
    resolver = Resolver()
    document = edits.add_function(Document(), "sin x")
    before = resolver.resolve(document, VIEW).statics.curves
    after = resolver.resolve(edits.set_text(document, 2, "cos x"), VIEW).statics.curves
    assert after[0].sampled is before[0].sampled
    assert after[1].sampled is not before[1].sampled


def test_a_slider_changes_only_the_functions_that_use_it() -> None:
    resolver = Resolver()
    document = edits.add_function(Document(), "a x")
    before = resolver.resolve(document, VIEW).statics.curves
    after = resolver.resolve(edits.set_slider(document, "a", 2.0), VIEW).statics.curves
    assert after[0].sampled is before[0].sampled
    assert after[1].sampled is not before[1].sampled


def test_names_are_taken_from_definitions_and_else_given() -> None:
    document = Document(
        functions=tuple(FunctionItem(i, t) for i, t in enumerate(["x", "f(x) = 2x", "y = 3x", "k(t) = t"], 1))
    )
    assert list(Resolver().names(document).values()) == ["g", "f", "p", "k"]


@pytest.mark.parametrize("text", ["", "sin(", "x^^2", "1/0", "ln(-1)"])
def test_what_cannot_be_drawn_leaves_an_empty_but_sound_scene(text: str) -> None:
    scene = Resolver().resolve(Document(functions=(FunctionItem(1, text),)), VIEW)
    assert all(not shape.sampled.pieces for shape in scene.statics.curves)
    assert scene.tangent is None or math.isnan(scene.tangent.value)


@pytest.mark.parametrize(
    ("text", "x", "said"),
    [
        (
            "1e308 x^2",
            10.0,
            ("f of 10 is 10³¹⁰", "slope is 2·10³⁰⁹", "y = 2·10³⁰⁹x − 10³¹⁰", "secant's slope is 2.1·10³⁰⁹"),
        ),
        ("-10^300 x^30", 1e6, ("f of 1000000 is −10⁴⁸⁰", "tangent's slope is −3·10⁴⁷⁵")),
        ("x^3", 1e-200, ("is 10⁻⁶⁰⁰", "tangent's slope is 3·10⁻⁴⁰⁰", "y = 3·10⁻⁴⁰⁰x − 2·10⁻⁶⁰⁰")),
        ("10^(10^(10^x))", 3.0, ("f of 3 is 10^(10¹⁰⁰⁰)", "tangent's slope is 10^(10¹⁰⁰⁰)")),
        ("e^e^e^e^x", 9.0, ("f of 9 is too large to compute", "tangent's slope is not determined")),
        ("sin(e^e^e^x)", 9.0, ("f of 9 is not determined", "secant's slope is not determined")),
        ("floor(e^e^e^x)", 9.0, ("f of 9 is not determined",)),
    ],
)
def test_a_value_that_no_double_holds_is_told_as_far_as_it_is_known(text: str, x: float, said: tuple[str, ...]) -> None:
    document = replace(Document(functions=(FunctionItem(1, text),)), x=x)
    words = " ".join(line.words for line in Resolver().resolve(document, VIEW).readout)
    assert [part for part in said if part not in words] == []
    assert not any(word in words for word in ("undefined", "∞"))


def test_a_hidden_function_has_no_curve_no_points_and_no_pins() -> None:
    document = edits.set_visible(edits.pin_tangent(Document(), 1.0), 1, False)
    scene = Resolver().resolve(document, VIEW)
    assert (scene.statics.curves, scene.tangent, scene.pins) == ((), None, ())


def test_a_function_of_another_variable_is_drawn_over_that_variable() -> None:
    scene = Resolver().resolve(Document(functions=(FunctionItem(1, "s(t) = t^2"),)), VIEW)
    assert scene.statics.variable == "t"
    assert scene.tangent is not None
    assert scene.tangent.slope == 4.0
    assert any("y = 4t − 4" in "".join(run.text for run in line.runs) for line in scene.readout)


def test_degrees_change_the_argument_of_sine() -> None:
    document = replace(edits.set_angle(Document(functions=(FunctionItem(1, "sin x"),)), "degrees"), x=90.0)
    scene = Resolver().resolve(document, VIEW)
    assert scene.tangent is not None
    assert scene.tangent.value == pytest.approx(1.0)
    assert scene.tangent.slope == pytest.approx(0.0, abs=1e-15)


def test_no_document_raises_whatever_is_in_it() -> None:
    resolver = Resolver()
    document = Document(functions=(), active=0)
    assert resolver.resolve(document, VIEW).readout == ()
    assert resolver.landmarks(document, VIEW) == ()


@pytest.mark.parametrize(
    ("text", "place", "h"),
    [
        ("{x<=ln 2: e^x, 2}", "ln 2", 1.0),
        ("{x>=sqrt(2): 2, x^2}", "sqrt(2)", -1e-12),
        ("sqrt(x^2-2)", "sqrt(2)", 1e-9),
        ("sign(sin x)", "pi", 0.5),
        ("floor(10x)", "0.7", 0.1),
        ("x^2", "1", 1e-13),
    ],
)
def test_the_secant_is_one_number_wherever_it_is_told(
    capsys: pytest.CaptureFixture[str], text: str, place: str, h: float
) -> None:
    """On the canvas with and without the table and while a hand drags there, in the table, on the command line."""
    _, x = parse_constant(place)
    point = edits.set_step(edits.move_point(Document((FunctionItem(1, text),)), x), h)
    shown, hidden, dragged = Resolver(), Resolver(), Resolver()
    dragged.resolve(edits.move_point(point, x - 0.1), VIEW)
    with_table = shown.resolve(point, VIEW)
    scenes = [
        with_table,
        hidden.resolve(edits.show(point, quotients=False), VIEW),
        dragged.resolve(point, VIEW, may_lag=True),
    ]
    assert with_table.quotients is not None
    assert main(["slope", text, "--at", place, "--h", repr(h), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["points"][0]["secants"]
    numbers = [scene.secant.slope for scene in scenes if scene.secant is not None]
    numbers.append(with_table.quotients.now[0 if h > 0 else 1])
    assert numbers == pytest.approx([told["quotient"]] * 4, rel=1e-14, abs=0.0)
