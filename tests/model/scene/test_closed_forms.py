"""Heads of derivatives in three notations, for one and for two variables."""

from __future__ import annotations

import pytest

from derivgui.model.document.document import Notation
from derivgui.model.scene.closed_forms import derivative_formula, head_latex, head_text, head_words

ONE, TWO = ("x",), ("x", "y")


@pytest.mark.parametrize(
    ("variables", "by", "notation", "latex", "text"),
    [
        (ONE, "x", "lagrange", "f'(x)", "f′(x)"),
        (ONE, "xx", "lagrange", "f''(x)", "f′′(x)"),
        (ONE, "x", "leibniz", r"\frac{df}{dx}", "df/dx"),
        (ONE, "xx", "leibniz", r"\frac{d^{2} f}{dx^{2}}", "d^2f/dx^2"),
        (ONE, "x", "operator", "Df(x)", "Df(x)"),
        (ONE, "xx", "operator", "D^{2}f(x)", "D^2 f(x)"),
        (TWO, "y", "lagrange", "f_{y}(x,y)", "f_y(x, y)"),
        (TWO, "xy", "lagrange", "f_{x y}(x,y)", "f_xy(x, y)"),
        (TWO, "x", "leibniz", r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (TWO, "xx", "leibniz", r"\frac{\partial^{2} f}{\partial x^{2}}", "∂^2f/∂x^2"),
        (TWO, "xy", "leibniz", r"\frac{\partial^{2} f}{\partial y\,\partial x}", "∂^2f/(∂y ∂x)"),
        (TWO, "x", "operator", "D_{x}f(x,y)", "D_x f(x, y)"),
    ],
)
def test_a_derivative_is_named_as_the_notation_wants(
    variables: tuple[str, ...], by: str, notation: Notation, latex: str, text: str
) -> None:
    assert head_latex("f", variables, tuple(by), notation) == latex
    assert head_text("f", variables, tuple(by), notation) == text


def test_it_has_words() -> None:
    assert head_words("f", ONE, ("x", "x")) == "the second derivative of f"
    assert head_words("g", TWO, ("x", "y")) == "the second partial derivative of g with respect to x and y"


def test_conditions_stand_behind_the_formula() -> None:
    condition = {"text": "x > 0", "latex": "x > 0", "words": "x is greater than zero"}
    form = {"by": ["x"], "text": "1/x", "latex": r"\frac{1}{x}", "words": "one over x", "conditions": [condition]}
    latex, words, text = derivative_formula(form, "f", ONE, "lagrange")
    assert latex == r"f'(x) = \frac{1}{x}\quad\text{for } x > 0"
    assert words == "the derivative of f is one over x, for x is greater than zero"
    assert text == "f′(x) = 1/x for x > 0"
