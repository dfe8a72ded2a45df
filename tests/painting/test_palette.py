"""The palettes keep their promises: readable, and told apart by colour-blind eyes."""

from dataclasses import asdict
from itertools import combinations

import numpy as np
import pytest

from derivgui.painting.palette import DARK, LIGHT, PRINT, Palette, Role, contrast, mix

ALL = pytest.mark.parametrize("palette", [LIGHT, DARK, PRINT], ids=lambda palette: palette.name)
COLOURED = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)

# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency (2009), severity 1, acting on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}

# Ottosson: A perceptual color space for image processing (2020).
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(colour: str, vision: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    cones = TO_LMS @ np.clip(VISION[vision] @ linear, 0, 1)
    return np.asarray(TO_OKLAB @ np.cbrt(cones))


def nearest_pair(colours: list[str], vision: str) -> float:
    """Return the smallest OKLab distance, where 0.02 is about the least that is noticed."""
    pairs = combinations(colours, 2)
    return min(float(np.linalg.norm(oklab(a, vision) - oklab(b, vision))) for a, b in pairs)


def role_colours(palette: Palette) -> list[str]:
    return [palette.colour(role) for role in Role]


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_mixing_goes_from_the_ground_to_the_colour() -> None:
    assert mix("#000000", "#FF8040", 0) == "#000000"
    assert mix("#000000", "#FF8040", 1) == "#FF8040"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


@ALL
@pytest.mark.parametrize("ink", ["text", "muted", "warning", "error"])
@pytest.mark.parametrize("ground", ["window", "surface", "canvas"])
def test_text_is_readable_on_every_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@ALL
@pytest.mark.parametrize("ground", ["hover", "pressed", "selection"])
def test_text_stays_readable_where_the_hand_is(palette: Palette, ground: str) -> None:
    assert contrast(palette.text, getattr(palette, ground)) >= 4.5


@ALL
def test_messages_are_readable_on_their_tints(palette: Palette) -> None:
    for level in (palette.accent, palette.warning, palette.error):
        assert contrast(palette.text, palette.tint(level)) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


@ALL
def test_disabled_text_can_still_be_made_out(palette: Palette) -> None:
    assert contrast(palette.disabled, palette.surface) >= 3
    assert contrast(palette.disabled, palette.text) > 2


@ALL
@pytest.mark.parametrize("edge", ["outline", "focus"])
def test_edges_of_controls_are_seen(palette: Palette, edge: str) -> None:
    for ground in (palette.window, palette.surface, palette.canvas):
        assert contrast(getattr(palette, edge), ground) >= 3


@ALL
def test_lines_are_seen_on_the_canvas(palette: Palette) -> None:
    lines = [palette.axis, *palette.functions]
    lines += [palette.tangent, palette.secant, palette.derivative]
    for colour in lines:
        assert contrast(colour, palette.canvas) >= 3


@ALL
def test_the_grid_stays_behind_the_curves(palette: Palette) -> None:
    minor = contrast(palette.grid_minor, palette.canvas)
    major = contrast(palette.grid_major, palette.canvas)
    assert 1.05 < minor < major < 1.6
    assert major < contrast(palette.axis, palette.canvas) / 2


@ALL
def test_a_meaning_written_as_text_is_readable_on_its_tint(palette: Palette) -> None:
    for colour in (*role_colours(palette), *palette.functions[1:]):
        ink = palette.ink(colour)
        for ground in (palette.surface, palette.canvas, palette.window, palette.tint(colour)):
            assert contrast(ink, ground) >= 4.5


@ALL
def test_an_edge_in_ink_makes_every_role_seen(palette: Palette) -> None:
    for role in Role:
        seen = max(contrast(c, palette.canvas) for c in (palette.colour(role), palette.ink(role)))
        assert seen >= 3


@ALL
def test_a_tint_can_be_told_from_its_ground(palette: Palette) -> None:
    for role in Role:
        assert 1.08 < contrast(palette.tint(role), palette.surface) < 2


@ALL
def test_the_text_colours_of_the_roles_are_their_inks(palette: Palette) -> None:
    for role in Role:
        assert palette.text_colour(role) == palette.ink(role)


@ALL
def test_ink_keeps_a_colour_that_is_readable_already(palette: Palette) -> None:
    assert palette.ink(palette.text) == palette.text
    assert palette.ink(Role.TANGENT) == palette.ink(palette.tangent)


@COLOURED
def test_no_two_meanings_look_alike(palette: Palette) -> None:
    assert nearest_pair(role_colours(palette), "normal") > 0.15
    assert nearest_pair(role_colours(palette), "protanopia") > 0.08
    assert nearest_pair(role_colours(palette), "deuteranopia") > 0.07


@COLOURED
def test_no_function_looks_like_a_meaning_or_another_function(palette: Palette) -> None:
    everything = [*role_colours(palette), *palette.functions[1:]]
    assert len(palette.functions[1:]) >= 6
    assert nearest_pair(everything, "normal") > 0.12
    assert nearest_pair(everything, "protanopia") > 0.06
    assert nearest_pair(everything, "deuteranopia") > 0.06


@COLOURED
def test_function_colours_start_with_blue_and_come_round(palette: Palette) -> None:
    count = len(palette.functions)
    colours = [palette.cycle(index) for index in range(count)]
    assert colours[0] == palette.colour(Role.FUNCTION)
    assert len(set(colours)) == count
    assert palette.cycle(count) == colours[0]


def test_the_light_meanings_are_those_of_okabe_and_ito() -> None:
    assert role_colours(LIGHT) == ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"]


def test_print_is_black_and_white() -> None:
    colours = [value for value in asdict(PRINT).values() if isinstance(value, str) and value.startswith("#")]
    for colour in (*colours, *PRINT.functions):
        assert colour[1:3] == colour[3:5] == colour[5:7]


def test_on_paper_dashes_tell_the_lines_apart() -> None:
    dashes = [PRINT.dash(index) for index in range(len(PRINT.functions))]
    dashes += [PRINT.derivative_dash, PRINT.secant_dash]
    assert len(set(dashes)) == len(dashes)
    # Every other dash is a stroke and every other one a gap; a tangent is a whole line, but thin.
    assert all(len(dash) % 2 == 0 for dash in dashes)
    assert PRINT.tangent_width < LIGHT.tangent_width


def test_on_screen_functions_are_whole_lines() -> None:
    assert {LIGHT.dash(0), LIGHT.dash(5), DARK.dash(1)} == {()}
