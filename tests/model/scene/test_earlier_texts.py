"""While a text cannot be read, what it last was stays in sight, and nothing is claimed of it."""

from __future__ import annotations

import pytest

from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.contour_resolve import ContourResolver
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.scene import ReadoutLine, Scene

VIEW = Viewport(-4.0, 4.0, -3.0, 9.0, 800.0, 600.0)
ELSEWHERE = Viewport(0.0, 8.0, -3.0, 9.0, 800.0, 600.0)


def typed(resolver: Resolver, *texts: str) -> Scene:
    """The scene after these texts, one after the other."""
    scenes = [resolver.resolve(edits.set_text(Document(), 1, text), VIEW) for text in texts]
    return scenes[-1]


def said(lines: tuple[ReadoutLine, ...]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


@pytest.mark.parametrize("text", ["x^3+", "x^3+sin(", "x^3)", "x^3 €"])
def test_the_curve_of_the_last_readable_text_stays(text: str) -> None:
    resolver = Resolver()
    before = typed(resolver, "x^3").statics.curves[0]
    scene = typed(resolver, text)
    assert scene.statics.curves == ()
    (shape,) = scene.statics.earlier
    assert shape.stale
    assert shape.sampled is before.sampled
    assert said(scene.readout) == ["still shown  f(x) = x^3"]


def test_nothing_is_claimed_of_it() -> None:
    scene = typed(Resolver(), "x^3", "x^3+")
    assert (scene.tangent, scene.verdict, scene.secant, scene.quotients) == (None, None, None, None)
    assert scene.statics.derivative is None
    assert scene.certificate is None


def test_it_goes_when_the_text_can_be_read_again() -> None:
    scene = typed(Resolver(), "x^3", "x^3+", "x^3+1")
    assert scene.statics.earlier == ()
    assert said(scene.readout)[0] == "f(2) = 9"


def test_it_goes_when_the_row_is_emptied_and_does_not_come_back() -> None:
    resolver = Resolver()
    assert typed(resolver, "x^3", "x^3+", " ").statics.earlier == ()
    scene = typed(resolver, "sin(")
    assert (scene.statics.earlier, scene.readout) == ((), ())


def test_a_text_that_could_never_be_read_shows_nothing() -> None:
    assert typed(Resolver(), "sin(").statics.earlier == ()


def test_a_hidden_row_shows_nothing() -> None:
    resolver = Resolver()
    typed(resolver, "x^3")
    hidden = edits.set_visible(edits.set_text(Document(), 1, "x^3+"), 1, False)
    scene = resolver.resolve(hidden, VIEW)
    assert (scene.statics.earlier, scene.readout) == ((), ())


def test_it_is_sampled_anew_where_the_window_looks_elsewhere() -> None:
    resolver = Resolver()
    typed(resolver, "x^3")
    (shape,) = resolver.resolve(edits.set_text(Document(), 1, "x^3+"), ELSEWHERE).statics.earlier
    assert shape.sampled.pieces[0][-1, 0] > 1.9
    assert shape.sampled.pieces[0][0, 0] == 0.0


def test_rows_beside_it_are_as_they_are() -> None:
    resolver = Resolver()
    document = edits.add_function(edits.set_text(Document(), 1, "x^3"), "cos x")
    resolver.resolve(document, VIEW)
    scene = resolver.resolve(edits.set_text(document, 1, "x^3+"), VIEW)
    assert [shape.name for shape in scene.statics.curves] == ["g"]
    assert [shape.name for shape in scene.statics.earlier] == ["f"]


def test_another_document_shows_nothing_of_this_one() -> None:
    resolver = Resolver()
    typed(resolver, "x^3")
    resolver.forget_all()
    assert typed(resolver, "x^3+").statics.earlier == ()


def test_a_long_text_is_cut() -> None:
    long = "+".join(f"x^{n}" for n in range(2, 20))
    (line,) = said(typed(Resolver(), long, f"{long}+").readout)
    assert len(line) < 60
    assert line.endswith("…")


def test_a_map_stays_without_its_point() -> None:
    curves = Resolver()
    maps = ContourResolver(curves)
    before = maps.resolve(edits.set_text(Document(), 1, "x^2 y"), VIEW)
    scene = maps.resolve(edits.set_text(Document(), 1, "x^2 y +"), VIEW)
    assert scene.statics.relief is before.statics.relief
    assert scene.statics.stale
    assert not before.statics.stale
    assert scene.point is None
    assert said(scene.readout) == ["still shown  f(x, y) = x^2*y"]
    assert curves.resolve(edits.set_text(Document(), 1, "x^2 y +"), VIEW).statics.earlier == ()


def test_letters_on_the_way_to_a_name_are_not_what_stays() -> None:
    """ "s" and "si" can be read, as sliders, and so can "e"."""
    assert said(typed(Resolver(), "x^3", "s", "si", "sin", "sinn(x)").readout) == ["still shown  f(x) = x^3"]
    assert said(typed(Resolver(), "x^3", "a", "a+").readout) == ["still shown  f(x) = x^3"]


@pytest.mark.parametrize("text", ["5", "a x", "pi", "f(t) = t^2"])
def test_constants_and_curves_with_sliders_stay(text: str) -> None:
    scene = typed(Resolver(), "x^3", text, f"{text} + ")
    shown = typed(Resolver(), text).statics.curves[0]
    assert scene.statics.earlier[0].sampled.pieces[0].tolist() == shown.sampled.pieces[0].tolist()
