"""The clock of h -> 0."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.calculus.quotient import STEPS
from derivgui.ui.limit import player

SIZES = st.floats(1e-16, 10.0)


@given(SIZES, st.sampled_from([1.0, -1.0]), st.floats(0.0, 2.0))
def test_playing_shrinks_h_and_keeps_its_side(size: float, sign: float, seconds: float) -> None:
    h = player.played(sign * size, seconds)
    assert math.copysign(1.0, h) == sign
    assert player.SMALLEST_H <= abs(h) <= max(size, player.SMALLEST_H)


def test_playing_ends() -> None:
    assert player.is_at_end(player.played(1.0, 60.0))
    assert not player.is_at_end(1e-15)


@pytest.mark.parametrize("moments", [(0.016,) * 25, (0.1,) * 4, (0.015, 0.017) * 12 + (0.016,)])
@pytest.mark.parametrize("start", [1e-15, -1e-15])
def test_it_ends_exactly_at_the_last_row_however_time_is_cut(moments: tuple[float, ...], start: float) -> None:
    h = start
    for seconds in moments:
        h = player.played(h, seconds)
    assert player.is_at_end(h)
    assert abs(h) == STEPS[-1]


@given(st.lists(st.floats(1e-3, 0.2), min_size=1, max_size=60), SIZES)
def test_what_is_at_the_end_is_the_smallest_step(moments: list[float], start: float) -> None:
    h = start
    for seconds in moments:
        h = player.played(h, seconds)
    assert player.is_at_end(h) == (h == player.SMALLEST_H)


def test_steps_walk_down_the_table_and_back_up() -> None:
    h, walked = -1.0, [-1.0]
    while not player.is_at_end(h):
        h = player.next_step(h)
        walked.append(h)
    assert walked == [-step for step in STEPS]
    assert player.next_step(h) == h
    while abs(h) < 1.0:
        h = player.previous_step(h)
    assert h == -1.0


@given(SIZES, st.sampled_from([1.0, -1.0]))
def test_the_scrubber_finds_its_place_again(size: float, sign: float) -> None:
    h = player.from_position(player.to_position(sign * size), sign)
    assert h == pytest.approx(sign * size, rel=0.03)


@pytest.mark.parametrize(
    ("h", "row"),
    [
        (2.0, -1),
        (1.0, 0),
        (-0.7, 0),
        (0.5, 1),
        (1e-8, 12),
        (1e-16, len(STEPS) - 1),
        (1e-100, len(STEPS) - 1),
        (0.0999, 3),
    ],
)
def test_the_lit_row_is_the_one_that_h_has_reached(h: float, row: int) -> None:
    assert player.reached_row(h) == row
