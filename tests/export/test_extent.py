"""Sizes in pixels and on paper."""

from __future__ import annotations

import pytest

from derivgui.export.extent import ExtentError, extent


def test_pixels_are_units_of_painting() -> None:
    size = extent("800", "600")
    assert (size.pixels, size.units) == ((800, 600), (800, 600))
    assert size.inches == pytest.approx((800 / 96, 600 / 96))


def test_letters_grow_with_large_pictures_and_do_not_shrink_with_small_ones() -> None:
    assert extent("3840", "2160").scale == pytest.approx(2.4)
    assert extent("3840", "2160").pixels == (3840, 2160)
    assert extent("320px", "240 PX").scale == 1
    assert extent("1e3", "5e2").pixels == (1000, 500)


def test_lengths_on_paper_become_pixels_by_their_dots() -> None:
    assert extent("16cm", "9cm", 100).pixels == (630, 354)
    assert extent("2in", "72pt").pixels == (600, 300)
    assert extent("25.4mm", "1in").inches == pytest.approx((1, 1))


def test_on_paper_letters_have_one_size_whatever_the_dots() -> None:
    assert extent("8cm", "6cm", 600).units == pytest.approx(extent("8cm", "6cm", 72).units)


def test_dots_with_pixels_say_how_fine_they_are() -> None:
    size = extent("800", "600", 192)
    assert (size.pixels, size.units) == ((800, 600), (400, 300))


IMPOSSIBLE: list[tuple[str, str, float | None]] = [
    ("0", "600", None),
    ("800", "tall", None),
    ("-3", "5", None),
    ("16cm", "900", None),
    ("1e9", "1", None),
    ("30000", "10", None),
    ("20000", "20000", None),
    ("3m", "2m", None),
    ("800", "600", 0.5),
    ("", "", None),
]


@pytest.mark.parametrize(("width", "height", "dpi"), IMPOSSIBLE)
def test_an_impossible_size_is_told_in_a_sentence(width: str, height: str, dpi: float | None) -> None:
    with pytest.raises(ExtentError) as raised:
        extent(width, height, dpi)
    assert raised.value.message.endswith(".")
    assert raised.value.hint.endswith((".", "600", "9cm"))
