"""An empty window says where its curves are; one that shows anything of them says nothing."""

from __future__ import annotations

import pytest

from derivgui.model.document import edits
from derivgui.model.document.document import Document, FunctionItem
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.resolve import Resolver
from derivgui.model.scene.sight import absence

VIEW = Viewport(-5.03, 5.11, -5, 5, 900, 600)


def said(*texts: str, view: Viewport = VIEW, derivative: bool = False) -> str | None:
    document = Document(functions=tuple(FunctionItem(i, text) for i, text in enumerate(texts, 1)))
    document = edits.show(document, derivative=derivative)
    return absence(Resolver().resolve(document, view).statics)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2 + 100", "f(x) runs above this window."),
        ("-1000", "f(x) runs below this window."),
        ("sqrt(x - 10)", "f(x) has no values in this window."),
        ("sqrt(-1 - x^2)", "f(x) has no values in this window."),
        ("100|x|/x + x", "f(x) does not pass through this window."),
        ("9 + 1/x^2", "f(x) runs above this window."),
    ],
)
def test_a_window_without_its_curve_says_where_it_is(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "x^2",
        "1/x",
        "10^6 x",
        "tanh(1000x) 100",
        "{x = 1: 3}",
        "floor(1000x)",
        "sin(1000x)",
        "sqrt(x - 5.1)",
        "5",
        "",
        "x+",
    ],
)
def test_a_window_with_something_to_see_says_nothing(text: str) -> None:
    assert said(text) is None


def test_one_curve_in_sight_is_enough() -> None:
    assert said("x + 100", "x") is None
    assert said("x + 100", "x - 100") == "None of the curves passes through this window."
    assert said("x + 100", derivative=True) is None
