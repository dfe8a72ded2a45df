"""At random places of random functions the derivation says what the verdict on differentiability says."""

from __future__ import annotations

import random

import pytest

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse, parse_exact, parse_number
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.symbolic.derivation import derive

LEAVES = (
    "x", "x^2", "|x|", "sqrt(x)", "cbrt(x)", "1/x", "sin(x)", "e^x", "x - 1", "|x - 1|", "{x < 0: -x, x^2}", "floor(x)",
    "sign(x)", "max(x, 0)", "min(x, x^2)", "x^(2/3)", "ln(x)", "sqrt(x^2)", "{x < 1: x^2, 2x - 1}",
)  # fmt: skip
SHAPES = ("({}) + ({})", "({})*({})", "({}) - ({})", "({})/({})")
FUNCTIONS = ("sin", "exp", "sqrt", "abs", "atan", "cbrt")
PLACES = ("0", "1", "-1", "2", "1/2")
KNOWN_AT_LEAST = 0.8


def some_function(chance: random.Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.25:
        return chance.choice(LEAVES)
    inner = some_function(chance, depth - 1)
    if chance.random() < 0.2:
        return f"{chance.choice(FUNCTIONS)}({inner})"
    return chance.choice(SHAPES).format(inner, some_function(chance, depth - 1))


@pytest.mark.parametrize("seed", range(5))
def test_both_agree(seed: int) -> None:
    chance = random.Random(seed)
    known = 0
    for _ in range(30):
        text, place = some_function(chance, 2), chance.choice(PLACES)
        tree = parse(text).tree
        found = derive(tree, "x", parse_exact(place))
        verdict = verdict_at(RealFunction(Program(tree, ("x",)), "x"), parse_number(place))
        if found.exists is None or verdict.kind == "not determined":
            continue
        known += 1
        assert found.exists == verdict.differentiable, f"{text} at {place}: {found.message}"
        if found.result is not None:
            slope = float(Program(parse(found.result.text).tree, ("x",)).value({"x": 0.0}))
            assert slope == pytest.approx(verdict.slope, rel=1e-9, abs=1e-9), f"{text} at {place}"
    assert known >= 30 * KNOWN_AT_LEAST
