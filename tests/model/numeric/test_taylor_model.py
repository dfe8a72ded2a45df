"""Taylor models and empty stretches: proven statements, checked against 50 digits."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mpf

from derivgui.model.language.parser import parse
from derivgui.model.numeric.enclosures.domain import is_nowhere
from derivgui.model.numeric.enclosures.taylor_model import taylor_model
from tests.oracle import mp

MODELS = (
    ("sin x", -1, 1.5), ("x^7 - 3x", -2, 2), ("e^(-10^8 (x - 0.7)^2)", 0.69999, 0.70001), ("1/cosh(10^6 x)", 1, 9),
    ("1/(1 + e^(-1000x))", 0.5, 8), ("tanh(1000x) + x", -9, -1), ("tan x", -1, 1), ("x^x", 1, 2), ("ln(sin x)", 1, 2),
    ("asinh x", -9, -8), ("ln(1 + e^(1000x))/1000", 1, 2), ("coth x + csch x", -3, -1), ("asec x", 2, 3),
    ("sqrt(x) x^(1/3)", 1, 1.2), ("acoth x", 2, 3), ("asech x", 0.3, 0.5), ("sech(5x)", 2, 3),
)  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), MODELS)
def test_the_error_is_never_larger_than_the_model_says(text: str, start: float, end: float) -> None:
    tree = parse(text).tree
    model = taylor_model(tree, "x", start, end)
    assert model is not None
    u = np.linspace(-1, 1, 41)
    for share, y in zip(u.tolist(), model.values(u).tolist(), strict=True):
        x = (mpf(start) + mpf(end)) / 2 + mpf(share) * (mpf(end) - mpf(start)) / 2
        value = mp.evaluate(tree, {"x": x})
        assert abs(value - y) <= model.error
        assert model.bounds.low <= value <= model.bounds.high


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("|x|", -1, 1),
        ("1/x", -1, 1),
        ("floor x", 0.5, 1.5),
        ("sqrt x", 0, 1),
        ("{x<0: x, 2x}", -1, 1),
        ("ln x", -2, -1),
    ],
)
def test_where_f_is_not_analytic_there_is_no_model(text: str, start: float, end: float) -> None:
    assert taylor_model(parse(text).tree, "x", start, end) is None


EMPTY = (
    ("sqrt x", -2, -1), ("ln x", -2, -1), ("asin x", 1.5, 2), ("acosh x", 0, 0.9), ("x^0.5", -2, -1), ("x^x", -2, -1),
    ("sqrt(-1 - x^2)", -9, -5), ("{x < 0: x}", 1, 2), ("{x > 0: sqrt(-x)}", 1, 2),
    ("2 + sin(ln(-x))", 1, 2), ("atanh x", 2, 3), ("acoth x", -0.5, 0.5), ("asec x", -0.5, 0.5), ("asech x", 2, 3),
    ("log_2(x)", -3, -2), ("root(x, 4)", -3, -2), ("sqrt(-x^3 + 5x^2 - 3x - 9)", 2.95, 2.96),
    ("ln(2x - x^2 - 1)", 1.01, 1.015),
)  # fmt: skip
NOT_EMPTY = (
    ("sqrt x", -1, 1),
    ("ln x", -1, 1),
    ("cbrt x", -2, -1),
    ("x^(1/3)", -2, -1),
    ("{x < 0: x}", -1, 1),
    ("x", 1, 2),
)


def box(start: float, end: float) -> dict[str, object]:
    import flint

    return {"x": flint.arb(start).union(flint.arb(end))}


@pytest.mark.parametrize(("text", "start", "end"), EMPTY)
def test_stretches_without_values_are_known(text: str, start: float, end: float) -> None:
    assert is_nowhere(parse(text).tree, box(start, end))


@pytest.mark.parametrize(("text", "start", "end"), NOT_EMPTY)
def test_no_stretch_with_a_value_is_called_empty(text: str, start: float, end: float) -> None:
    assert not is_nowhere(parse(text).tree, box(start, end))
