"""Verdicts on random functions of what swings, steps and has poles without end, beside mpmath at 120 digits.

The steps meet what evenly spaced ones miss: zeros of sin(1/x), whole 1/x, and what lies a hair beside these.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.tree import Call, Node, Product, Quotient, Sum
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from tests.oracle.mp import Undefined, at_place

DIGITS = 120
# Further from its limit than this, at steps of 1e-4 and less, nothing is that tends to it as a root of x or sooner.
FAR = 0.3
BLOCKS = [
    parse(text).tree
    for text in (
        "x", "x", "1", "1/2", "|x|", "sin(1/x)", "cos(1/x)", "floor(1/x)", "frac(1/x)", "sin(floor(1/x))",
        "sin(pi floor(1/x))", "floor(2sin(1/x))", "sign(sin(1/x))", "tan(1/x)", "max(sin(1/x), 0)", "x sin(1/x)",
    )
]  # fmt: skip
ONE = parse("1").tree
NAMES = ("abs", "sign", "floor", "frac", "sin", "cos", "atan", "sqrt", "asin", "round")


def _grown(inside: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return (
        st.tuples(inside, inside).map(Sum)
        | st.tuples(inside, inside).map(Product)
        | inside.map(lambda u: Quotient(ONE, u))
        | st.builds(lambda name, u: Call(name, (u,)), st.sampled_from(NAMES), inside)
    )


TREES = st.recursive(st.sampled_from(BLOCKS), _grown, max_leaves=3)


def _steps() -> Iterator[mpf]:
    for n in range(10_007, 400_000, 14_929):
        yield from (1 / (n * mp.pi), 1 / ((n + mpf(1) / 2) * mp.pi), 1 / mpf(n), 1 / (mpf(n) + mpf(10) ** -30))
        yield from (1 / (n * mp.pi + mpf(10) ** -40), 1 / (n + mpf(n % 97) / 97))


def _values(tree: Node, side: int) -> list[mpf]:
    found = []
    with mp.workdps(DIGITS):
        for h in _steps():
            try:
                found.append(at_place(tree, {"x": side * h}))
            except (Undefined, ZeroDivisionError):
                continue
    return found


@settings(max_examples=40)
@given(TREES)
def test_what_is_proven_of_swings_holds_at_every_step(tree: Node) -> None:
    found = verdict_at(RealFunction(Program(tree, ("x",))), 0.0)
    assume(found.status == "proven")
    settled = True
    for side, limit in ((-1, found.left_limit), (1, found.right_limit)):
        values = _values(tree, side)
        if found.kind == "undefined":
            assert not values
        elif math.isfinite(limit):
            assert all(abs(value - limit) < FAR for value in values)
        elif math.isinf(limit):
            assert all(value * limit > 0 for value in values)
        elif values and max(values) - min(values) > 1e-9:
            settled = False
    assert found.kind != "oscillation" or not settled or math.isfinite(found.left_limit + found.right_limit)
