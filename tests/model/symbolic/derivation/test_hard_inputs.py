"""What makes symbolic programs hang or lie is answered within its time, or honestly not at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivgui.model.language.parser import parse
from derivgui.model.symbolic.derivation import derive
from tests.model.symbolic.derivation.test_lines import assert_equals_quotient, assert_equals_slope, places

HARD = (
    "x^x^x", "x^x^x^x^x", "e^e^e^e^e^x", "sin(cos(tan(x^2 + 1)/x))", "sin(tan(-4x^2 - 3)^3)", "(x + y + z + 1)^120",
    "x^1000", "x^999999", "7^e^e^e^(10x)", "+".join(f"sin({k}x)" for k in range(1, 40)),
    "+".join(f"x^{k}" for k in range(1, 99)), "*".join(f"(x + {k})" for k in range(1, 39)), "tan(tan(tan(tan(x))))",
    "sin((x + 1)^9)", "(((((x^2 + 1)^2 + 1)^2 + 1)^2 + 1)^2 + 1)^2", "9^9^x", "sin(x)^50", "x^(1/1000)",
)  # fmt: skip
UNDEFINED = ("1/(x - x)", "sqrt(-1 - x^2)", "ln(-x^2)", "0^x", "(-2)^x", "e^(sin(x)^2 + cos(x)^2)")
UNKNOWN = ("{x^2 < 2: -x, x^2}", "atan2(x, 2)")


@pytest.mark.parametrize("text", HARD)
def test_nothing_hangs(text: str) -> None:
    start = time.perf_counter()
    found = derive(parse(text).tree)
    assert time.perf_counter() - start < 3
    assert (found.result is None) == bool(found.message)


@pytest.mark.parametrize("text", [*UNDEFINED, *UNKNOWN])
def test_what_is_not_known_is_said_and_not_invented(text: str) -> None:
    found = derive(parse(text).tree)
    assert (found.result, found.exists, found.status) == (None, None, "not determined")
    assert [step.kind for step in found.steps] == ["quotient"]
    assert "known here" in found.message


LEAVES = st.sampled_from(["x", "x", "2x", "x^2", "3", "1/x", "sqrt(x)", "x + 1", "-x"])


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    functions = st.sampled_from(["sin", "cos", "tan", "exp", "ln", "sqrt", "atan", "sinh", "cbrt", "abs"])
    return st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({})*({})".format, inner, inner),
        st.builds("({})/({})".format, inner, inner),
        st.builds("({})^{}".format, inner, st.integers(2, 4)),
        st.builds("{}({})".format, functions, inner),
    )


@settings(max_examples=60)
@given(st.recursive(LEAVES, _combined, max_leaves=4))
def test_any_combination_is_derived_truly_or_not_at_all(text: str) -> None:
    tree = parse(text).tree
    start = time.perf_counter()
    found = derive(tree)
    assert time.perf_counter() - start < 3
    if found.result is None:
        return
    points = places(tree, text)
    if len(points) < 3:
        return
    for step in found.steps[:-1]:
        assert_equals_quotient(step.text, tree, points)
    assert_equals_slope(found.result.text, tree, points)
