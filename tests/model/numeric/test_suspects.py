"""Suspects: which sub-functions may break a curve, and at which exact levels."""

from __future__ import annotations

import math

import pytest

from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.numeric.suspects.suspects import Suspect, suspects

PI = math.pi


def accused(text: str) -> list[tuple[str, str, float, float | None]]:
    return sorted(map(_plain, suspects(parse(text).tree, "x")), key=str)


def _plain(suspect: Suspect) -> tuple[str, str, float, float | None]:
    period = None if suspect.period is None else float(suspect.period)
    return to_text(suspect.tree), suspect.kind, float(suspect.offset), period


@pytest.mark.parametrize(
    "text", ["5", "a", "x^3 - 3x", "sin x e^x", "a x^2 + b", "atan x", "acot x", "x^0", "1/a", "sech x"]
)
def test_what_cannot_break_has_no_suspects(text: str) -> None:
    assert accused(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("1/x", "pole", 0), ("1/(x - 1.2345678)", "pole", 1.2345678), ("x^2/10 + 0.001/(x-2)", "pole", 2),
        ("1/(3x - 1)", "pole", 1 / 3), ("1/(x-1)^2", "pole", 1), ("x^-3", "pole", 0), ("x^(-1/3)", "pole", 0),
        ("ln(2 - x)", "pole", 2), ("log x", "pole", 0), ("ln|x|", "pole", 0), ("e^(1/x)", "pole", 0),
        ("atan(1/x)", "pole", 0), ("coth x", "pole", 0), ("acsch x", "pole", 0), ("1/(cosh x - 1)", "pole", 0),
        ("1/(e^x - 1)", "pole", 0), ("1/ln x", "pole", 1), ("sqrt x", "edge", 0), ("sqrt(x - pi)", "edge", PI),
        ("acosh(x/2)", "edge", 2), ("x^x", "edge", 0), ("x^1.5", "edge", 0), ("x^(3/4)", "edge", 0), ("x^a", "edge", 0),
        ("0^x", "edge", 0), ("|x - 1/3|", "corner", 1 / 3), ("cbrt x", "corner", 0), ("x^(2/3)", "corner", 0),
        ("max(x, 3)", "corner", 3), ("sign(x + 1)", "jump", -1), ("{x < 1: x, x + 3}", "jump", 1),
        ("{x = 2: 5, x}", "jump", 2), ("atan2(x, -1)", "jump", 0),
    ],
)  # fmt: skip
def test_one_place_is_known_exactly(text: str, kind: str, place: float) -> None:
    assert (("x", kind, place, None)) in accused(text)


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("1/(x^2 - 4)", "pole", [-2, 2]), ("sqrt(4 - x^2)", "edge", [-2, 2]), ("asin(x/3)", "edge", [-3, 3]),
        ("atanh x", "pole", [-1, 1]), ("acoth x", "pole", [-1, 1]), ("asec(2x)", "edge", [-0.5, 0.5]),
        ("1/(x(x-1))", "pole", [0, 1]), ("{x<0: 1, 0 <= x < 2: 3}", "jump", [0, 2]),
        ("||x| - 1|", "corner", [-1, 0, 1]),
        ("1/(|x| - 2)", "pole", [-2, 0, 2]),
        ("1/(sqrt(x)^2 - 3sqrt(x))", "pole", [0, 9]),
        ("1/((x - 2)^2 + (x - 2)^4)", "pole", [2]),
        ("1/(x^2 + |x|)", "pole", [0]),
        ("|ln(x)^2 - ln(x)^3 / 2|", "corner", [1]),
    ],
)  # fmt: skip
def test_several_places_are_known_exactly(text: str, kind: str, places: list[float]) -> None:
    assert sorted(place for tree, what, place, _ in accused(text) if tree == "x" and what in (kind, "corner")) == places


@pytest.mark.parametrize(
    ("text", "kind", "offset", "period"),
    [
        ("tan x", "pole", PI / 2, PI), ("sec x", "pole", PI / 2, PI), ("cot x", "pole", 0, PI),
        ("csc(2x)", "pole", 0, PI / 2),
        ("sec(pi x)", "pole", 0.5, 1), ("floor x", "jump", 0, 1), ("ceil(10x)", "jump", 0, 0.1),
        ("round x", "jump", 0.5, 1),
        ("frac(x/pi)", "jump", 0, PI), ("mod(x, 3)", "jump", 0, 3), ("1/(1 - cos x)", "pole", 0, 2 * PI),
        ("1/sin(x)^2", "pole", 0, PI), ("1/(1 + sin x)", "pole", -PI / 2, 2 * PI), ("ln(cos x)", "pole", PI / 2, PI),
        ("floor(-x)", "jump", 0, 1), ("|sin x|", "corner", 0, PI), ("tan(2x + 1)", "pole", PI / 4 - 0.5, PI / 2),
    ],
)  # fmt: skip
def test_a_lattice_is_known_exactly(text: str, kind: str, offset: float, period: float) -> None:
    ((tree, what, start, step),) = accused(text)
    assert (tree, what) == ("x", kind)
    assert (start, step) == pytest.approx((offset, period), abs=1e-15)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/(x^2 - 2)", ("x^2", "pole", 2, None)),
        ("a/(x - a)", ("x - a", "pole", 0, None)),
        ("floor(x^2)", ("x^2", "jump", 0, 1)),
        ("sqrt(x^3 + x + 1)", ("x^3 + x + 1", "edge", 0, None)),
        ("tan(1/x)", ("1/x", "pole", PI / 2, PI)),
    ],
)
def test_what_cannot_be_solved_stays_an_equation(text: str, found: tuple[str, str, float, float | None]) -> None:
    assert found in accused(text)


def test_the_stronger_of_two_suspicions_stands() -> None:
    assert accused("|x| + sqrt(x^2) + 1/x") == [("x", "pole", 0, None)]


def test_equations_without_solutions_accuse_nobody() -> None:
    assert accused("1/(x^2 + 1) + 1/(2 + sin x) + sqrt(e^x) + 1/(sqrt(x^2 + 4) + 1)") == []
