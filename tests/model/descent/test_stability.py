"""The bound 2/L and what a rate does against it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.descent.setup import Setup
from derivgui.model.descent.stability import degree, largest_rate, stability
from derivgui.model.language.parser import parse
from tests.model.descent.functions import ROSENBROCK, finished, objective

BOOTH = "(x+2y-7)^2+(2x+y-5)^2"
MATYAS = "0.26(x^2+y^2)-0.48x y"


@pytest.mark.parametrize(
    ("text", "at", "bound"),
    [("x^2", (5.0,), 1.0), (BOOTH, (0.0, 0.0), 1 / 9), (MATYAS, (1.0, 1.0), 2.0), (ROSENBROCK, (1.0, 1.0), 0.0019968)],
)
def test_bounds_of_known_functions(text: str, at: tuple[float, ...], bound: float) -> None:
    found = stability(objective(text), at, 0.1)
    assert found is not None
    assert found.bound == pytest.approx(bound, rel=1e-4)


@pytest.mark.parametrize(
    ("rate", "multiplier", "fate"),
    [(0.1, 0.8, "approaches"), (0.5, 0.0, "one step"), (0.9, -0.8, "approaches"), (1.0, -1.0, "cycles"),
     (1.1, -1.2, "grows")],
)  # fmt: skip
def test_what_rates_do_to_a_parabola(rate: float, multiplier: float, fate: str) -> None:
    found = stability(objective("x^2"), (5.0,), rate)
    assert found is not None
    assert found.axes[0].multiplier == pytest.approx(multiplier)
    assert (found.fate, found.target, found.holds_everywhere) == (fate, (0.0,), True)


def test_a_valley_that_slopes_has_no_target() -> None:
    found = stability(objective("x^2+y"), (1.0, 1.0), 0.1)
    assert found is not None
    assert (found.target, found.fate) == (None, "runs off")


def test_a_start_on_the_ridge_of_a_saddle_stays_on_it() -> None:
    found = stability(objective("x^2-y^2"), (1.0, 0.0), 0.1)
    assert found is not None
    assert [(axis.curvature, axis.fate) for axis in found.axes] == [(-2.0, "stays"), (2.0, "approaches")]
    assert found.fate == "approaches"


@given(st.floats(0.1, 5), st.floats(0.1, 5), st.floats(0.02, 1.9), st.floats(-3, 3), st.floats(-3, 3))
def test_quadratics_converge_exactly_below_the_bound(a: float, b: float, share: float, x: float, y: float) -> None:
    text = f"{a!r} x^2 + {b!r} (y-1)^2"
    f = objective(text)
    start = (x + 4.0, y + 5.0)
    bound = 1.0 / max(a, b)
    if abs(share - 1.0) > 0.05:
        known = stability(f, start, share * bound)
        assert known is not None
        run = finished(text, *start, rate=share * bound, limit=3000)
        assert run.outcome is not None
        assert (known.fate == "grows") == (run.outcome.kind == "diverged") == (share > 1)


@pytest.mark.parametrize("method", ["gd", "momentum", "nesterov"])
def test_methods_diverge_from_their_own_bound_on(method: str) -> None:
    bound = largest_rate(Setup((5.0,), 0.1, method), 2.0)
    assert bound is not None
    below = finished("x^2", 5.0, rate=0.98 * bound, method=method, limit=3000).outcome
    above = finished("x^2", 5.0, rate=1.02 * bound, method=method, limit=3000).outcome
    assert below is not None
    assert above is not None
    assert (below.kind, above.kind) == ("converged", "diverged")


def test_no_bound_where_none_is_known() -> None:
    assert largest_rate(Setup((5.0,), 0.1, "adam"), 2.0) is None
    assert largest_rate(Setup((5.0,), 0.1), -2.0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x^2", 2), ("(x-1)(x+1)", 2), ("x y", 2), ("3", 0), ("a x/7 - pi", 1), ("x^3", 3), ("2^x", math.inf),
     ("x^-1", math.inf), ("1/x", math.inf), ("|x|", math.inf), ("sqrt(2) x", 1), ("x^a", math.inf),
     ("(1/x)^0", math.inf)],
)  # fmt: skip
def test_degrees(text: str, expected: float) -> None:
    assert degree(parse(text).tree, ("x", "y")) == expected
