"""Heights written along level lines."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from derivgui.model.numeric.plane.contour_levels import logarithmic_levels, nice_levels
from derivgui.model.numeric.plane.contours import Contours, pieces
from derivgui.model.numeric.plane.field import field_of
from derivgui.model.scene.contour_labels import NEAREST, ContourLabel, contour_labels, level_texts
from tests.planes import SQUARE, plane

HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
TEXTS = (HIMMELBLAU, "sin(x) cos(y)", "atan2(y, x)", "x y/(x^2 + y^2)", "tan(x + y)", "x", "y", "ln(x) y")


def labels_of(text: str, logarithmic: bool = False) -> tuple[ContourLabel, ...]:
    field = field_of(plane(text), SQUARE)
    levels = logarithmic_levels(field, base=0.0) if logarithmic else nice_levels(field)
    return contour_labels(field, levels, Contours(field).lines(levels.heights), SQUARE)


@pytest.mark.parametrize("text", TEXTS)
def test_labels_lie_on_their_lines_upright_and_apart(text: str) -> None:
    field = field_of(plane(text), SQUARE)
    lines = Contours(field)
    labels = labels_of(text)
    assert labels
    for label in labels:
        points = np.concatenate(pieces(lines.line(label.level)))
        distance = np.hypot(points[:, 0] - label.x, points[:, 1] - label.y)
        assert distance.min() <= np.hypot(*field.cell)
        assert -90 < label.angle <= 90
        px, py = SQUARE.to_pixel(label.x, label.y)
        assert 6 < px < SQUARE.width - 6
        assert 6 < py < SQUARE.height - 6
    for one, other in combinations(labels, 2):
        assert np.hypot(one.x - other.x, one.y - other.y) * SQUARE.pixels_per_x >= NEAREST - 1


@pytest.mark.parametrize("text", TEXTS)
def test_labels_leave_room_for_the_numbers_of_the_axes_and_the_colour_bar(text: str) -> None:
    for label in labels_of(text):
        px, py = SQUARE.to_pixel(label.x, label.y)
        assert px > 42 + 6
        assert py < SQUARE.height - 30 - 6
        assert not (px > SQUARE.width - 84 and py > SQUARE.height - min(230, SQUARE.height / 2))


def test_a_label_follows_its_line() -> None:
    assert {label.angle for label in labels_of("y")} == {0.0}
    assert {abs(label.angle) for label in labels_of("x")} == {90.0}
    assert {round(label.angle) for label in labels_of("y - x")} == {45}
    assert {round(label.angle) for label in labels_of("y + x")} == {-45}


def test_near_heights_have_as_many_digits_as_tell_them_apart() -> None:
    assert level_texts((-1.0, 0.0, 1.0)) == ("−1", "0", "1")
    assert level_texts((2.0, 2.0000005, 2.000001)) == ("2", "2.0000005", "2.000001")
    assert level_texts((1e9, 1.5e9)) == ("10⁹", "1.5·10⁹")
    assert level_texts((1.0,)) == ("1",)
    assert level_texts(()) == ()


def test_heights_are_written_as_people_read_them() -> None:
    assert "−0.8" in {label.text for label in labels_of("sin(x) cos(y)")}
    assert "100" in {label.text for label in labels_of(HIMMELBLAU, logarithmic=True)}


def test_where_lines_crowd_no_label_covers_them() -> None:
    assert labels_of("sin(60x) sin(60y)") == ()


def test_a_level_function_has_no_labels() -> None:
    assert labels_of("3") == ()
