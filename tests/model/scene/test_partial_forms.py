"""Closed forms of a function of two variables: partial derivatives with the held variable set apart, ∇f, Hessian."""

from __future__ import annotations

from derivgui.model.document.document import Notation
from derivgui.model.scene.partial_forms import HELD_COLOUR, Formula, orders, partial_formulas
from derivgui.model.symbolic.rules.answers import closed_forms

XY = ("x", "y")


def formulas(
    text: str, notation: Notation = "lagrange", variables: tuple[str, str] = XY, second: bool = True
) -> tuple[Formula, ...]:
    asked = [list(by) for by in orders(variables, True, second)]
    return partial_formulas(closed_forms({"text": text, "orders": asked})["forms"], "f", variables, notation)


def test_the_courses_example_reads_right() -> None:
    _, _, text = zip(*formulas("x^2 y + y^3"), strict=True)
    assert text == (
        "f_x(x, y) = 2x*y",
        "f_y(x, y) = x^2 + 3y^2",
        "∇f(x, y) = (2x*y, x^2 + 3y^2)",
        "H(x, y) = [[2y, 2x], [2x, 6y]]",
    )


def test_exercise_three_reads_right() -> None:
    texts = [text for _, _, text in formulas("sin(x) cos(y)", second=False)]
    assert texts[-1] == "∇f(x, y) = (cos(x)*cos(y), -sin(x)*sin(y))"


def test_the_held_variable_is_pale_among_the_arguments() -> None:
    across, up, *_ = (latex for latex, _, _ in formulas("x^2 y"))
    assert across.startswith(rf"f_{{x}}(x,\textcolor{{{HELD_COLOUR}}}{{y}})")
    assert up.startswith(rf"f_{{y}}(\textcolor{{{HELD_COLOUR}}}{{x}},y)")


def test_leibniz_writes_it_as_an_index() -> None:
    latex = formulas("x^2 y", "leibniz")[0][0]
    assert rf"\right)_{{\textcolor{{{HELD_COLOUR}}}{{y}}}}" in latex


def test_other_letters_are_variables_too() -> None:
    _, _, text = zip(*formulas("f(s, t) = s t^2", variables=("s", "t"), second=False), strict=True)
    assert text[0] == "f_s(s, t) = t^2"


def test_for_the_ear_the_held_variable_is_named() -> None:
    words = formulas("x^2 y")[1][1]
    assert words.startswith("the partial derivative of f with respect to y, with x held fast, is ")
