"""Where doubles lose their digits the numbers shown are right all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import pytest

from derivgui.model.calculus.quotient import quotient_table
from derivgui.model.calculus.tangent import secant_at, tangent_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction

CASES: dict[str, Callable[[Any], Any]] = {
    "(1-cos x)/x^2": lambda x: (1 - mpmath.cos(x)) / x**2,
    "(e^x-1)/x": lambda x: (mpmath.exp(x) - 1) / x,
    "sin(x)/x": lambda x: mpmath.sin(x) / x,
    "(sqrt(1+x)-1)/x": lambda x: (mpmath.sqrt(1 + x) - 1) / x,
    "ln(1+x)/x": lambda x: mpmath.log(1 + x) / x,
    "(tan x - x)/x^3": lambda x: (mpmath.tan(x) - x) / x**3,
    "(x^2-1)/(x-1)": lambda x: (x**2 - 1) / (x - 1),
}


@pytest.mark.parametrize("text", CASES)
@pytest.mark.parametrize("x", [1e-9, -1e-8, 1e-6, 1e-3, 0.05, 1 + 1e-7])
def test_the_classic_limits_of_the_course(text: str, x: float) -> None:
    f, witness = RealFunction(Program(parse(text).tree)), CASES[text]
    tangent, table = tangent_at(f, x), quotient_table(f, x)
    with mpmath.workdps(120):
        at = mpmath.mpf(x)
        assert tangent.value == pytest.approx(float(witness(at)), rel=1e-9)
        step = mpmath.mpf(10) ** -40
        slope = (witness(at + step) - witness(at - step)) / (2 * step)
        assert tangent.slope == pytest.approx(float(slope), rel=1e-9, abs=1e-12)
        for h, right in zip(table.steps, table.right, strict=True):
            if x + h == 0:
                continue
            exact = (witness(at + mpmath.mpf(float(h))) - witness(at)) / mpmath.mpf(float(h))
            assert right == pytest.approx(float(exact), rel=2e-9, abs=1e-12), h
        secant = secant_at(f, x, 1.0)
        assert secant.slope == pytest.approx(float(witness(at + 1) - witness(at)), rel=1e-9)
