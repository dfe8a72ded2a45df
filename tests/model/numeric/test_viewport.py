"""Windows onto the plane keep what they promise, whatever the hand does."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from derivgui.model.numeric.viewport import Viewport

VIEW = Viewport(-4, 4, -3, 3, 800, 600)
FACTORS = st.floats(0.01, 100)


@given(st.floats(0, 800), st.floats(0, 600))
def test_pixels_and_data_translate_back(px: float, py: float) -> None:
    back = VIEW.to_pixel(*VIEW.to_data(px, py))
    assert math.isclose(back[0], px, abs_tol=1e-9)
    assert math.isclose(back[1], py, abs_tol=1e-9)


@given(FACTORS, FACTORS, st.floats(0, 800), st.floats(0, 600))
def test_zooming_keeps_the_point_under_the_pointer(fx: float, fy: float, px: float, py: float) -> None:
    x, y = VIEW.to_data(px, py)
    moved = VIEW.zoomed(fx, fy, px, py).to_pixel(x, y)
    assert math.isclose(moved[0], px, abs_tol=1e-6)
    assert math.isclose(moved[1], py, abs_tol=1e-6)


def test_panning_moves_the_picture_with_the_pointer() -> None:
    assert VIEW.panned(100, 0).x0 == -5
    assert VIEW.panned(0, 100).y0 == -2


def test_resizing_keeps_scale_and_centre() -> None:
    bigger = VIEW.resized(1600, 600)
    assert (bigger.x0, bigger.x1) == (-8, 8)
    assert bigger.pixels_per_y == VIEW.pixels_per_y


@given(st.lists(st.tuples(FACTORS, st.floats(-2000, 2000)), max_size=60))
def test_no_gesture_leads_to_a_window_that_doubles_cannot_show(
    gestures: list[tuple[float, float]],
) -> None:
    view = VIEW
    for factor, shift in gestures:
        view = view.zoomed(factor, factor, 10, 10).panned(shift, -shift)
        assert view.is_sound()


def test_a_window_turned_inside_out_is_refused() -> None:
    assert VIEW.showing(2, 1, 0, 1) is VIEW
    assert VIEW.showing(0, math.inf, 0, 1) is VIEW


def test_a_window_too_small_for_the_scale_to_be_a_double_is_refused() -> None:
    assert VIEW.showing(-1e-300, 1e-300, 0, 1) is VIEW
