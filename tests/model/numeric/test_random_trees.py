"""Laws on random trees: values agree with mpmath, jets with differences at 80 digits."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivgui.model.language import tree
from derivgui.model.numeric.compiled.program import Program
from tests.oracle import mp as oracle

ONE_ARGUMENT = (
    "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "sinh", "cosh", "tanh", "coth", "asinh",
    "acosh", "atanh", "exp", "ln", "log", "sqrt", "cbrt", "abs",
)  # fmt: skip
X = tree.Symbol("x")
NUMBERS = st.integers(0, 9).map(lambda n: tree.Number(Fraction(n)))
FRACTIONS = st.builds(
    lambda p, q: tree.Quotient(tree.Number(Fraction(p)), tree.Number(Fraction(q))), st.integers(1, 5), st.integers(1, 5)
)
LEAVES: st.SearchStrategy[tree.Node] = (
    st.just(X) | st.just(X) | NUMBERS | st.sampled_from([tree.Constant("e"), tree.Constant("pi")])
)
LARGEST = 1e8
POINTS = st.floats(-4, 4).map(lambda x: round(x, 6))


def _grown(inside: st.SearchStrategy[tree.Node]) -> st.SearchStrategy[tree.Node]:
    pair = st.tuples(inside, inside)
    exponents = NUMBERS | FRACTIONS | st.builds(tree.Negative, NUMBERS)
    return (
        pair.map(tree.Sum)
        | pair.map(tree.Product)
        | st.builds(tree.Quotient, inside, inside)
        | st.builds(tree.Negative, inside)
        | st.builds(tree.Power, inside, exponents)
        | st.builds(lambda name, u: tree.Call(name, (u,)), st.sampled_from(ONE_ARGUMENT), inside)
    )


TREES = st.recursive(LEAVES, _grown, max_leaves=7)
RUNS = settings(max_examples=200)
SOAK = settings(max_examples=3000)


def _steady(ask: Callable[[float], Any], x: float) -> float | None:
    """The witness' answer, None where it has none near x, or where x + 1e-13 already has another one."""
    try:
        at, near = ask(x), [ask(x + shift) for shift in (1e-13, -1e-13)]
    except (oracle.Undefined, ZeroDivisionError, OverflowError, ValueError, mpmath.libmp.libhyper.NoConvergence):
        return None
    if any(isinstance(value, mpmath.mpc) for value in (at, *near)) or not mpmath.isfinite(at) or abs(at) > LARGEST:
        return None
    scale = abs(at) + mpmath.mpf(10) ** -6
    return float(at) if all(abs(value - at) < 1e-8 * scale for value in near) else None


def _values_agree(node: tree.Node, x: float) -> None:
    expected = _steady(lambda t: oracle.evaluate(node, {"x": t}), x)
    assume(expected is not None)
    assert expected is not None
    value = float(Program(node).value({"x": x}))
    # NaN is allowed only where a part is beyond doubles or within rounding of the end of its domain.
    if math.isnan(value):
        parts = [Program(part).value({"x": x}) for part in tree.walk(node)]
        assume(all(math.isfinite(part) and abs(part) < 1e15 for part in parts[1:]))
    assert math.isclose(value, expected, rel_tol=1e-7, abs_tol=1e-7), f"{node} at {x}: {value}, not {expected}"


def _jets_agree(node: tree.Node, x: float) -> None:
    expected = _steady(lambda t: oracle.derivative(node, {"x": t}, "x"), x)
    assume(expected is not None)
    assert expected is not None
    slope = float(Program(node).jet({"x": x}, {"x": 1.0}, 1)[1])
    # "Not decided by the tree" is an honest answer; a wrong number is not.
    assume(not math.isnan(slope))
    assert math.isclose(slope, expected, rel_tol=1e-6, abs_tol=1e-6), f"{node} at {x}: {slope}, not {expected}"


@given(TREES, POINTS)
@RUNS
def test_values_agree_with_fifty_digits(node: tree.Node, x: float) -> None:
    _values_agree(node, x)


@given(TREES, POINTS)
@RUNS
def test_jets_agree_with_differences_at_eighty_digits(node: tree.Node, x: float) -> None:
    _jets_agree(node, x)


@pytest.mark.slow
@given(TREES, POINTS)
@SOAK
def test_many_jets_agree(node: tree.Node, x: float) -> None:
    _jets_agree(node, x)


@given(TREES)
@RUNS
def test_where_there_is_no_value_there_is_no_derivative(node: tree.Node) -> None:
    for x in (-1.0, 0.0, 0.5, 2.0):
        value, slope = Program(node).jet({"x": x}, {"x": 1.0}, 1)
        assert math.isfinite(value) or math.isnan(slope)
