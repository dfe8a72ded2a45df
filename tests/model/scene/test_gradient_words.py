"""Gradients and critical points in words."""

from __future__ import annotations

import pytest

from derivgui.model.calculus.critical.search import survey_of
from derivgui.model.calculus.gradient import gradient_at
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.critical_words import completeness, line_words, point_words
from derivgui.model.scene.gradient_words import (
    ascent_text,
    described,
    gradient_text,
    no_change_text,
)
from tests.planes import plane

COURSE = gradient_at(plane("x^2 y + y^3"), 1, 2)
SMALL = Viewport(-2, 2, -2, 2)


def test_the_gradient_reads_like_on_the_board() -> None:
    assert gradient_text(COURSE) == "∇f(1, 2) = (4, 13)"
    assert gradient_text(COURSE, "g") == "∇g(1, 2) = (4, 13)"
    assert ascent_text(COURSE) == "steepest ascent towards 72.9°"
    assert no_change_text(COURSE) == "no change towards 162.9° and −17.1°"


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        (
            "x^2 y + y^3",
            (1, 2),
            "∇f(1, 2) = (4, 13): steepest ascent towards 72.9°, no change towards 162.9° and −17.1°.",
        ),
        ("x y", (0, 0), "∇f(0, 0) = (0, 0): a level plane touches here, at a saddle."),
        ("|x| + y", (0, 1), "∇f(0, 1) does not exist: there is no partial derivative with respect to x."),
        ("ln(x y)", (-1, 1), "f is undefined at (−1, 1)."),
        ("x^y", (-2, 3), "f is undefined at (−2, 3)."),
        (
            "x^2 + y^2",
            (1e200, 0),
            "∇f(10²⁰⁰, 0) = (2·10²⁰⁰, 0): steepest ascent towards 0°, no change towards 90° and −90°.",
        ),
        ("e^e^e^e^x + y", (9, 0), "The value of f at (9, 0) is too large to compute."),
        (
            "cbrt(x y)",
            (0, 0),
            "∇f(0, 0) = (0, 0), but no plane touches the graph here: f is not differentiable.",
        ),
    ],
)
def test_every_kind_of_point_has_its_sentence(text: str, place: tuple[float, float], sentence: str) -> None:
    assert described(gradient_at(plane(text), *place), ("x", "y")) == sentence


def test_critical_points_are_spoken_with_what_they_mean() -> None:
    (point,) = survey_of(plane("x^2 + 9y^2"), SMALL).points
    assert point_words(point) == (
        "minimum at (0, 0), value 0, eigenvalues 2 and 18, safe learning rate below 0.111111 (proven)"
    )
    (monkey,) = survey_of(plane("x^3 - 3x y^2"), SMALL).points
    assert point_words(monkey).startswith("degenerate (no extremum: f rises and falls from here) at (0, 0)")
    (flat,) = survey_of(plane("x^4 + y^4"), SMALL).points
    assert point_words(flat).startswith("degenerate (a minimum, as far as can be seen) at (0, 0)")


def test_how_far_none_is_missing_is_said() -> None:
    assert completeness(survey_of(plane("x^2 + y^2"), SMALL)) == "Proven: there are no others in this window."
    assert completeness(survey_of(plane("x + y"), SMALL)) == "Proven: there is none."
    gaps = survey_of(plane("x/y + 1/x + y"), SMALL)
    assert completeness(gaps) == "Not proven that there are no others: near poles."


def test_a_line_is_spoken_from_end_to_end() -> None:
    (line,) = survey_of(plane("(x - y)^2"), SMALL).lines
    assert line_words(line) in {
        f"a whole line from {ends} of critical points: minima, none of them strict, value 0 (proven)"
        for ends in ("(−2, −2) to (2, 2)", "(2, 2) to (−2, −2)")
    }
    (circle,) = survey_of(plane("(x^2 + y^2 - 1)^2"), SMALL).lines
    assert line_words(circle).startswith("a closed line through (")
