"""Facts of a derivation become lines to read, to hear and to colour."""

from __future__ import annotations

from typing import Any

import pytest

from derivgui.model.document.document import Notation
from derivgui.model.scene.derivation_page import Page, coloured, read_page
from derivgui.model.scene.derivation_trial import read_trial

COLOURS = {"step": "#00FF00", "result": "#FF0000", "changed": "#EEEEEE", "constant": "#888888"}


def step(text: str, latex: str, **more: Any) -> dict[str, Any]:
    usual = {
        "rule": "", "kind": "algebra", "title": "Title", "note": "", "text": text, "latex": latex, "has_limit": True,
        "condition": "", "status": "proven", "changed": [], "working": None,
    }  # fmt: skip
    return usual | more


def facts(**more: Any) -> dict[str, Any]:
    steps = [
        step("((x + h)^2 - x^2)/h", r"\lim_{h \to 0} \frac{(x + h)^{2} - x^{2}}{h}", condition="h ≠ 0"),
        step("2x + h", r"\lim_{h \to 0} (2x + h)", changed=["2x + h"]),
        step("2x", "2x", kind="result", has_limit=False),
    ]
    usual = {
        "method": "definition", "variable": "x", "step": "h", "at": None, "steps": steps, "exists": True,
        "message": "", "domain": "", "domain_latex": "", "limits": [], "status": "proven",
    }  # fmt: skip
    return usual | more


def page(notation: Notation = "lagrange", variables: tuple[str, ...] = ("x",), **more: Any) -> Page:
    return read_page(facts(**more), "f", variables, notation)


def test_the_first_line_names_the_derivative_and_the_others_begin_with_an_equals_sign() -> None:
    assert [line.head for line in page().lines] == ["f'(x) =", "=", "="]
    assert page().lines[1].text == "= lim(h→0) 2x + h"


@pytest.mark.parametrize(
    ("notation", "head"),
    [("lagrange", "f'(3) ="), ("operator", "Df(3) ="), ("leibniz", r"\left.\frac{df}{dx}\right|_{x = 3} =")],
)
def test_at_a_number_the_head_holds_the_number(notation: Notation, head: str) -> None:
    assert page(notation, at="3").lines[0].head == head


def test_a_condition_is_told_where_the_note_does_not_tell_it() -> None:
    assert page().lines[0].note == "For h ≠ 0."


def test_the_domain_is_not_told_in_a_line_as_well() -> None:
    result = step("2x", "2x", kind="result", has_limit=False, condition="x > 0")
    assert page(steps=[result], domain="x > 0").lines[0].note == ""


def test_every_line_has_words() -> None:
    assert page().lines[1].words == "is the limit, as h goes to zero, of two x plus h"
    assert page().lines[0].words.startswith("the derivative of f is the limit, as h goes to zero")


def test_the_step_is_green_and_the_result_vermilion() -> None:
    first, _, last = (coloured(line, page(), COLOURS) for line in page().lines)
    assert r"\lim_{\textcolor{#00FF00}{h} \to 0}" in first
    assert last == r"= \textcolor{#FF0000}{2x}"


def test_letters_inside_other_words_stay_as_they_are() -> None:
    line = page(steps=[step("cosh(h)", r"\cosh h \, \phi")]).lines[0]
    assert coloured(line, page(), COLOURS) == r"f'(x) = \cosh \textcolor{#00FF00}{h} \, \phi"


def test_what_changed_lies_on_a_ground_unless_that_is_the_whole_line() -> None:
    lines = page(steps=[step("", r"\lim_{h \to 0} \frac{x + x}{2}", changed=["x + x"]), facts()["steps"][1]]).lines
    assert r"\colorbox{#EEEEEE}{$\displaystyle x + x$}" in coloured(lines[0], page(), COLOURS)
    assert "colorbox" not in coloured(lines[1], page(), COLOURS)


def test_a_variable_held_constant_is_grey_and_told() -> None:
    both = page(variables=("x", "y"), steps=[step("2x*y", r"\lim_{h \to 0} 2x y")])
    assert both.lines[0].head == "f_{x}(x,y) ="
    assert both.lines[0].note == "$y$ is held constant."
    assert coloured(both.lines[0], both, COLOURS).endswith(r"2x \textcolor{#888888}{y}")


def test_a_typed_line_is_asked_about_as_the_next_one() -> None:
    trial = read_trial(page(), 1, "h + 2x")
    assert trial.reveals == 2
    assert trial.request is not None
    assert (trial.request["previous"], trial.request["expected"]) == ("((x + h)^2 - x^2)/h", "2x + h")
    assert not trial.request["is_result"]


def test_a_typed_line_without_h_is_asked_about_as_the_result() -> None:
    trial = read_trial(page(), 1, "2x")
    assert trial.reveals == 3
    assert trial.request is not None
    assert trial.request["is_result"]


def test_the_line_above_typed_again_is_no_question() -> None:
    assert read_trial(page(), 1, "((x+h)^2 - x^2)/h").request is None


@pytest.mark.parametrize(("text", "reveals"), [("(2x h + h^2)/h", 3), ("2x + h", 4), ("h + 2x", 2)])
def test_several_steps_at_once_reveal_as_many_lines(text: str, reveals: int) -> None:
    """Where the line is not written as any of the derivation's, it counts as the next."""
    lines = ("((x + h)^2 - x^2)/h", "(x^2 + 2x*h + h^2 - x^2)/h", "(2x*h + h^2)/h", "2x + h")
    whole = page(steps=[*(step(line, line) for line in lines), step("2x", "2x", kind="result", has_limit=False)])
    assert read_trial(whole, 1, text).reveals == reveals


def test_the_ground_of_a_sign_leaves_the_term_before_it_bare() -> None:
    behind, first = (
        page(steps=[step("", rf"\frac{{{before}-(x + h)}}{{h}}", changed=["-(x + h)"]), facts()["steps"][1]]).lines[0]
        for before in ("x ", "")
    )
    assert r"\frac{x \colorbox{" in coloured(behind, page(), COLOURS)
    assert r"\frac{\hspace{-0.25em}\colorbox{" in coloured(first, page(), COLOURS)
