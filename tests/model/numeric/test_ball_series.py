"""Series and ranges with a proof: they hold what they claim, and claim nothing across a jump."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivgui.model.language import tree
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.enclosures.ball_series import enclosed_series, exact_series
from derivgui.model.numeric.enclosures.continuity import continuous_range
from tests.model.numeric.test_random_trees import TREES
from tests.oracle import mp

BITS = 160
ONE_OF_EACH = (
    "sin x", "cos x", "tan x", "cot x", "sec x", "csc x", "asin(x/3)", "acos(x/3)", "atan x", "acot x", "sinh x",
    "cosh x", "tanh x", "asinh x", "atanh(x/3)", "exp x", "ln x", "log x", "log_3(x)", "sqrt x", "cbrt x", "cbrt(-x)",
    "|x|", "|-x|", "min(x, 2)", "max(x, 2, 3x)", "floor x", "ceil x", "round x", "frac x", "mod(x, 1/3)", "x^x", "2^x",
    "x^2.5", "x^(2/3)", "(-x)^(5/3)", "x^-3", "x^0", "pi x + e", "{x < 0: 1, x^2}", "sign x",
)  # fmt: skip


def series(node: tree.Node, middle: float, width: float = 0.0, order: int = 2) -> tuple[flint.arb, ...] | None:
    with flint.ctx.workprec(BITS):
        return enclosed_series(node, {"x": flint.arb(middle, width)}, "x", order)


@pytest.mark.parametrize("text", ONE_OF_EACH)
def test_every_function_has_the_series_of_its_jet(text: str) -> None:
    node = parse(text).tree
    found = series(node, 1.3)
    assert found is not None
    jet = Program(node).jet({"x": 1.3}, {"x": 1.0}, 2)
    assert [float(c.mid()) for c in found] == pytest.approx(jet.tolist(), rel=1e-12, abs=1e-14)


@settings(max_examples=150)
@given(TREES, st.integers(-32, 32).map(lambda n: n / 8), st.sampled_from([1 / 64, 1 / 8]), st.floats(-0.99, 0.99))
def test_enclosures_hold_every_point_inside(node: tree.Node, middle: float, width: float, share: float) -> None:
    around, inside = series(node, middle, width), series(node, middle + share * width)
    assume(around is not None)
    assert around is not None
    assert inside is not None
    assert all(outer.overlaps(inner) for outer, inner in zip(around, inside, strict=True))
    with flint.ctx.workprec(BITS):
        whole = continuous_range(node, {"x": flint.arb(middle, width)})
    assert not whole.is_finite() or whole.overlaps(inside[0])


@pytest.mark.parametrize(
    "text",
    ["floor x", "ceil x", "frac x", "mod(x, 1)", "round(x + 0.5)", "sign x", "1/x", "ln x", "tan(x + pi/2)", "cot x",
     "{x < 0: 1, 2}", "{x = 0: 1, 2}", "atan2(x, -1)", "atan(1/x)", "sqrt x", "x^0.5", "x^x", "x^-1", "0^x"],
)  # fmt: skip
def test_no_jump_and_no_end_of_the_domain_is_called_continuous(text: str) -> None:
    node = parse(text).tree
    with flint.ctx.workprec(BITS):
        assert not continuous_range(node, {"x": flint.arb(0, 1e-9)}).is_finite()
    assert series(node, 0.0, 1e-9) is None


@pytest.mark.parametrize("text", ["|x|", "x^(2/3)", "cbrt x", "min(x, -x)", "x^(1/5) + |x|"])
def test_a_corner_is_continuous_but_has_no_series(text: str) -> None:
    node = parse(text).tree
    with flint.ctx.workprec(BITS):
        assert continuous_range(node, {"x": flint.arb(0, 1e-9)}).is_finite()
    assert series(node, 0.0) is None
    assert series(node, 0.0, 1e-9) is None


@pytest.mark.parametrize(
    "text",
    ["sqrt(x^2)", "sqrt(x^4)", "cbrt(x^3)", "root(x^5, 5)", "asin(1 - x^2)", "acos(1 - x^2)", "acosh(1 + x^2)",
     "asec(1 + x^2)", "acsc(1 + x^2)", "asech(1 - x^2)", "floor(x^2)", "floor(-x^2)", "ceil(x^2)", "frac(-x^2)",
     "round(x^2 + 1/2)", "mod(x^2, 2)", "sign(x^2)", "atan2(x^2, -1)", "(-2)^(x^2 + 2)", "0^(x^2)", "0^(x^2 + 1)"],
)  # fmt: skip
@pytest.mark.parametrize("order", [1, 2])
def test_what_begins_with_no_slope_does_not_stand_still(text: str, order: int) -> None:
    """x^2 and 0 begin with the same two coefficients, but x^2 leaves the edge, the step and the exponent."""
    assert series(parse(text).tree, 0.0, order=order) is None


@pytest.mark.parametrize("text", ["sqrt(floor x)", "asin(sign(x))", "cbrt(floor(x) - 1)", "floor({x > 1: 2, x})"])
def test_functions_of_a_step_are_level_between_the_jumps(text: str) -> None:
    found = series(parse(text).tree, 1.5)
    assert found is not None
    assert found[1] == found[2] == 0


@pytest.mark.parametrize(
    ("text", "at"),
    [("{floor(x) = 1: x, 0}", 2), ("{frac(x) < 1/2: x, 0}", 1), ("{sqrt x > -1: 1, 0}", 0), ("{asin(x) < 2: x, 0}", 1),
     ("{sign(x) >= 0: x, 0}", 0), ("{1/x < 5: 1, 0}", 0), ("{mod(x, 3) < 1: 1, 0}", 3)],
)  # fmt: skip
def test_a_condition_that_breaks_at_a_point_does_not_stand_beside_it(text: str, at: float) -> None:
    node = parse(text).tree
    assert series(node, at) is None
    with flint.ctx.workprec(BITS):
        assert not continuous_range(node, {"x": flint.arb(at)}).is_finite()


def test_a_condition_of_a_step_stands_between_its_jumps() -> None:
    assert series(parse("{floor(x) = 1: x, 0}").tree, 1.5) is not None


def test_nothing_times_what_has_no_value_has_none() -> None:
    assert series(parse("x + 0 asin(x)").tree, 1.5) is None
    assert series(parse("x + 0 asin(x)").tree, 0.5) is not None


def test_fractions_are_exact() -> None:
    node = parse("(3x-1)^2/(x+1)").tree
    found = exact_series(node, {"x": Fraction(1, 3)}, "x", 2)
    assert found is not None
    assert [Fraction(int(c.p), int(c.q)) for c in found] == [0, 0, Fraction(27, 4)]
    assert exact_series(parse("sin x").tree, {"x": Fraction(0)}, "x", 2) is None
    assert exact_series(parse("1/x").tree, {"x": Fraction(0)}, "x", 2) is None
    assert exact_series(parse("|x|").tree, {"x": Fraction(0)}, "x", 1) is None


def test_coefficients_that_are_cut_off_are_not_taken_for_0() -> None:
    tree = parse("1/(1 - x)").tree
    for order in range(6, 24):
        found = exact_series(tree, {"x": Fraction(0)}, "x", order)
        assert found is None or found[order] == 1
    assert exact_series(tree, {"x": Fraction(0)}, "x", 9) is not None


@pytest.mark.parametrize("text", ["0^0 x", "x + (2 - 2)^0", "x + 0^(1 - 1)", "x (1/2 - 1/2)^0"])
def test_what_has_no_value_is_not_analytic(text: str) -> None:
    tree = parse(text).tree
    assert exact_series(tree, {"x": Fraction(1)}, "x", 1) is None
    with flint.ctx.workprec(100):
        assert enclosed_series(tree, {"x": flint.arb(1)}, "x", 1) is None


@pytest.mark.parametrize(
    "text",
    ["x^1000/(x^999+1)", "(x^200-x)/(x^199+2)", "(5-x)^60 x/(2x(5-x)^59 + 5)", "x^-500", "(x^4-1)^300/(x^1199+1)"],
)
@pytest.mark.parametrize("middle", [1.7, 2.0, -2.2])
def test_quotients_of_high_powers_are_told_on_wide_stretches(text: str, middle: float) -> None:
    node = parse(text).tree
    wide = series(node, middle, 0.15, order=6)
    assert wide is not None
    for share in (-0.93, 0.02, 0.71):
        x = middle + share * 0.15
        assert float(wide[0].lower()) <= mp.evaluate(node, {"x": x}, 60) <= float(wide[0].upper())
        narrow = series(node, x, order=6)
        assert narrow is not None
        assert all(outer.overlaps(inner) for outer, inner in zip(wide, narrow, strict=True))
