"""Functions of what is one number all along in real arithmetic, and a little more or less of it in doubles."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import assume, given, settings
from mpmath import mp, mpf

from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.language.parser import parse
from derivgui.model.language.plain import to_text
from derivgui.model.language.tree import Negative, Node, Sum, symbols, walk
from derivgui.model.numeric.certificates.certificate import Certificate, certified
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.identities.forms import NowhereError
from derivgui.model.numeric.identities.normal_form import NormalForms
from derivgui.model.numeric.identities.proofs import cases, number_of
from derivgui.model.numeric.identities.settle import settled
from derivgui.model.numeric.sampling.sample import sample
from derivgui.model.numeric.viewport import Viewport
from tests.model.numeric.test_random_trees import POINTS, TREES
from tests.oracle.mp import Undefined, evaluate

VIEW = Viewport(-3, 3, -4, 4, 800, 600)

# Each is 0 wherever it has a value.
ZEROS = (
    "sin(x)^2 + cos(x)^2 - 1", "tan(x) cot(x) - 1", "tan(2x) cot(2x) - 1", "1 + tan(x)^2 - sec(x)^2",
    "sin(2x) - 2 sin(x) cos(x)", "cos(2x) + 2 sin(x)^2 - 1", "sin(3x) - 3 sin(x) + 4 sin(x)^3",
    "sin(x + pi/3) - sin(x)/2 - sqrt(3)/2 cos(x)", "sin(pi/2 - x) - cos(x)", "tan(x + pi) - tan(x)",
    "sin(x)^4 - cos(x)^4 + cos(2x)", "tan(x/2) - sin(x)/(1 + cos(x))", "sin(pi/12) - (sqrt(6) - sqrt(2))/4 + x - x",
    "cos(x - sqrt(2)) - cos(sqrt(2) - x)", "sin(1000x)^2 + cos(1000x)^2 - 1", "sin(asin(x)) - x",
    "cos(asin(x)) - sqrt(1 - x^2)", "tan(atan(x)) - x", "asin(x) + acos(x) - pi/2", "acot(x) + atan(x) - pi/2",
    "asec(x) - acos(1/x)", "sqrt(1 - cos(x)^2) - |sin(x)|",
    "e^x e^(-x) - 1", "e^(2x) - (e^x)^2", "e^(x + 1) - e e^x", "cosh(x)^2 - sinh(x)^2 - 1", "cosh(2x) - 2cosh(x)^2 + 1",
    "tanh(x) - (1 - e^(-2x))/(1 + e^(-2x))", "2^x - e^(x ln(2))", "4^x - 2^(2x)", "(2^x)^(1/x) - 2",
    "ln(e^x) - x", "e^(ln(x)) - x", "ln(x^2) - 2ln|x|", "ln(2x) - ln(x) - ln(2)", "ln(x^3) - 3ln(x)",
    "log(10^x) - x", "log_2(x) - ln(x)/ln(2)", "atanh(tanh(x)) - x", "asinh(sinh(x)) - x",
    "(x + 1)^2 - x^2 - 2x - 1", "(x^2 - 1)/(x - 1) - x - 1", "x/x - 1", "1/(x - 1) - 1/(x + 1) - 2/(x^2 - 1)",
    "sqrt(x)^2 - x", "sqrt(x^2) - |x|", "sqrt(x^2 - 2x + 1) - |x - 1|", "(x^(1/3))^3 - x", "cbrt(x^3) - x",
    "(x^(1/6))^2 - x^(1/3)", "x^(2/3) - cbrt(x)^2", "x^0.5 - sqrt(x)", "sqrt(x) sqrt(x - 1) - sqrt(x (x - 1))",
    "sqrt(x (x - 1))^2 - x (x - 1)", "(sqrt(x + 1) - 1)(sqrt(x + 1) + 1) - x",
    "sqrt(x + 1) - sqrt(x) - 1/(sqrt(x + 1) + sqrt(x))", "|x|^2 - x^2", "max(x, -x) - |x|",
    "min(x, 1) + max(x, 1) - x - 1",
    "floor(x) + frac(x) - x", "ceil(x) + floor(-x)", "floor(x + 1) - floor(x) - 1", "round(x) - floor(x + 1/2)",
    "sin(a x)^2 + cos(a x)^2 - 1", "(x + a)^2 - x^2 - 2a x - a^2",
    "sin((x + 1)^2) - sin(x^2 + 2x + 1)", "sin(2x + 2) - 2 sin(x + 1) cos(x + 1)", "cos(x/2 + 1/3) - cos((3x + 2)/6)",
    "sin(x^2 + x) - sin(x^2) cos(x) - cos(x^2) sin(x)", "sin(x + 1) - sin(x) cos(1) - cos(x) sin(1)",
    "sin(x + 1) + sin(x - 1) - 2 sin(x) cos(1)", "e^((x - 1)^2) e^(2x) - e^(x^2 + 1)",
    "sin(1/x + x) - sin((x^2 + 1)/x)",
    "cosh(x + 1)^2 - sinh(x + 1)^2 - 1", "sin(x + pi/4 + 1) - (sin(x + 1) + cos(x + 1))/sqrt(2)",
)  # fmt: skip
# What is not 0, however close it comes.
OTHERS = (
    "sin(x)^2 + cos(x)^2 - 1 + 1/10^30", "tan(x) cot(2x) - 1", "sqrt(x^2) - x", "atan(x) + atan(1/x) - pi/2",
    "asin(sin(x)) - x", "ln(e^x) - x - 1/10^20", "sin(x + 1) - sin(x) - cos(x) sin(1)",
    "e^(x + 1)/e^x - 2", "tanh(x) - 1", "sin(22x) + x", "e^pi - pi^e + x - x", "x^(1/3) - x",
)  # fmt: skip


def function_of(text: str, **parameters: float) -> RealFunction:
    expression = parse(text)
    program = Program(settled(expression.tree), expression.variables)
    return RealFunction(program, expression.variables[0], parameters)


def certificate_of(function: RealFunction) -> Certificate:
    return certified(function, sample(function, VIEW, patience=math.inf), VIEW)


def is_always_zero(tree: Node) -> bool | None:
    found = cases(lambda forms: forms.of(tree).is_zero)
    return None if found is None else all(case.answer in (True, None) for case in found)


@pytest.mark.parametrize("text", ZEROS)
def test_a_form_is_0_where_the_tree_is(text: str) -> None:
    tree = parse(text).tree
    assert is_always_zero(tree) is True
    known = 0
    for point in ("0.3712", "-1.8371", "2.6177", "0.0437", "-0.4813"):
        try:
            value = evaluate(tree, {"x": mpf(point), "a": mpf("1.37")})
        except Undefined:
            continue
        known += 1
        assert abs(value) < mpf(10) ** -40
    assert known


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_0_has_another_form(text: str) -> None:
    assert not is_always_zero(parse(text).tree)


@pytest.mark.parametrize("text", ZEROS)
def test_nothing_flickers_about_a_level(text: str) -> None:
    for outer, expected in (
        ("floor({})", 0.0),
        ("sign({})", 0.0),
        ("{{ {} < 0: 1, 2}}", 2.0),
        ("{{ 0 >= {}: 1, 2}}", 1.0),
    ):
        function = function_of(outer.format(text), **{"a": 1.37} if "a x" in text else {})
        values = function(np.linspace(-3, 3, 1201))
        assert set(values[~np.isnan(values)].tolist()) == {expected}


@pytest.mark.parametrize("text", ZEROS[:6] + ZEROS[22:26] + ZEROS[41:48])
def test_all_answers_agree_that_it_stays(text: str) -> None:
    function = function_of(f"floor({text} + 3)")
    certificate = certificate_of(function)
    assert certificate.is_proven
    assert not certificate.curve.unresolved
    assert all((piece[:, 1] == 3.0).all() for piece in certificate.curve.pieces)
    for x in (0.7, 0.31, 0.123456789):
        verdict = verdict_at(function, x)
        assert (verdict.kind, verdict.slope, verdict.status, verdict.value) == ("smooth", 0.0, "proven", 3.0)


@pytest.mark.parametrize("text", [*ZEROS, *OTHERS, "floor(sqrt(x^2)/x)", "{|x| > x: 1, 2}", "1/(sqrt(x)^2 - |x|)"])
def test_a_tree_keeps_the_places_where_it_has_no_value(text: str) -> None:
    tree = parse(f"sqrt({text} + 1) + 0").tree
    after = settled(tree)
    for point in ("0.3712", "-1.8371", "2.6177", "0", "1", "-1", "0.0437"):
        at = {"x": mpf(point), "a": mpf("1.37")}
        assert (_value(tree, at) is None) == (_value(after, at) is None), to_text(after)


def _value(tree: Node, at: dict[str, mpf]) -> mpf | None:
    try:
        return evaluate(tree, at)
    except Undefined:
        return None


@pytest.mark.parametrize(
    ("text", "left", "here", "right"),
    [
        # Computed by hand: √(u²) is |u|, and |u|/u the sign of u.
        ("floor(sqrt(x^2)/x)", -1, math.nan, 1),
        ("floor(|x|/x)", -1, math.nan, 1),
        ("floor(|x|/x + 1/2)", -1, math.nan, 1),
        ("floor(x/sqrt(x^2))", -1, math.nan, 1),
        ("floor(x/|x|)", -1, math.nan, 1),
        ("floor(x/x)", 1, math.nan, 1),
        ("floor(sign(x))", -1, 0, 1),
        ("ceil(sqrt(x^4)/x^2)", 1, math.nan, 1),
        ("sign(sqrt(x^2) - x)", 1, 0, 0),
        ("sign(x + |x|)", 0, 0, 1),
        ("{|x| > x: 1, 2}", 1, 2, 2),
        ("{|x| = x: 1, 2}", 2, 1, 1),
        ("{max(x, 0) <= 0: 1, 2}", 1, 1, 2),
        ("floor(2/pi (atan(x) + atan(1/x)))", -1, math.nan, 1),
        ("{x < 0: 1, sqrt(x)^2 >= x: 2, 3}", 1, 2, 2),
        ("floor(sqrt((x - 1)^2)/(x - 1) sqrt(x^2)/x)", 1, math.nan, -1),
    ],
)  # fmt: skip
def test_the_side_decides_what_an_absolute_value_is(text: str, left: float, here: float, right: float) -> None:
    function = function_of(text)
    assert [function.at(-0.4321), function.at(0.1234)] == [left, right]
    assert verdict_at(function, 0.0).value == pytest.approx(here, nan_ok=True)
    certificate = certificate_of(function)
    assert certificate.is_proven
    seen = verdict_at(function, 0.0)
    assert (seen.left_limit, seen.right_limit, seen.status) == (left, right, "proven")
    for x in (-0.7, 0.3):
        assert (verdict_at(function, x).kind, verdict_at(function, x).status) == ("smooth", "proven")


@pytest.mark.parametrize(
    "text",
    ["floor(3 sin(x))", "{x < 1: x, x^2}", "sin(x)/x", "tan(x)", "1/e^x", "|x|", "floor(cos(x))", "1/(1 - cos(x))"],
)
def test_ordinary_trees_are_left_as_they_are(text: str) -> None:
    tree = parse(text).tree
    assert settled(tree) is tree


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # None of these arguments ever is at the level that it comes so close to.
        ("floor(tanh(x))", {20: 0, 1e3: 0, 1e17: 0, -20: -1, -1e300: -1, 0: 0}),
        ("floor(3 tanh(2x))", {1e3: 2, -1e3: -3, 0.1: 0}),
        ("floor(tanh(x)^2)", {1e3: 0, -1e3: 0}),
        ("floor(tanh(3x) tanh(x))", {1e3: 0, -1e3: 0}),
        ("floor(2/pi atan(x))", {1e16: 0, 1e17: 0, -1e17: -1}),
        ("ceil(acot(x))", {1e17: 1, -1e17: 4}),
        ("floor(1 - e^(-x))", {40: 0, 1e3: 0, -1: -2}),
        ("floor(1 - 2^(-x))", {60: 0, 1e4: 0, -1: -1}),
        ("ceil(e^(-x))", {800: 1, 1e9: 1, -1: 3}),
        ("ceil(sech(x))", {800: 1, -800: 1, 0: 1}),
        ("sign(e^(-x^2))", {30: 1, 0: 1}),
        ("floor(1/(1 + e^(-x)))", {40: 0, -800: 0}),
        ("floor(x/sqrt(x^2 + 1))", {1e9: 0, -1e9: -1, 1e200: 0}),
        ("floor(x/(|x| + 1))", {1e17: 0, -1e17: -1, 0: 0}),
        ("sign(sqrt(x^2 + 1) - x)", {1e9: 1, 1e20: 1, -1e20: 1}),
        ("floor(coth(x))", {20: 1, 800: 1, -20: -2, 0: math.nan}),
        ("floor(tanh(1/(x - 50)))", {50.001: 0, 49.999: -1, 50: math.nan, 51: 0}),
        ("ceil(1/(1 + e^(1/(x^2 - 2))))", {1.4143: 1, 1.4141: 1, -1.4143: 1, 0: 1}),
        ("floor(tanh(tan(x)))", {1.5707: 0, 1.5709: -1, 0.5: 0}),
        ("floor(e^(-1/x^2))", {1e9: 0, 1: 0, 0: math.nan}),
        ("floor(1 - |x| e^(-|x|))", {0: 1, 1: 0, 800: 0, -800: 0}),
        ("round(tanh(x)/2)", {30: 0, -30: 0}),
        ("frac(tanh(x) + 1)", {5: math.tanh(5)}),
        ("mod(1 - e^(-x), 1)", {1: 1 - math.exp(-1)}),
        ("{tanh(x) < 1: 1, 2}", {20: 1, 1e300: 1, -3: 1}),
        ("{-1 < tanh(x) < 1: 1, 2}", {20: 1, -20: 1}),
        ("{atan(x) = pi/2: 1, 2}", {1e300: 2}),
        ("{e^(-x) <= 0: 1, 2}", {800: 2, 0: 2}),
        ("{sqrt(x^2 + 1) > |x|: 1, 2}", {1e20: 1, -1e20: 1, 0: 1}),
    ],
)  # fmt: skip
def test_a_level_that_is_only_approached_is_never_met(text: str, values: dict[float, float]) -> None:
    function = function_of(text)
    for x, value in values.items():
        assert function.at(x) == pytest.approx(value, nan_ok=True), x
        verdict = verdict_at(function, float(x))
        assert verdict.value == pytest.approx(value, nan_ok=True), x
        assert verdict.status == "proven"


@pytest.mark.parametrize("text", ["floor(tanh(x))", "floor(2/pi atan(x))", "{tanh(x) < 1: 1, 2}", "floor(x/(|x| + 1))"])
def test_the_first_samples_far_out_are_right(text: str) -> None:
    function = function_of(text)
    view = Viewport(-100, 5000, -3, 3, 800, 600)
    sampled = sample(function, view, patience=math.inf)
    assert {float(y) for piece in sampled.pieces for y in piece[:, 1]} <= {-1.0, 0.0, 1.0}
    assert not any(2.0 in piece[:, 1] or (text.startswith("floor") and 1.0 in piece[:, 1]) for piece in sampled.pieces)
    assert certified(function, sampled, view).is_proven


def test_settling_twice_changes_nothing_more() -> None:
    for text in (
        "floor(coth(x))",
        "floor(1 - |x| e^(-|x|))",
        "floor(sign(x))",
        "{sqrt(x)^2 >= x: 1, 2}",
        "floor(tan(x) cot(x))",
        "sign(sqrt(x^2) - x)",
    ):
        once = settled(parse(text).tree)
        assert settled(once) is once


def test_a_multiple_leaves_no_remainder() -> None:
    x = np.linspace(0.01, 3, 1201)
    for text in ("mod(5x, x)", "mod(sin(2x), sin(x) cos(x))", "mod(e^(3x), e^x e^(2x))"):
        assert set(function_of(text)(x).tolist()) == {0.0}


def test_a_slider_may_make_an_identity() -> None:
    # (x + 1)² - x² - 2x is 1.
    text = "{(x + a)^2 - x^2 - 2x > 1: 1, 2}"
    x = np.linspace(-3, 3, 1201)
    assert set(function_of(text, a=1.0)(x).tolist()) == {2.0}
    # (x + 2)² - x² - 2x is 2x + 4, more than 1 from -3/2 on.
    assert verdict_at(function_of(text, a=2.0), -1.5).kind == "jump"


@pytest.mark.parametrize(
    "text",
    [
        "floor((x + y + z + 1)^120/(x + y + z + 1)^120)",
        "floor(x^1000000000000/x^1000000000000)",
        "floor((x^(1/1000003))^1000003/x)",
        "{|x| + |x - 1| + |x - 2| + |x - 3| + |x - 4| <= |x - 4| + |x - 3| + |x - 2| + |x - 1| + |x|: 1, 2}",
        "floor(sin(tan(-4x^2 - 3)^3)/sin(tan(-4x^2 - 3)^3))",
        "floor(e^(e^(e^x)) e^(-e^(e^x)))",
        "floor(sin((x + 1)^90)^2 + cos((x + 1)^90)^2)",
        # Steps stay on their levels far and wide, and nothing is to be asked of them.
        "{pi ceil(sinh(x)) >= 0: 1, 2}",
        "{asin(-1) ceil(x) > x - x: 1, 2}",
        "{max(-1, ceil(2x)) >= 0: 1, 2}",
        "{(sqrt(x) + tan(x))/|sqrt(x) + tan(x)| > 1: 1, 2}",
        "floor(sqrt(sin(x)^2 + 2sin(x) cos(x) + cos(x)^2)/|sin(x) + cos(x)|)",
    ],
)
def test_what_grows_long_is_given_up_soon(text: str) -> None:
    tree = parse(text).tree
    started = time.thread_time()
    settled(tree)
    assert time.thread_time() - started < 0.5


def test_every_form_has_the_values_of_its_tree() -> None:
    """Against mpmath, for signs as they are at the point."""
    texts = [f"({first})({second} + x)" for first in ZEROS[:40:3] for second in OTHERS]
    for text in [*texts, *OTHERS]:
        tree = parse(text).tree
        if "a" in symbols(tree):
            continue
        for point in ("0.3712", "-1.8371", "2.6177"):
            _compare(tree, mpf(point))


def _compare(tree: Node, x: mpf, expected: mpf | None = None) -> None:
    with mp.workdps(50):
        try:
            expected = evaluate(tree, {"x": x}) if expected is None else expected
        except Undefined:
            return
        found = cases(lambda forms: _as_tree(forms, tree))
        for case in found or []:
            signs = {key: evaluate(key, {"x": x}) for key in case.signs}
            if case.answer is not None and all(signs[key] * sign > 0 for key, sign in case.signs.items()):
                gap = evaluate(Sum((case.answer, Negative(tree))), {"x": x}, 80)
                assert abs(gap) < mpf(10) ** -35 * (1 + abs(expected))


def _as_tree(forms: NormalForms, tree: Node) -> Node:
    return forms.ring.tree(forms.of(tree))


def test_a_quotient_by_nothing_is_nowhere() -> None:
    found = cases(lambda forms: forms.of(parse("1/(sin(x)^2 + cos(x)^2 - 1)").tree))
    assert found is not None
    assert [case.answer for case in found] == [None]
    assert issubclass(NowhereError, ArithmeticError)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # Equations between principal values hold on a stretch, and no form here tells.
        ("sign(atan(tan(x)) - x)", -math.pi / 2, math.pi / 2),
        ("{2atan(x) = asin(2x/(1 + x^2)): 1, 2}", -1.0, 1.0),
        # (1 + √(x - 1))² = x + 2√(x - 1).
        ("floor(sqrt(x + 2sqrt(x - 1)) - sqrt(x - 1))", 1.0, 3.0),
        ("sqrt(sqrt(x + 2sqrt(x - 1)) - sqrt(x - 1) - 1)", 1.0, 3.0),
    ],
)
def test_what_nobody_can_tell_is_drawn_as_not_determined(text: str, start: float, end: float) -> None:
    function = function_of(text)
    certificate = certificate_of(function)
    assert not certificate.is_proven
    ((first, last),) = certificate.curve.unresolved
    # Within two pixels and a grid's step.
    assert (first, last) == pytest.approx((start, end), abs=0.035)
    assert all(piece[-1, 0] <= first or piece[0, 0] >= last for piece in certificate.curve.pieces)
    # At its ends something may be known of the curve beside it.
    assert not any(first + 0.035 < mark.x < last - 0.035 for mark in certificate.curve.markers)
    (band,) = certificate.curve.bands
    # Every column is there, and high enough to be seen: 75 pixels are one unit.
    assert len(band.x) >= 0.95 * (last - first) * VIEW.pixels_per_x
    assert (band.high - band.low).min() > 0.03
    middle = start + 0.43 * (end - start)
    # At one place a function of its inverse is told.
    told = any(
        f"{inverse}({inner}(x))" in text for inverse, inner in (("acos", "cos"), ("asin", "sin"), ("atan", "tan"))
    )
    assert verdict_at(function, middle).status == ("proven" if told else "not determined")


@pytest.mark.parametrize(
    ("text", "at_0"),
    [
        ("sign(x^200)", 0.0),
        ("{x^200 > 0: 1, 2}", 2.0),
        ("ceil(x^200)", 0.0),
        ("1 + floor(-x^200)", 1.0),
        ("sign(e^(-1/x^2))", math.nan),
    ],
)
def test_what_is_too_small_for_doubles_is_not_0(text: str, at_0: float) -> None:
    function = function_of(text)
    aside = 0.0 if "floor" in text else 1.0
    view = Viewport(-1e-3, 1e-3, -3, 3, 800, 600)
    sampled = sample(function, view, patience=math.inf)
    assert {float(y) for piece in sampled.pieces for y in piece[:, 1]} == {aside}
    assert function.at(0.0) == pytest.approx(at_0, nan_ok=True)
    for x in (1e-3, -1e-5, 1e-9):
        verdict = verdict_at(function, x)
        assert (verdict.value, verdict.kind, verdict.status) == (aside, "smooth", "proven")


def test_a_step_on_which_nothing_moves_is_no_doubt() -> None:
    # floor(1/x) is 0 beyond 1, and so is x floor(1/x), to the last digit.
    assert certificate_of(function_of("floor((x - 1/3) floor(1/(x - 1/3)))")).curve.unresolved[-1][1] < 0.5
    assert certificate_of(function_of("mod(floor(2^x), 2)")).curve.unresolved == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("floor(sin(1)^2 + cos(1)^2)", 1.0),
        ("floor(log(1000))", 3.0),
        ("floor(ln(e^3))", 3.0),
        ("{2^(1/2) 2^(1/2) = 2: 1, 2}", 1.0),
        ("1/sin(pi)", math.nan),
        ("1/(1 - cos(2pi))", math.nan),
        ("|sin(pi)|", 0.0),
    ],
)
def test_constants_are_what_they_are(text: str, value: float) -> None:
    assert float(Program(settled(parse(text).tree)).value({})) == pytest.approx(value, nan_ok=True, abs=0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # The square of 0 has no sign, and sign(0)^2 is no 1.
        ("sqrt(sign(x x) - 1)", math.nan),
        ("ceil(sign(x x))", 0.0),
        ("floor(sign(x)^2)", 0.0),
        ("{|x| = x: 1, 2}", 1.0),
        ("{sqrt(x^2 + 1) > |x|: 1, 2}", 1.0),
        # On the right of 0 the condition has no truth value, at 0 it has.
        ("{x < -7: 0, sqrt(-x) = sqrt(-4x)/2: 1, 2}", 1.0),
        ("{x < -7: 0, sqrt(-x (x + 5)) = sqrt(-4x (x + 5))/2: 1, 2}", 1.0),
        ("{x < -7: 0, sqrt(x (5 - x)) = sqrt(4x (5 - x))/2: 1, 2}", 1.0),
        ("(x - 1)^{x <= x: 2, 3}", math.nan),
        ("(floor(sin(x)^2 + cos(x)^2) - 1)^0", 1.0),
        # u^0 is 1 for every u that is no typed constant.
        ("floor(sqrt((x - x)^0))", 1.0),
    ],
)
def test_a_place_where_signs_turn_keeps_its_own_value(text: str, value: float) -> None:
    assert function_of(text).at(0.0) == pytest.approx(value, nan_ok=True)


def test_a_root_of_a_square_is_an_absolute_value_whatever_its_form() -> None:
    for text in ("floor((tan(1) + x)/sqrt((tan(1) + x)^2))", "floor(sqrt(x^-2) |x| sign(x + tan(1)))"):
        x = np.array([-2.6, -1.7, 0.3, 2.9])
        assert function_of(text)(x).tolist() == [-1.0, -1.0, 1.0, 1.0]


@settings(max_examples=120)
@given(TREES, POINTS)
def test_forms_of_random_trees_have_their_values(tree: Node, x: float) -> None:
    """As far as 50 digits tell: next to a pole, or of what is huge, they tell nothing."""
    try:
        expected = evaluate(tree, {"x": mpf(x)})
    except (Undefined, ArithmeticError, ValueError):
        assume(False)
    assume(mp.isfinite(expected) and 1e-8 < abs(expected) < 1e8)
    _compare(tree, mpf(x), expected)


SHORT = (
    "1 - tanh x",
    "1 + tanh x",
    "tanh(x) - 1",
    "-1 - tanh x",
    "-tanh(x) + 1",
    "coth(x) - 1",
    "coth(x) + 1",
    "1 - coth x",
    "-1 - coth x",
    "-1 + coth x",
    "2 + 1 - tanh x",
    "1 - tanh(x) + x",
    "1 - tanh(x) + 1 + tanh(2x)",
    "x - 1 + coth(x^3)",
)


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("x", [0.7, -1.3, 4.0])
def test_what_is_short_of_a_limit_is_the_same_without_the_limit(text: str, x: float) -> None:
    tree = parse(text).tree
    assert settled(tree) != tree
    assert abs(evaluate(settled(tree), {"x": x}) - evaluate(tree, {"x": x})) < mpf(10) ** -45


@pytest.mark.parametrize("half", [10.0, 1e-3, 1e-9])
@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("sqrt(1 - tanh(1/(x-1)))", [("open", math.sqrt(2)), ("open", 0.0)]),
        ("1/(coth(1/(x-1)) - 1)", [("pole", None), ("open", -0.5)]),
        ("sqrt(tanh(1/(x-1)) - 1)", []),
    ],
)
def test_roots_of_what_is_short_of_a_limit_are_proven(
    text: str, marks: list[tuple[str, float | None]], half: float
) -> None:
    f, view = function_of(text), Viewport(1 - half, 1 + half, -2, 2, 800, 600)
    certificate = certified(f, sample(f, view, patience=math.inf), view)
    assert certificate.is_proven
    found = [(mark.kind, None if math.isnan(mark.y) else mark.y) for mark in certificate.curve.markers]
    assert found == marks


@pytest.mark.parametrize("text", ["mod(x, x)", "mod(0, x)", "mod(2x, x)", "mod(x - 1, x - 1)", "mod(0, sin x)"])
def test_a_remainder_by_nothing_is_undefined_also_where_it_is_known_elsewhere(text: str) -> None:
    verdict = verdict_at(function_of(text), 1.0 if "1" in text else 0.0)
    assert (verdict.kind, verdict.status) == ("removable", "proven")
    assert math.isnan(verdict.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("floor(e^(-1/(x - 1/3)^2)/(1 + |1/(x - 1/3)|))", 0.0),
        ("floor(x^2/(2 + x^2 + |x - 1|))", 0.0),
        ("sign((x^2 + 1)/(1 + |x + 2|))", 1.0),
        ("floor(|x|/(1 + |x|))", 0.0),
    ],
)
def test_a_sign_tells_that_of_what_lies_beyond(text: str, value: float) -> None:
    function = function_of(text)
    assert set(function(np.array([0.7, -0.4, 1e3, -1e3, 1e17, -1e17])).tolist()) == {value}
    assert len(list(walk(function.concrete))) < 600


@pytest.mark.parametrize("inner", ["x^2", "sqrt(x)", "e^x/(1 + |sin(x)|)", "frac(x)", "|x - 1|", "x^4/(x^2 + 1)"])
def test_bars_about_what_is_never_negative_are_none(inner: str) -> None:
    assert settled(parse(f"|{inner}|").tree) == settled(parse(inner).tree)


def test_whoever_runs_out_of_work_tells_nothing_and_says_how_much_it_took() -> None:
    tree = parse("sin(3x) - 3 sin(x) + 4 sin(x)^3").tree
    number, work = number_of(tree, 10, 1000)
    assert number == 0
    assert number_of(tree, 10, work) == (number, work)
    assert number_of(tree, 10, work - 1) == (None, work - 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{sin((x - 1000)^2)/(x - 1000)^2 < 0: 2, 1}", 1.0),
        ("{sin((x - 1000)^2)/|x - 1000| < 0: 2, 1}", 1.0),
        ("floor(|sin((x - 1000)^2)|/sin((x - 1000)^2))", 1.0),
        ("floor(|2sin(x - 1000) - sin(2x - 2000)|/(sin(2x - 2000) - 2sin(x - 1000)))", -1.0),
        ("floor(|(x - 1000)^2 - 2/10^12|/((x - 1000)^2 - 2/10^12))", -1.0),
        ("floor(sqrt((e^(x - 1000) - 1 - sin(x - 1000))^2)/(e^(x - 1000) - 1 - sin(x - 1000)))", 1.0),
    ],
)
def test_far_from_0_signs_are_those_of_the_tree_as_typed(text: str, value: float) -> None:
    # Multiplied out, these angles and polynomials have lost at 1000 + 10^-6 all digits that count.
    function = function_of(text)
    assert to_text(function.concrete) != text
    assert float(function(np.array([1000 + 1e-6]))[0]) == value


def test_shifted_far_a_window_is_proven_as_before() -> None:
    for shift in (0, 1000, 12345):
        function = function_of(f"{{sin((x - {shift})^2)/(x - {shift})^2 < 0: 2, 1}}")
        view = Viewport(shift - 1, shift + 1, -1, 3, 800, 600)
        curve = sample(function, view)
        assert [(marker.kind, marker.x, marker.y) for marker in curve.markers] == [("hole", shift, 1.0)]
        assert certified(function, curve, view).status == "proven"
