"""A place just beyond the edge of a window is not in it, and one at the very edge is."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.places.places import Watch
from derivgui.model.numeric.viewport import Viewport

# A place of each, by an equation of its own.
PLACES = {
    "sign(x^2-2)": lambda x: x * x - 2,
    "floor(x^2)": lambda x: x * x - 3,
    "floor(e^x)": lambda x: mpmath.exp(x) - 2,
    "1/(x^3-x-1)": lambda x: x**3 - x - 1,
    "sign(cos x - x)": lambda x: mpmath.cos(x) - x,
    "sign(ln x - 1)": lambda x: mpmath.log(x) - 1,
    "round(x^3)": lambda x: x**3 - mpmath.mpf("2.5"),
    "tan(3x)": lambda x: x - mpmath.pi / 6,
    "floor(3x)": lambda x: 3 * x - 1,
    "floor(10x)": lambda x: 10 * x - 7,
    "1/sin(x)": lambda x: x - mpmath.pi,
    "sqrt(x^2 - 5)": lambda x: x * x - 5,
    "frac(x sqrt 2)": lambda x: x * mpmath.sqrt(2) - 2,
    "ln(x - 1/7)": lambda x: 7 * x - 1,
}  # fmt: skip


def nearest_double(text: str) -> float:
    f = RealFunction(Program(parse(text).tree))
    with mpmath.workdps(60):
        inside = Watch(f).places(Viewport(0.05, 3.5, -3, 3)).x
        roots = [mpmath.findroot(PLACES[text], x) for x in inside.tolist() if abs(PLACES[text](mpmath.mpf(x))) < 1e-9]
        return float(Fraction(mpmath.nstr(roots[0], 50)))


@pytest.mark.parametrize("text", PLACES)
def test_a_place_is_in_a_window_just_where_its_double_is(text: str) -> None:
    place = nearest_double(text)
    f = RealFunction(Program(parse(text).tree))
    for units in range(-9, 10):
        edge = place + units * math.ulp(place)
        right = Watch(f).places(Viewport(edge, edge + 1.9, -3, 3)).x
        left = Watch(f).places(Viewport(edge - 0.4, edge, -3, 3)).x
        assert (place in right) is (place >= edge)
        assert (place in left) is (place <= edge)
        # And nothing in place of it.
        assert ((right != place) & (abs(right - place) < 1e-9)).sum() == 0
        assert ((left != place) & (abs(left - place) < 1e-9)).sum() == 0


@pytest.mark.parametrize("half", [1.0, 1e-6, 1e-13])
def test_no_jump_beyond_an_edge_is_marked(half: float) -> None:
    f = RealFunction(Program(parse("sign(x^2-2)").tree))
    beyond = math.nextafter(math.sqrt(2), 0)
    assert Watch(f).places(Viewport(beyond - half, beyond, -3, 3)).x.size == 0
