"""Where the heights of level lines are written: along the lines, upright, apart from each other and from the border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.numeric.plane.contour_levels import Levels
from derivgui.model.numeric.plane.field import Field
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.numbers import MOST_DIGITS, format_number

# All lengths are logical pixels.
CHARACTER_WIDTH = 7.0
HEIGHT = 12.0
# The axes' names stand along the upper and the right edge.
BORDER = 20.0
# Their numbers stand along the left and the lower edge, the colour bar in the corner between right and below.
LEFT = 42.0
BELOW = 30.0
CORNER_WIDTH = 84.0
# What the colour bar's card needs beside its texts.
BAR_WIDTH = 48.0
CORNER_HEIGHT = 230.0
# How far apart two labels are at least, and beyond which distance farther is no better.
NEAREST = 90.0
FAR = 260.0
STEP = 14.0
# A piece this many times as long as its label is wanted one; a label bends by no more than this share of its width.
ROOM = 2.5
STRAIGHT = 0.97
# Neighbouring lines may be no nearer than this share of the label's height.
CLEAR = 0.7
MOST_PIECES = 16
FEWEST_DIGITS = 6
# A text may be off by this share of the distance between two heights.
ROUNDED = 0.01
# Pieces of one level get a second label where they are as long as this.
LONG = 1400.0


@dataclass(frozen=True, slots=True)
class ContourLabel:
    """A height written on its line.

    Attributes:
        text: the height as people read it.
        level: the height.
        x, y: the middle, in data coordinates.
        angle: of the text against the horizontal in degrees, counter-clockwise, in (-90, 90].
        width: estimated, in logical pixels: where the line may be left out.
        gap: how far the next height with a line is; infinite where there is none.
    """

    text: str
    level: float
    x: float
    y: float
    angle: float
    width: float
    gap: float


def contour_labels(
    field: Field, levels: Levels, lines: tuple[Array, ...], view: Viewport, character_width: float = CHARACTER_WIDTH
) -> tuple[ContourLabel, ...]:
    """Labels for the lines of ``levels.heights`` as far as there is room; the roundest heights choose first.

    ``lines`` holds for each height its points in data coordinates, shape (n, 2), rows of NaN between pieces;
    ``character_width`` is in pixels.
    """
    texts = level_texts(levels.heights)
    scale = np.array([view.pixels_per_x, -view.pixels_per_y])
    origin = np.array([view.x0, view.y1])
    corner = max(CORNER_WIDTH, BAR_WIDTH + character_width * max(map(len, texts), default=0))
    placed: list[ContourLabel] = []
    taken = np.empty((0, 2))
    for number in sorted(range(len(texts)), key=lambda k: (len(texts[k].strip("−0.")), k)):
        width = character_width * len(texts[number])
        gap = _gap(levels.heights, number)
        for piece in _longest((lines[number] - origin) * scale, ROOM * width):
            for spot in _spots(piece, width, field, view, gap, taken, corner):
                x, y = spot.middle / scale + origin
                height = levels.heights[number]
                placed.append(ContourLabel(texts[number], height, float(x), float(y), spot.angle, width, gap))
                taken = np.vstack([taken, spot.middle])
    return tuple(placed)


def level_texts(heights: tuple[float, ...]) -> tuple[str, ...]:
    """The heights as people read them, with as many digits as tell each from the next: 2.000001 is not 2."""
    least = min((abs(b - a) for a, b in pairwise(heights)), default=math.inf)
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        if all(abs(float(f"{height:.{digits - 1}e}") - height) <= ROUNDED * least for height in heights):
            break
    else:
        digits = MOST_DIGITS
    return tuple(format_number(height, digits) for height in heights)


@dataclass(frozen=True, slots=True, eq=False)
class _Spot:
    middle: Array
    angle: float


def _longest(line: Array, least: float) -> list[Array]:
    """The longest pieces of a line that are as long as ``least``, at most ``MOST_PIECES``, the longest first."""
    if not len(line):
        return []
    along = _lengths(line)
    gaps = np.flatnonzero(np.isnan(line[:, 0]))
    starts, ends = np.concatenate(([0], gaps + 1)), np.concatenate((gaps, [len(line)]))
    lengths = along[ends - 1] - along[np.minimum(starts, len(line) - 1)]
    order = np.argsort(-lengths)[:MOST_PIECES]
    return [line[starts[k] : ends[k]] for k in order if lengths[k] >= least]


def _lengths(piece: Array) -> Array:
    """Length of the way to each point; gaps add nothing."""
    steps = np.nan_to_num(np.hypot(*np.diff(piece, axis=0).T))
    return np.concatenate(([0.0], np.cumsum(steps)))


def _gap(heights: tuple[float, ...], number: int) -> float:
    """Distance to the nearer of the neighbouring heights."""
    near = [abs(heights[k] - heights[number]) for k in (number - 1, number + 1) if 0 <= k < len(heights)]
    return min(near, default=math.inf)


def _spots(
    piece: Array, width: float, field: Field, view: Viewport, gap: float, taken: Array, corner: float
) -> list[_Spot]:
    """The best places for one label on a piece, for two on a long one."""
    along = _lengths(piece)
    places = np.linspace(0.5 * width, along[-1] - 0.5 * width, max(3, int(along[-1] / STEP)))
    middle, start, end = (_at(piece, along, places + shift) for shift in (0.0, -0.5 * width, 0.5 * width))
    chord = end - start
    straight = np.hypot(*chord.T) / width
    allowed = (straight >= STRAIGHT) & _is_inside(middle, chord, view, corner) & _is_clear(middle, field, view, gap)
    found: list[_Spot] = []
    for _ in range(2 if along[-1] > LONG else 1):
        away = _distance(middle, taken)
        score = np.minimum(away, FAR) / FAR + straight - 0.3 * np.absolute(chord[:, 1]) / width
        score = np.where(allowed & (away >= NEAREST), score, -np.inf)
        best = int(np.argmax(score))
        if score[best] == -np.inf:
            break
        found.append(_Spot(middle[best], _upright(chord[best])))
        taken = np.vstack([taken, middle[best]])
    return found


def _at(piece: Array, along: Array, places: Array) -> Array:
    return np.stack([np.interp(places, along, piece[:, k]) for k in (0, 1)], axis=1)


def _upright(chord: Array) -> float:
    """The text's angle, never upside down. Pixels count downwards, angles upwards."""
    angle = math.degrees(math.atan2(-chord[1], chord[0]))
    if angle > 90:
        angle -= 180
    return angle + 180 if angle <= -90 else angle


