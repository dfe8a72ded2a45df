"""The certificate of a window in words, and how a resting hand comes by it."""

from __future__ import annotations

import pytest

from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.certified import WindowCertificate, stretch_text
from derivgui.model.scene.resolve import Resolver

VIEW = Viewport(-10, 10, -6, 6, 900, 600)


def document_of(*texts: str) -> Document:
    return Document(functions=tuple(FunctionItem(i, text) for i, text in enumerate(texts, 1)))


# No part of it tells where it turns: both powers are beyond doubles a hair from there.
NEEDLE = "2/(e^(10^6 (x - 1/3)) + e^(10^6 (1/3 - x)))"


def certificate(*texts: str, view: Viewport = VIEW) -> WindowCertificate:
    resolver, document = Resolver(), document_of(*texts)
    resolver.settle(document, view)
    found = resolver.resolve(document, view).certificate
    assert found is not None
    return found


def test_a_proven_window_says_so() -> None:
    found = certificate("x^2")
    assert (found.status, found.headlines[0]) == ("proven", "proven: nothing hidden in this window")
    assert "encloses f " in found.sentence


def test_a_needle_is_mentioned_with_its_place() -> None:
    found = certificate(NEEDLE)
    assert found.headlines[0] == "proven: nothing hidden in this window (1 found between the samples)"
    (needle,) = found.found
    assert needle.text == "found and drawn, x from 0.333328 to 0.333338"
    assert needle.window is not None
    assert needle.window[0] < 1 / 3 < needle.window[1]


def test_what_swings_is_listed() -> None:
    found = certificate("sin(1/x)")
    assert (found.status, found.headlines[0]) == ("not determined", "not determined: 1 stretch")
    (stretch,) = found.open
    assert stretch.text.startswith("swings faster than pixels show, x from −0.")


def test_every_visible_curve_counts_and_is_named() -> None:
    found = certificate("x^2", "sin(1/x)", NEEDLE)
    assert found.status == "not determined"
    assert found.open[0].text.startswith("g: swings")
    assert found.found[0].text.startswith("p: found and drawn")
    assert "f, g and p" in found.sentence


def test_hidden_and_unreadable_rows_do_not_count() -> None:
    resolver = Resolver()
    document = edits.set_visible(document_of("x^2", "sin(1/x)", "x +"), 2, False)
    resolver.settle(document, VIEW)
    found = resolver.resolve(document, VIEW).certificate
    assert found is not None
    assert found.status == "proven"
    nothing = document_of("x +")
    resolver.settle(nothing, VIEW)
    assert resolver.resolve(nothing, VIEW).certificate is None


def test_nothing_is_claimed_of_the_curve_of_the_derivative() -> None:
    resolver, document = Resolver(), edits.show(document_of("x^2"), derivative=True)
    resolver.settle(document, VIEW)
    found = resolver.resolve(document, VIEW).certificate
    assert found is not None
    assert found.sentence.endswith("Nothing is claimed of the curve of the derivative.")


def test_a_resting_hand_brings_it_step_by_step() -> None:
    resolver, document = Resolver(), document_of(NEEDLE)
    before = resolver.resolve(document, VIEW)
    assert before.certificate is None
    said = set()
    while (answer := resolver.rest(document, VIEW)) != "done":
        said.add(answer)
    after = resolver.resolve(document, VIEW)
    assert "changed" in said
    assert after.certificate is not None
    # The needle is in the picture now.
    assert max(piece[:, 1].max() for piece in before.statics.curves[0].sampled.pieces) < 0.1
    assert max(piece[:, 1].max() for piece in after.statics.curves[0].sampled.pieces) == pytest.approx(1.0, abs=1e-2)


def test_a_resting_hand_finishes_what_a_frame_has_no_time_for() -> None:
    resolver, document = Resolver(), document_of("sin(tan(-4x^2-3)^3)")
    resolver.resolve(document, VIEW)
    while resolver.rest(document, VIEW) != "done":
        pass
    assert not any(curve.sampled.waits for curve in resolver.resolve(document, VIEW).statics.curves)


def test_another_window_is_another_question() -> None:
    resolver, document = Resolver(), document_of("x^2")
    resolver.settle(document, VIEW)
    assert resolver.resolve(document, VIEW.panned(10, 0)).certificate is None
    assert resolver.resolve(edits.move_point(document, 1.5), VIEW).certificate is not None


def test_an_ordinary_certificate_paints_nothing_again() -> None:
    resolver, document = Resolver(), document_of("x^2")
    statics = resolver.resolve(document, VIEW).statics
    resolver.settle(document, VIEW)
    assert resolver.resolve(document, VIEW).statics is statics


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0.1, 0.25, "x from 0.1 to 0.25"), (1 / 3, 1 / 3 + 1e-13, "x ≈ 0.333333"), (0.5, 0.5, "x = 0.5")],
)
def test_stretches_in_words(start: float, end: float, text: str) -> None:
    assert stretch_text(start, end, "x") == text


def test_looking_at_a_stretch_narrows_the_window_until_doubles_end() -> None:
    view, text = VIEW, "sin x + 1/(1 + 10^40 (x - 1/3)^2)"
    for _ in range(60):
        found = certificate(text, view=view)
        if not found.open or found.open[0].window is None:
            break
        start, end = found.open[0].window
        assert end - start < view.x1 - view.x0
        view = view.showing(start, end, view.y0, view.y1)
        assert (view.x0, view.x1) == (start, end)
    assert view.x1 - view.x0 < 1e-10
