"""How curves lie beside a place: rise, slope and bend of both sides, held to differences at 60 digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import mpmath
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.leaning import Leaning, leanings

Shape: TypeAlias = Callable[[Any], Any]
m = mpmath.mp


def sides(text: str, place: str) -> tuple[Leaning, Leaning]:
    x = RealFunction(Program(parse(f"0x + {place}").tree)).at(0.0)
    return next(leanings(RealFunction(Program(parse(text).tree)), x))


def odd_root(u: Any, n: int) -> Any:
    return m.sign(u) * abs(u) ** (m.mpf(1) / n)


SHAPES: list[tuple[str, Shape]] = [
    ("|u|", abs),
    ("u|u|", lambda u: u * abs(u)),
    ("|u|^3", lambda u: abs(u) ** 3),
    ("u^3|u|", lambda u: u**3 * abs(u)),
    ("cbrt(u)", lambda u: odd_root(u, 3)),
    ("u^(2/3)", lambda u: odd_root(u, 3) ** 2),
    ("u^(5/3)", lambda u: odd_root(u, 3) ** 5),
    ("u^(4/3)", lambda u: odd_root(u, 3) ** 4),
    ("-u^(3/5)", lambda u: -(odd_root(u, 5) ** 3)),
    ("u sqrt(|u|)", lambda u: u * m.sqrt(abs(u))),
    ("|u|^(3/2) - u", lambda u: abs(u) ** m.mpf("1.5") - u),
    ("u + u|u|", lambda u: u + u * abs(u)),
    ("|u| - u^2", lambda u: abs(u) - u**2),
    ("{u < 0: u^2, u^3}", lambda u: u**2 if u < 0 else u**3),
    ("{u < 0: u^2, -u^3}", lambda u: u**2 if u < 0 else -(u**3)),
    ("{u < 0: u^2, u}", lambda u: u**2 if u < 0 else u),
    ("{u < 0: sin(u), u}", lambda u: m.sin(u) if u < 0 else u),
    ("{u < 0: sin(u), tan(u)}", lambda u: m.sin(u) if u < 0 else m.tan(u)),
    ("{u < 0: e^u - 1, u + u^2}", lambda u: m.expm1(u) if u < 0 else u + u**2),
    ("{u = 0: 0, u^3 ln|u|}", lambda u: u**3 * m.log(abs(u)) if u else m.mpf(0)),
    ("{u = 0: 0, u ln|u|}", lambda u: u * m.log(abs(u)) if u else m.mpf(0)),
    ("{u = 0: 0, u/ln|u|}", lambda u: u / m.log(abs(u)) if u else m.mpf(0)),
    ("{u = 0: 0, 1/ln|u|}", lambda u: 1 / m.log(abs(u)) if u else m.mpf(0)),
    ("{u = 0: 0, e^(-1/u^2)}", lambda u: m.exp(-1 / u**2) if u else m.mpf(0)),
    ("{u = 0: 0, u e^(-1/|u|)}", lambda u: u * m.exp(-1 / abs(u)) if u else m.mpf(0)),
    ("max(u, u^2)", lambda u: max(u, u**2)),
    ("min(u^2, u^4)", lambda u: min(u**2, u**4)),
    ("asin(sin(u)) + 2|u|", lambda u: m.asin(m.sin(u)) + 2 * abs(u)),
    ("sqrt(u^2)", abs),
]
INNER: list[tuple[str, str, Shape]] = [
    ("x", "0", lambda x: x),
    ("x - 1/7", "1/7", lambda x: x - m.mpf(1) / 7),
    ("x - sqrt(2)", "sqrt(2)", lambda x: x - m.sqrt(2)),
    ("ln(x)", "1", m.log),
    ("1 - x", "1", lambda x: 1 - x),
]
PLACES: dict[str, Callable[[], Any]] = {
    "0": lambda: m.mpf(0),
    "1": lambda: m.mpf(1),
    "1/7": lambda: m.mpf(1) / 7,
    "sqrt(2)": lambda: m.sqrt(2),
}


def sign(number: Any, scale: Any) -> int:
    """0 for what is nothing but rounding."""
    return 0 if abs(number) < scale * m.mpf(10) ** -300 else int(m.sign(number))


@pytest.mark.parametrize(("inner", "place", "inside"), INNER, ids=[inner for inner, _, _ in INNER])
@pytest.mark.parametrize(("outer", "shape"), SHAPES, ids=[outer for outer, _ in SHAPES])
def test_both_sides_lie_as_differences_say(outer: str, shape: Shape, inner: str, place: str, inside: Shape) -> None:
    left, right = sides(outer.replace("u", f"({inner})"), place)
    with mpmath.workdps(700):
        a = PLACES[place]()
        value = shape(inside(a)) if place != "sqrt(2)" else shape(m.mpf(0))
        for side, leaning in ((-1, left), (1, right)):
            # Logarithms are slow, and exponentials of 1/h soon too small.
            h = m.mpf(10) ** (-1 if "e^(-1" in outer else -60)
            at = [shape(inside(a + side * h * k)) for k in (1, m.mpf("1.5"), 2)]
            assert leaning.rise == sign(at[0] - value, 1)
            assert leaning.bend == sign(at[0] - 2 * at[1] + at[2], h**2)
            quotient = (at[0] - value) / (side * h)
            assert leaning.level == (abs(quotient) < 0.01)


@pytest.mark.parametrize("text", ["{x = 0: 0, x sin(1/x)}", "{x = 0: 0, x^2 sin(1/x)}", "{x = 0: 0, x^3 sin(1/x)}"])
def test_what_swings_across_for_ever_lies_on_no_side(text: str) -> None:
    assert [leaning.rise for leaning in sides(text, "0")] == [None, None]


@pytest.mark.parametrize("text", ["{x = 0: 0, x + x^3 + x^4 sin(1/x)}", "{x = 0: 0, x^2 (2 + sin(1/x))}"])
def test_what_swings_a_little_may_bend_any_way(text: str) -> None:
    assert [leaning.bend for leaning in sides(text, "0")] == [None, None]


@pytest.mark.parametrize("text", ["{x = 0: 0, sqrt|x| e^(-(ln|x|)^2)}", "{x = 0: 0, |x| e^(-(ln|x|)^2)}"])
def test_what_is_smaller_than_every_power_bends_away_from_its_tangent(text: str) -> None:
    """Though sqrt|x| alone bends towards it; (t^(1/2) exp(-L^2))'' is 4 L^2 t^(-3/2) exp(-L^2) and smaller terms."""
    assert [(leaning.rise, leaning.bend, leaning.level) for leaning in sides(text, "0")] == [(1, 1, True)] * 2
