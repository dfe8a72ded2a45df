"""Shares that fill [0, 1) evenly, however many there are, or in step with nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivgui.model.numeric.golden import GOLDEN, golden_shares, uneven_shares


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


@pytest.mark.parametrize("count", [48, 500, 16_384])
def test_uneven_shares_meet_each_phase_of_any_oscillation(count: int) -> None:
    steps = np.arange(count) + uneven_shares(count)
    for turns in np.random.default_rng(3).uniform(0.5, 1e4, 400):
        phase = np.sort(turns * steps % 1.0)
        assert np.diff(phase, prepend=phase[-1] - 1.0).max() < 0.4
        assert abs(np.exp(2j * np.pi * turns * steps).mean()) < 3.6 / np.sqrt(count)


@pytest.mark.parametrize("count", [300, 16_384])
def test_uneven_shares_are_spread_over_the_whole(count: int) -> None:
    counts, _ = np.histogram(uneven_shares(count), bins=10, range=(0.0, 1.0))
    assert counts.sum() == count
    assert counts.min() > 0.4 * count / 10
