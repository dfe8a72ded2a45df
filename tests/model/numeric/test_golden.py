"""Golden shares fill [0, 1) evenly, however many there are."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.numeric.golden import GOLDEN, golden_shares


def test_the_golden_ratio_divides_as_the_whole_to_the_larger_part() -> None:
    assert math.isclose(GOLDEN**2, 1.0 - GOLDEN, rel_tol=1e-15)


@pytest.mark.parametrize("count", [2, 3, 5, 12, 100, 1234])
def test_gaps_have_three_lengths_at_most_and_differ_little(count: int) -> None:
    """The three-gap theorem (V. T. Sós 1958)."""
    shares = golden_shares(count)
    assert shares[0] == 0.0
    assert ((shares >= 0.0) & (shares < 1.0)).all()
    gaps = np.sort(np.diff(np.sort(shares), append=1.0))
    assert np.count_nonzero(np.diff(gaps) > 1e-9) <= 2
    assert gaps[-1] / gaps[0] < 1.0 / GOLDEN**2 + 1e-9
