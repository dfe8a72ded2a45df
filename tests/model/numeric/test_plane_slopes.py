"""Slopes beside poles are certain where they are said to be, and never where a critical point is."""

from __future__ import annotations

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.numeric.plane.plane_slopes import is_steep
from tests.planes import plane

NAMES = ("x", "y")
# Functions with a pole next to a critical point.
CRITICAL = {
    "x y + 8/x + 8/y": (2, 2),
    "x/y + 1/x + y": (1, 1),
    "1/(x^2 - y) + x^2 + y^2": (0, -(0.5 ** (1 / 3))),
    "(x^2 + y^2 + 1)/x": (1, 0),
    "-1/(1 - x^2 - y^2)^3": (0, 0),
    "tan(x)^2 + y^2": (0, 0),
    "ln(x) - x + 1/y + y": (1, 1),
}


def steep(text: str, x0: float, x1: float, y0: float, y1: float) -> bool:
    x, y = flint.arb(x0).union(flint.arb(x1)), flint.arb(y0).union(flint.arb(y1))
    return is_steep(plane(text).concrete, NAMES, x, y)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("1/x + y", (-1, 1, -5, 5)),
        ("1/(x y)", (-1, 1, -1, 1)),
        ("1/(x - y)", (-5, 5, -5, 5)),
        ("x/y", (-5, 5, -5, 5)),
        ("ln(x y)", (0, 5, 0, 5)),
        ("x y + 8/x + 8/y", (-0.1, 0.1, -1, 1)),
        ("tan(x + y)", (1.5, 1.6, -0.01, 0.02)),
        ("x^-3 y", (-1, 1, 1, 2)),
        ("-5/(2 - x)^2", (1, 3, 0, 1)),
    ],
)
def test_across_a_pole_the_slope_is_certain(text: str, box: tuple[float, float, float, float]) -> None:
    assert steep(text, *box)


@given(st.sampled_from(sorted(CRITICAL)), *(st.floats(0, 6) | st.floats(0, 1e-6) for _ in range(4)))
def test_no_box_with_a_critical_point_is_steep(text: str, left: float, right: float, down: float, up: float) -> None:
    x, y = CRITICAL[text]
    hair = 1e-12
    assert not steep(text, x - left - hair, x + right + hair, y - down - hair, y + up + hair)


@pytest.mark.parametrize("text", ["|x| + y^2", "{x < 0: x, x^2}", "floor(x) + y^2", "asin(x) + y^2", "x/x + y^2"])
def test_where_no_rule_tells_nothing_is_claimed(text: str) -> None:
    assert not steep(text, -1, 1, -1, 1)
