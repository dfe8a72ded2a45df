"""Functions in pieces at every x: what holds where, which joints are smooth, and no line that is not the quotient."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest

from derivgui.model.language.parser import parse
from derivgui.model.symbolic.derivation import Derivation, Step, derive
from tests.oracle.mp import Undefined, evaluate

DIGITS = 150
JOINTS = (-2, -1, 0, 1, 2, 3)

FUNCTIONS = [
    # The function, its derivative, and where it has none although it has values on both sides.
    ("{x<0: -x, x^2}", "{x < 0: -1, x > 0: 2x}", "x ≠ 0"),
    ("{x<=1: x^2, 2x-1}", "{x <= 1: 2x, x > 1: 2}", ""),
    ("{x<1: x^2, x>1: 2x-1}", "{x < 1: 2x, x > 1: 2}", "x ≠ 1"),
    ("{x<0: 1/(x+1), x<2: x, x^2-2}", "{x < 0: -1/(x + 1)^2, 0 < x < 2: 1, x > 2: 2x}", "x ≠ -1, x ≠ 0, x ≠ 2"),
    ("{x<0: 0, x^3}", "{x <= 0: 0, x > 0: 3x^2}", ""),
    ("{x<0: e^x, 1+x}", "{x <= 0: e^x, x > 0: 1}", ""),
    ("{x > 0: ln(x)}", "{x > 0: 1/x}", ""),
    ("{x=2: 4, (x^2-4)/(x-2)}", "1", ""),
    ("{x=1: 5, x^2}", "{x != 1: 2x}", "x ≠ 1"),
    ("{x=0: 0, x^2 sin(1/x)}", "{x = 0: 0, 2x*sin(1/x) - cos(1/x)}", ""),
    ("{x=0: 1, sin(x)/x}", "{x = 0: 0, (x*cos(x) - sin(x))/x^2}", ""),
    ("{x=0: 0, x sin(1/x)}", "sin(1/x) - cos(1/x)/x", "x ≠ 0"),
    ("max(x^2, 2x)", "{x < 0: 2x, 0 < x < 2: 2, x > 2: 2x}", "x ≠ 0, x ≠ 2"),
    ("min(x, 1, x^2)", "{x < 0: 1, 0 < x < 1: 2x, x > 1: 0}", "x ≠ 0, x ≠ 1"),
    ("x max(x, 0)", "{x <= 0: 0, x > 0: 2x}", ""),
    ("{x<0: |x+1|, x}", "{x < 0: (x + 1)/|x + 1|, x > 0: 1}", "x ≠ -1, x ≠ 0"),
    ("{x >= 0: x^2, -x^2}", "{x <= 0: -2x, x > 0: 2x}", ""),
    ("{x < 0: sqrt(-x), sqrt(x)}", "{x < 0: -1/(2sqrt(-x)), x > 0: 1/(2sqrt(x))}", "x ≠ 0"),
]


@pytest.mark.parametrize(("text", "slope", "domain"), FUNCTIONS)
def test_pieces_and_joints_are_put_together(text: str, slope: str, domain: str) -> None:
    found = derive(parse(text).tree)
    assert found.result is not None
    assert (found.result.text, found.domain) == (slope, domain)
    assert found.status in ("proven", "numerical")


@pytest.mark.parametrize("text", [text for text, _, _ in FUNCTIONS])
def test_every_line_is_the_quotient_where_it_holds(text: str) -> None:
    tree, chance = parse(text).tree, random.Random(text)
    found = derive(tree)
    lines = [(step, parse(step.text).tree) for step in found.steps]
    seen = set[int]()
    for _ in range(150):
        x = chance.choice((*JOINTS, chance.uniform(-4, 4), chance.uniform(-4, 4)))
        h = chance.choice((-1, 1)) * 10 ** chance.uniform(-4, 0)
        for place, (step, line) in enumerate(lines):
            try:
                value, wanted = evaluate(line, {"x": x, "h": h}), _wanted(tree, step, x, h)
            except Undefined:
                continue
            assert abs(value - wanted) < 1e-18 * (1 + abs(wanted)), (step.text, x, h)
            seen.add(place)
    assert len(seen) == len(lines)


def _wanted(tree: Any, step: Step, x: float, h: float) -> Any:
    """The quotient, in a result the slope, from both sides."""
    if step.kind != "result":
        return _quotient(tree, x, h)
    sides = [_quotient(tree, x, sign * mpmath.mpf(10) ** -22) for sign in (1, -1)]
    if abs(sides[0] - sides[1]) > 1e-9 * (1 + abs(sides[0])):
        raise AssertionError(f"no derivative at {x}, but {step.text}")
    with mpmath.workdps(50):
        return (sides[0] + sides[1]) / 2


def _quotient(tree: Any, x: float, h: Any) -> Any:
    with mpmath.workdps(DIGITS):
        ahead = {"x": mpmath.mpf(x) + mpmath.mpf(h)}
        return (evaluate(tree, ahead, DIGITS) - evaluate(tree, {"x": x}, DIGITS)) / mpmath.mpf(h)


def test_the_page_begins_anew_for_each_piece_and_at_each_joint() -> None:
    found = derive(parse("{x<0: -x, x^2}").tree)
    begins = [(step.title, step.place.text) for step in found.steps if step.place is not None]
    assert begins == [("For x < 0", "x"), ("For x > 0", "x"), ("At the joint 0", "0"), ("Put the pieces together", "x")]
    first, joint = found.steps[0], found.steps[10]
    assert (first.text, first.bare) == ("{x < 0: {x + h < 0: (-(x + h) + x)/h}}", "(-(x + h) + x)/h")
    assert joint.latex == r"\lim_{h \to 0} \frac{f(h) - f(0)}{h}"
    assert found.steps[-2].note == "No derivative at 0: from the left −1, from the right 0."


def test_the_function_is_called_by_its_name() -> None:
    found: Derivation = derive(parse("{x<0: -x, x^2}").tree, at=parse("1/2").tree, name="g")
    assert found.steps[0].latex == r"\lim_{h \to 0} \frac{g(\frac{1}{2} + h) - g(\frac{1}{2})}{h}".replace(
        r"g(\frac{1}{2} + h)", r"g\left(\dfrac{1}{2} + h\right)"
    ).replace(r"g(\frac{1}{2})", r"g\left(\dfrac{1}{2}\right)")


@pytest.mark.parametrize("text", ["{x^2 < 2: 1, x}", "{a x < 0: x, 1}", "{x<0: floor(x), x}", "{sin(x) < 0: x, 1}"])
def test_where_the_joints_are_not_known_nothing_is_claimed(text: str) -> None:
    found = derive(parse(text).tree)
    assert (found.result, found.exists) == (None, None)
    assert "ask at a number" in found.message
