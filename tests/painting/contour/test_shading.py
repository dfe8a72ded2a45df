"""The colours of heights: even steps, rising lightness, safe for colour-blind eyes, and pale enough to draw on."""

from __future__ import annotations

import numpy as np
import pytest

from derivgui.model.language.real import Array
from derivgui.painting.contour.shading import SHADES, shade, shade_table
from derivgui.painting.palette import DARK, LIGHT, TEXT_CONTRAST, Palette, contrast

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
# Linear sRGB as deuteranopes and protanopes see it (Machado, Oliveira and Fernandes 2009, severity 1).
COLOUR_BLIND = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}


def linear(srgb: Array) -> Array:
    share = srgb / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(rgb: Array) -> Array:
    """CIE L*a*b* for D65, which the tables were not made from."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = np.clip(rgb, 0, 1) @ matrix.T / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def table(palette: Palette) -> Array:
    return linear(shade_table(palette.is_dark).astype(float))


@THEMES
def test_lightness_only_rises(palette: Palette) -> None:
    lightness = lab(table(palette))[:, 0]
    assert (np.diff(lightness) > -0.35).all()
    assert (np.diff(lightness[::8]) > 0).all()


@THEMES
def test_equal_steps_of_height_are_equal_steps_to_the_eye(palette: Palette) -> None:
    steps = np.linalg.norm(np.diff(lab(table(palette))[::12], axis=0), axis=1)
    assert steps.max() < 2.2 * steps.min()


@THEMES
@pytest.mark.parametrize("kind", COLOUR_BLIND)
def test_colour_blind_eyes_tell_the_shades_apart(palette: Palette, kind: str) -> None:
    seen = lab(table(palette) @ np.array(COLOUR_BLIND[kind]).T)[::12]
    steps = np.linalg.norm(np.diff(seen, axis=0), axis=1)
    assert steps.min() > 1.5
    assert (np.diff(seen[:, 0]) > 0).all()


@THEMES
def test_text_reads_on_every_shade(palette: Palette) -> None:
    assert all(contrast(palette.text, shade(palette, k / SHADES)) >= TEXT_CONTRAST for k in range(SHADES + 1))


@THEMES
def test_heights_beyond_the_range_take_the_colours_of_its_ends(palette: Palette) -> None:
    assert shade(palette, -0.5) == shade(palette, 0.0)
    assert shade(palette, 7.0) == shade(palette, 1.0)
