"""What the switch for the point says."""

from __future__ import annotations

import math

import pytest

from derivgui.ui.derivation.question import place_label


@pytest.mark.parametrize(
    ("x", "label"),
    [
        (2.0, "at x = 2"),
        (-1.5, "at x = −1.5"),
        (0.125, "at x = 0.125"),
        (math.pi / 2, "at x = π/2"),
        (-1 / 3, "at x = −1/3"),
        (math.sqrt(2), "at x ≈ 1.414"),
        (-2.348785, "at x ≈ −2.349"),
        (123456.789, "at x ≈ 123500"),
    ],
)
def test_a_place_is_named_as_long_as_there_is_room(x: float, label: str) -> None:
    assert place_label("x", x) == label
