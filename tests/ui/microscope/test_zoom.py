"""Where k stands on its slider, how it steps and plays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivgui.ui.microscope import zoom

KS = st.floats(0.0, 300.0)


@given(KS)
def test_the_slider_finds_its_place_again(k: float) -> None:
    assert zoom.from_share(zoom.to_share(k)) == pytest.approx(k, abs=0.51)


def test_half_of_the_slider_is_for_what_doubles_reach() -> None:
    assert (zoom.from_share(0.0), zoom.from_share(0.5), zoom.from_share(1.0)) == (0.0, 16.0, 300.0)


@given(KS, st.floats(-50, 50))
def test_the_wheel_stays_in_range_and_goes_its_way(k: float, notches: float) -> None:
    after = zoom.scrolled(k, notches)
    assert 0 <= after <= 300
    assert (after - zoom.tidy(k)) * notches >= 0


@pytest.mark.parametrize(
    ("k", "decades", "after"), [(2.5, 1, 3), (2.5, -1, 2), (3, 1, 4), (295, 10, 300), (5, -10, 0), (7, 1000, 300)]
)
def test_keys_step_whole_decades(k: float, decades: int, after: float) -> None:
    assert zoom.stepped(k, decades) == after


def test_playing_goes_through_all_decades_in_six_seconds() -> None:
    seen = [zoom.played(0.0, second / 4) for second in range(25)]
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 300.0)
    assert zoom.played(300.0, 0.0) == 300.0


@pytest.mark.parametrize("k", [-1.0, 301.0])
def test_a_k_out_of_range_is_refused_with_a_sentence(k: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 300"):
        zoom.checked(k)