def _is_inside(middle: Array, chord: Array, view: Viewport, corner_width: float) -> Truth:
    """Whether the whole label keeps off the window's border and off what stands along it."""
    reach = 0.5 * (np.absolute(chord) + HEIGHT)
    (left, top), (right, below) = (middle - reach).T, (middle + reach).T
    inside: Truth = (left > LEFT) & (top > BORDER) & (right < view.width - BORDER) & (below < view.height - BELOW)
    corner = (right > view.width - corner_width) & (below > view.height - min(CORNER_HEIGHT, 0.5 * view.height))
    clear: Truth = inside & ~corner
    return clear


def _is_clear(middle: Array, field: Field, view: Viewport, gap: float) -> Truth:
    """Whether the neighbouring lines are far enough away, by the slope of the field there."""
    rows, columns = field.values.shape
    column = np.clip((middle[:, 0] / view.width * (columns - 1)).astype(int), 1, columns - 2)
    row = np.clip(((1 - middle[:, 1] / view.height) * (rows - 1)).astype(int), 1, rows - 2)
    across = (field.values[row, column + 1] - field.values[row, column - 1]) / (2 * view.width / (columns - 1))
    up = (field.values[row + 1, column] - field.values[row - 1, column]) / (2 * view.height / (rows - 1))
    # Where the slope is not known there is a gap or a jump beside the line.
    clear: Truth = np.hypot(across, up) * CLEAR * HEIGHT <= gap
    return clear


def _distance(places: Array, taken: Array) -> Array:
    """To the nearest label."""
    if not len(taken):
        return np.full(len(places), FAR)
    distance: Array = np.hypot(*(places[:, None, :] - taken[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    return distance
