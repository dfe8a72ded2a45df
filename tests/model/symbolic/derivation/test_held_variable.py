"""A y that is held constant is written behind x, as in the closed form of the same derivative."""

from __future__ import annotations

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.symbolic.derivation.answers import derivation
from derivgui.model.symbolic.rules.closed_form import closed_form


@pytest.mark.parametrize("text", ["x^2 y", "sin(x) cos(y)", "x^3 y^2 - 2x y", "e^(x y)", "3x y/2", "x y^2"])
@pytest.mark.parametrize("variable", ["x", "y"])
def test_the_definition_ends_as_the_rules_do(text: str, variable: str) -> None:
    tree = parse(text).tree
    result = derivation({"text": text, "variable": variable})["steps"][-1]["text"].split(" = ")[-1]
    assert result == to_text(closed_form(tree, (variable,), ("x", "y")).tree)


def test_every_line_has_x_before_y() -> None:
    lines = [step["text"] for step in derivation({"text": "x^2 y", "variable": "x"})["steps"]]
    assert "2x*y + y*h" in lines
    assert "a*x^2" in derivation({"text": "a x^2"})["steps"][1]["text"]
