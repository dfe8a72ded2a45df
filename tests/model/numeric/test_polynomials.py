"""Polynomials read off trees, and their zeros."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.language.parser import parse
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros, square_free, tree_of

ZEROS = st.lists(st.fractions(min_value=-9, max_value=9, max_denominator=9), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", [3]), ("x", [0, 1]), ("(x - 1)^2", [1, -2, 1]), ("x(x + 1/2) - x^2", [0, "1/2"]), ("x - x", []),
        ("10^-2 x + 2^3", [8, "1/100"]),
        ("(x^2 + 4)/2 - 0.25x", [2, "-1/4", "1/2"]),
    ],
)  # fmt: skip
def test_coefficients_are_exact(text: str, expected: list[int | str]) -> None:
    assert coefficients_of(parse(text).tree, "x") == tuple(map(Fraction, expected))


@pytest.mark.parametrize("text", ["sin x", "x^-1", "x^(1/2)", "1/x", "a x", "pi x", "x^17", "(x + 1)^9 x^9", "|x|"])
def test_other_trees_are_no_polynomials(text: str) -> None:
    assert coefficients_of(parse(text).tree, "x") is None


def product_of(zeros: list[Fraction]) -> tuple[Fraction, ...]:
    text = "*".join(f"(x - ({zero}))" for zero in zeros)
    found = coefficients_of(parse(text).tree, "x")
    assert found is not None
    return found


@given(ZEROS, st.integers(1, 3))
def test_multiple_zeros_become_simple_and_none_is_lost(zeros: list[Fraction], times: int) -> None:
    simple = square_free(product_of(zeros * times))
    assert len(simple) == len(set(zeros)) + 1
    for zero in zeros:
        assert sum(c * zero**k for k, c in enumerate(simple)) == 0


@given(st.lists(st.fractions(min_value=-99, max_value=99, max_denominator=99), min_size=1, max_size=2, unique=True))
def test_rational_zeros_of_low_degree_are_found(zeros: list[Fraction]) -> None:
    found = rational_zeros(product_of(zeros))
    assert found is not None
    assert sorted(found) == sorted(zeros)


def test_zeros_that_are_not_rational_are_left_alone() -> None:
    assert rational_zeros((Fraction(-2), Fraction(0), Fraction(1))) is None
    assert rational_zeros((Fraction(2), Fraction(0), Fraction(1))) == ()


@given(ZEROS)
def test_a_polynomial_is_a_tree_again(zeros: list[Fraction]) -> None:
    p = product_of(zeros)
    assert coefficients_of(tree_of(p, "x"), "x") == p
