"""What is one formula but for single points is written as one; x stands before y."""

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.symbolic.rules.closed_form import closed_form


@pytest.mark.parametrize(
    ("text", "derivative"),
    [
        ("{x = 0: 0, x sin(1/x)}", "sin(1/x) - cos(1/x)/x"),
        ("{x = 0: 0, x^2 + 1}", "2x"),
        ("{x = 1: 0, x < 0: 2, x^2 + 1}", "{x < 0: 0, 2x}"),
        ("sin(x) cos(y)", "cos(x)*cos(y)"),
        ("e^y sin(x)", "cos(x)*e^y"),
    ],
)
def test_the_derivative_is_written_as_in_a_textbook(text: str, derivative: str) -> None:
    tree = parse(text).tree
    assert to_text(closed_form(tree, ("x",), ("x", "y")).tree) == derivative
