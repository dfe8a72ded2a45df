"""Which digits of the quotients have come to rest."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.calculus.agreement import settled_place
from derivgui.model.calculus.quotient import QuotientTable, quotient_table
from derivgui.model.calculus.tangent import tangent_at
from derivgui.model.language.parser import parse
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction


def table(text: str, x: float, h: float = 0.5) -> QuotientTable:
    f = RealFunction(Program(parse(text).tree))
    return quotient_table(f, x, h, tangent_at(f, x).slope)


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        (1.9999, 2.0001, -3), (4.01, 3.99, -1), (4.1, 3.9, 0), (5.0, 3.0, 1), (0.3, 0.25, -0), (1e10, 2e10, 11),
        (-1.99, -2.01, -1), (2.0, -2.0, 1), (1e-12, -1e-12, -11),
    ],
)  # fmt: skip
def test_numbers_agree_on_a_place_if_they_differ_by_less_than_half_of_it(
    first: float, second: float, place: int
) -> None:
    assert settled_place(abs(first - second)) == place


def test_equal_numbers_agree_on_all_places_and_what_is_no_number_on_none() -> None:
    assert settled_place(0.0) == -math.inf
    assert settled_place(math.nan) == math.inf
    assert settled_place(math.inf) == math.inf
    assert settled_place(1.7e308) == math.inf


def test_each_tenth_of_h_settles_one_more_digit_of_a_smooth_quotient() -> None:
    rows = table("x^2", 2.0).agreement.rows
    assert [row.both for row in rows[6:-1]] == [-1 - k for k in range(14)]
    assert rows[-1].both <= -15


def test_two_sides_that_are_equal_by_symmetry_have_not_settled() -> None:
    found = table("x^3", 0.0)
    np.testing.assert_allclose(found.right, found.left)
    assert found.right[3] == pytest.approx(0.01)
    assert found.agreement.rows[3].both == -1


def test_a_leading_digit_that_will_go_has_not_settled() -> None:
    found = table("x^3 - 3x", 2.0)
    assert found.right[2] == pytest.approx(10.24)
    assert found.agreement.rows[2].right == math.inf


def test_across_a_corner_nothing_agrees_and_each_side_is_at_rest() -> None:
    for row in table("|x|", 0.0).agreement.rows:
        assert (row.both, row.right, row.left) == (1, -math.inf, -math.inf)


@pytest.mark.parametrize(("text", "x"), [("cbrt x", 0.0), ("sqrt x", 0.0), ("floor x", 1.0)])
def test_quotients_that_grow_for_ever_never_settle(text: str, x: float) -> None:
    found = table(text, x)
    for row, left, right in zip(found.agreement.rows, found.left, found.right, strict=True):
        for quotient, place in ((left, row.left), (right, row.right)):
            assert quotient == 0 or not 10.0**place <= abs(quotient)


def test_one_undefined_side_leaves_the_other_to_settle_alone() -> None:
    rows = table("x sqrt x", 0.0).agreement.rows
    assert all(row.both == math.inf and row.left == math.inf for row in rows)
    assert rows[-1].right <= -7


def test_restless_quotients_settle_on_nothing() -> None:
    rows = table("{x=0: 0, x sin(1/x)}", 0.0).agreement.rows
    assert all(row.both >= 0 for row in rows)


@pytest.mark.parametrize("h", [3.0, 0.03, 1e-12, 1e-100])
def test_the_step_in_use_settles_with_the_rows_below_it(h: float) -> None:
    found = table("sin x", 1.0, h)
    error = max(abs(q - math.cos(1.0)) for q in found.now)
    assert found.agreement.now.both == -math.inf or error < 0.5 * 10**found.agreement.now.both
