"""Rows combined with what stands beside each entry."""

from __future__ import annotations

import numpy as np
import pytest

from derivgui.model.numeric.neighbours import distinct, with_neighbours


def test_each_entry_takes_the_largest_of_its_neighbourhood() -> None:
    assert with_neighbours(np.array([1.0, 5.0, 2.0, 0.0, 0.0]), np.maximum).tolist() == [5.0, 5.0, 5.0, 2.0, 0.0]


def test_the_ends_go_on_as_they_end() -> None:
    assert with_neighbours(np.array([1, 2, 4]), np.add).tolist() == [4, 7, 10]


@pytest.mark.parametrize("reach", [0, 1, 2, 7])
@pytest.mark.parametrize("combine", [np.minimum, np.fmax])
def test_a_neighbourhood_reaches_equally_far_on_both_sides(combine: np.ufunc, reach: int) -> None:
    row = np.random.default_rng(1).normal(size=20)
    row[[3, 11]] = np.nan
    around = [row[max(0, place - reach) : place + reach + 1] for place in range(row.size)]
    np.testing.assert_array_equal(with_neighbours(row, combine, reach), [combine.reduce(part) for part in around])


def test_one_entry_alone_is_its_own_neighbour() -> None:
    assert with_neighbours(np.array([3.0]), np.minimum, 2).tolist() == [3.0]


def test_all_numbers_of_some_rows_come_once_and_in_order() -> None:
    assert distinct(np.array([3.0, 1.0]), np.array([1.0, 2.0, 3.0])).tolist() == [1.0, 2.0, 3.0]
    assert distinct(np.zeros(0)).tolist() == []
