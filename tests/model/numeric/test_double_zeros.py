"""Double zeros found by algebra, held against 50 digits of mpmath."""

from __future__ import annotations

import mpmath as mp
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.places.double_zeros import double_zeros
from tests.oracle.mp import evaluate

TOUCHING = [
    ("3 sin x + 4 cos x - 5", "atan(3/4)"),
    ("5 - 4 cos(x - 1/3) - 3 sin(x - 1/3)", "atan(3/4) + 1/3"),
    ("2 sin(x - 1/7) cos(x - 1/7) - 1", "pi/4 + 1/7"),
    ("sin(x)^2 - 1", "pi/2"),
    ("4 sin x - 4 sin(x)^2 - 1", "pi/6"),
    ("cos(2x) + 2 cos x + 3/2", "2pi/3"),
    ("cosh(x - 1/3) - 1", "1/3"),
    ("e^x + e^-x - 2", "0"),
    ("e^(2x) - 4e^x + 4", "ln 2"),
    ("x + 1/x - 2", "1"),
    ("x^3 - 3x - 2", "-1"),
    ("x^4 - 4x^2 + 4", "sqrt 2"),
    ("x^2 - 2sqrt(2)x + 2", "sqrt 2"),
    ("1 - x^2/4 + x sqrt 3 - 4", "2sqrt 3"),
    ("pi x^2 - 2pi^2 x + pi^3", "pi"),
]


@pytest.mark.parametrize(("text", "place"), TOUCHING)
def test_a_double_zero_is_the_zero_of_a_simpler_tree(text: str, place: str) -> None:
    tree = parse(text).tree
    with mp.workdps(50):
        x = evaluate(parse(place).tree, {})
        # The witness first: it is one.
        assert abs(evaluate(tree, {"x": x})) < 1e-45
        assert abs(mp.diff(lambda t: evaluate(tree, {"x": t}), x)) < 1e-15
        assert any(abs(evaluate(simpler, {"x": x})) < 1e-45 for simpler in double_zeros(tree, "x"))


@pytest.mark.parametrize(
    "text",
    [
        "3 sin x + 4 cos x - 4.9999999999999999999",
        "x^2 - 2sqrt(2)x + 2.00000000000000001",
        "sin x",
        "x e^(1-x) - 1",
        "x",
    ],
)
def test_what_has_none_or_is_not_understood_gives_none(text: str) -> None:
    assert list(double_zeros(parse(text).tree, "x")) == []
