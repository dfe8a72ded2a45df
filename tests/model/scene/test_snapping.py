"""A dragged point comes to rest by itself, softly."""

from __future__ import annotations

from derivgui.model.calculus.landmarks import Landmark
from derivgui.model.scene.snapping import Snap, on_the_way, snap

PIXELS = 100.0  # for one unit


def test_a_point_of_interest_catches_what_comes_near_and_says_why() -> None:
    marks = (Landmark("minimum", 1.0, -2.0),)
    assert snap(1.08, PIXELS, marks, ()) == Snap(1.0, "minimum")
    assert snap(1.1, PIXELS, marks, ()) == Snap(1.1)


def test_everything_in_one_place_is_named() -> None:
    marks = (Landmark("zero", 0.0, 0.0), Landmark("minimum", 0.0, 0.0))
    assert snap(0.05, PIXELS, marks, ()) == Snap(0.0, "zero, minimum")


def test_a_point_without_a_derivative_is_called_what_it_is() -> None:
    marks = (Landmark("zero", 0.0, 0.0), Landmark("minimum", 0.0, 0.0, sharp=True, shape="cusp"))
    assert snap(0.05, PIXELS, marks, ()) == Snap(0.0, "zero, minimum (cusp)")
    assert snap(0.05, PIXELS, (Landmark("corner", 0.0, 1.0, shape="cusp"),), ()) == Snap(0.0, "cusp")


def test_an_extremum_wins_over_a_grid_line_that_is_nearer() -> None:
    marks = (Landmark("maximum", 1.05, 0.0),)
    assert snap(1.0, PIXELS, marks, (1.0,)) == Snap(1.05, "maximum")
    assert snap(0.97, PIXELS, (), (1.0,)) == Snap(1.0)


def test_in_a_crowd_at_least_half_of_the_way_is_free() -> None:
    marks = tuple(Landmark("zero", 0.1 * k, 0.0) for k in range(-20, 21))
    stops = [0.001 * k for k in range(-1000, 1000)]
    caught = [x for x in stops if snap(x, PIXELS, marks, ()).note]
    assert len(caught) <= 0.53 * len(stops)
    assert snap(0.015, PIXELS, marks, ()) == Snap(0.0, "zero")


def test_two_points_far_apart_do_not_weaken_each_other() -> None:
    marks = (Landmark("zero", 0.0, 0.0), Landmark("inflection", 0.5, 0.0))
    assert snap(0.42, PIXELS, marks, ()) == Snap(0.5, "inflection")


def test_a_level_stretch_catches_nothing() -> None:
    assert snap(0.01, PIXELS, (Landmark("flat", 0.0, 0.0, end=3.0),), ()) == Snap(0.01)


def test_an_arrow_key_stops_at_what_is_on_its_way_and_says_what_it_has_come_to() -> None:
    marks = (Landmark("zero", 0.1, 0.0), Landmark("corner", 0.2, 1.0), Landmark("maximum", 0.5, 2.0))
    assert on_the_way(0.0, 0.25, PIXELS, marks) == Snap(0.1, "zero")
    assert on_the_way(0.1, 0.35, PIXELS, marks) == Snap(0.2, "corner")
    assert on_the_way(0.2, 0.45, PIXELS, marks) == Snap(0.45)
    assert on_the_way(0.45, 0.2, PIXELS, marks) == Snap(0.2, "corner")
    assert on_the_way(0.25, 0.5, PIXELS, marks) == Snap(0.5, "maximum")


def test_an_arrow_key_passes_a_crowd_and_a_level_stretch() -> None:
    crowd = tuple(Landmark("zero", 0.05 * k, 0.0) for k in range(1, 9))
    assert on_the_way(0.0, 0.42, PIXELS, crowd) == Snap(0.42)
    assert on_the_way(0.0, 0.42, PIXELS, (Landmark("flat", 0.2, 0.0, end=0.3),)) == Snap(0.42)
