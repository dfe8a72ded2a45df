"""Words on a descent call the function by its name."""

from __future__ import annotations

import pytest

from derivgui.model.scene.descent_names import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f′(5) = 10", "g′(5) = 10"),
        ("At (1, 0), ∇f = (2, 0)", "At (1, 0), ∇g = (2, 0)"),
        ("∂f/∂x", "∂g/∂x"),
        ("|f′| is 0: if f falls, half of it; L = f″ = 2", "|g′| is 0: if g falls, half of it; L = g″ = 2"),
        ("α f′(x)/f″(x)", "α g′(x)/g″(x)"),
        ("f above its lowest", "g above its lowest"),
        ("of fractions", "of fractions"),
    ],
)
def test_only_the_letter_by_itself_is_the_function(text: str, expected: str) -> None:
    assert named(text, "g") == expected
    assert named(text, "f") == text


def test_a_variable_called_f_stays() -> None:
    assert named("f = 5", "g", ("f",)) == "f = 5"
