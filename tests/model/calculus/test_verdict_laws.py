"""Laws of verdicts: what moving, stretching, mirroring and adding do to them, on lines of the proven table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.calculus.verdict import Verdict, verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Negative, Node, Number, Product, Quotient, Sum, Symbol, substitute
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.wide import is_told
from tests.oracle.verdicts.row import KINDS, Row, number
from tests.oracle.verdicts.table import TABLE

X = Symbol("x")


@dataclass(frozen=True, slots=True)
class Expected:
    """A verdict without words."""

    kind: str
    value: float
    left: float
    right: float


# Hard lines may become undecidable under a law, and then say nothing about it.
ROWS = st.sampled_from([row for row in TABLE if not row.hard])
AT_ZERO = st.sampled_from([row for row in TABLE if not row.hard and row.at == "0"])
DYADIC = st.integers(-40, 40).map(lambda n: Fraction(n, 8))
FACTORS = st.sampled_from([Fraction(-3), Fraction(-1), Fraction(1, 2), Fraction(2), Fraction(1, 3), Fraction(10)])
STRETCHES = st.sampled_from([Fraction(-2), Fraction(-1), Fraction(1, 2), Fraction(4)])


def literal(value: Fraction) -> Node:
    """A number as it would be typed."""
    above, below = Number(Fraction(abs(value.numerator))), Number(Fraction(value.denominator))
    size = above if value.denominator == 1 else Quotient(above, below)
    return Negative(size) if value < 0 else size


def of(row: Row) -> Expected:
    return Expected(row.kind, *map(number, (row.value, row.left, row.right)))


def judge(tree: Node, x: float) -> Verdict:
    return verdict_at(RealFunction(Program(tree)), x)


def agree(found: Verdict, expected: Expected) -> bool:
    pairs = [(found.value, expected.value), (found.left_slope, expected.left), (found.right_slope, expected.right)]
    return found.kind == expected.kind and all(a == pytest.approx(b, rel=1e-9, abs=1e-9, nan_ok=True) for a, b in pairs)


def changed(expected: Expected, value: Callable[[float], float], slope: Callable[[float], float]) -> Expected:
    return Expected(expected.kind, value(expected.value), slope(expected.left), slope(expected.right))


@given(AT_ZERO, DYADIC)
def test_moving_the_curve_moves_its_verdicts(row: Row, c: Fraction) -> None:
    moved = substitute(row.tree, {"x": Sum((X, literal(-c)))})
    assert agree(judge(moved, float(c)), of(row))


@given(ROWS, FACTORS)
def test_a_factor_stretches_values_and_slopes(row: Row, k: Fraction) -> None:
    expected = changed(of(row), lambda v: v * float(k), lambda s: s * float(k))
    assert agree(judge(Product((literal(k), row.tree)), row.x), expected)


@given(AT_ZERO, STRETCHES)
def test_a_factor_inside_stretches_slopes_and_a_negative_one_swaps_them(row: Row, k: Fraction) -> None:
    before = of(row)
    if k < 0:
        before = Expected(before.kind, before.value, before.right, before.left)
    expected = changed(before, lambda v: v, lambda s: s * float(k))
    assert agree(judge(substitute(row.tree, {"x": Product((literal(k), X))}), 0.0), expected)


@given(ROWS)
def test_the_opposite_has_opposite_slopes(row: Row) -> None:
    assert agree(judge(Negative(row.tree), row.x), changed(of(row), lambda v: -v, lambda s: -s))


@given(AT_ZERO, st.sampled_from(["x^2 + 3x", "2 - sin(x)", "e^x", "1/(x-2)", "cos(x) - sqrt(x+4)"]))
def test_adding_a_smooth_function_adds_its_slope(row: Row, text: str) -> None:
    smooth = parse(text).tree
    known = judge(smooth, 0.0)
    expected = changed(of(row), lambda v: v + known.value, lambda s: s + known.slope)
    assert agree(judge(Sum((row.tree, smooth)), 0.0), expected)


@given(st.floats(-1e6, 1e6), st.floats(0.01, 100))
def test_a_corner_is_found_wherever_it_stands(a: float, k: float) -> None:
    function = RealFunction(Program(parse("k|x-a|").tree), "x", {"a": a, "k": k})
    assert agree(verdict_at(function, a), Expected("corner", 0.0, -k, k))


@given(st.integers(-100_000, 100_000), st.sampled_from(["corner", "cusp", "jump", "pole"]))
def test_decimals_stand_for_what_is_written(thousandths: int, kind: str) -> None:
    a = f"{thousandths / 1000:.3f}"
    text = {"corner": "|x-({})|", "cusp": "(x-({}))^(2/3)", "jump": "sign(x-({}))", "pole": "1/(x-({}))"}[kind]
    assert verdict_at(RealFunction(Program(parse(text.format(a)).tree)), float(a)).kind == kind


@given(ROWS, st.floats(allow_nan=True, allow_infinity=True))
def test_a_verdict_is_given_anywhere_and_agrees_with_itself(row: Row, x: float) -> None:
    found = verdict_at(row.function, x)
    assert found.kind in (*KINDS, "not determined")
    assert found.reason
    assert found.differentiable is {"smooth": True, "not determined": None}.get(found.kind, False)
    assert is_told(found.slope) == (found.kind == "smooth")
    assert (found.status == "not determined") == (found.kind == "not determined")
    if found.kind == "smooth":
        assert found.left_slope == found.right_slope == found.slope
        assert is_told(found.value)
    if found.kind == "undefined":
        assert math.isnan(found.value)
