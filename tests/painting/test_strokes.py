"""Curves in the raster engine: taken apart for speed, they look like the paths that they are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.dashes import dashed
from derivgui.painting.segments import Segments, segments_of
from derivgui.painting.strokes import draw_pieces

# One unit is one pixel.
VIEW = Viewport(0, 160, 0, 120, 160, 120)
WIDTH = 2.5
FINE = 8
# Of 255: two edges that overlap are darker than one by up to a quarter.
SEEN = 66
Picture = NDArray[np.int_]


def pen(dash: tuple[float, ...] = ()) -> QPen:
    cap = Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap
    found = QPen(QColor("black"), WIDTH, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        found.setDashPattern(list(dash))
    return found


def painted(pieces: list[Array], scale: int = 1, dash: tuple[float, ...] = ()) -> Picture:
    """Darkness from 0 to 255 by row and column."""
    return picture(scale, True, lambda painter: draw_pieces(painter, VIEW, pieces, pen(dash)))


def path(pieces: list[Array], scale: int = 1, dash: tuple[float, ...] = (), smooth: bool = True) -> Picture:
    """The same as paths; if not smooth, counted in hard pixels, 64 to a pixel."""

    def paint(painter: QPainter) -> None:
        painter.setPen(pen(dash))
        for piece in pieces:
            painter.drawPolyline([QPointF(x, 120.0 - y) for x, y in piece.tolist()])

    if smooth:
        return picture(scale, True, paint)
    hard = picture(scale * FINE, False, paint)
    return hard.reshape(120 * scale, FINE, 160 * scale, FINE).mean(axis=(1, 3)).astype(int)


def picture(scale: int, smooth: bool, paint: Callable[[QPainter], None]) -> Picture:
    image = QImage(160 * scale, 120 * scale, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    paint(painter)
    painter.end()
    return 255 - np.frombuffer(image.constBits(), np.uint8).reshape(120 * scale, 160 * scale, 4)[..., 0].astype(int)


def curve(x0: float, x1: float, points: int, height: float, waves: float) -> Array:
    x = np.linspace(x0, x1, points)
    return np.column_stack((x, 60 + height * np.sin(waves * x)))


CURVES = {
    "smooth": [curve(5, 155, 60, 30, 0.05)],
    "a crowd of short segments": [curve(5, 155, 900, 40, 0.1)],
    "a corner": [np.array([[20.0, 100.0], [80.0, 20.0], [140.0, 100.0]])],
    "a needle": [np.array([[20.0, 20.0], [80.0, 110.0], [83.0, 20.0]])],
    "nearly upright": [np.array([[80.0, -300.0], [80.4, 20.3], [80.6, 55.7], [80.7, 100.2]])],
    "nearly upright, downwards": [np.array([[80.0, 400.0], [80.4, 90.3], [80.6, 55.7], [80.7, 20.2]])],
    "level": [np.array([[5.0, 60.0], [60.0, 60.0], [150.0, 60.1]])],
    "two pieces": [curve(5, 70, 20, 30, 0.1), curve(90, 155, 20, 30, 0.1)],
    "points on one another": [np.array([[20.0, 30.0], [20.0, 30.0], [90.0, 60.0], [90.0, 60.0]])],
}


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("name", CURVES)
@pytest.mark.usefixtures("qapp")
def test_a_curve_looks_like_its_path(name: str, scale: int) -> None:
    ours = painted(CURVES[name], scale)
    # At turns Qt's own joins have knots, and hard pixels have steps.
    differences = [np.abs(ours - path(CURVES[name], scale, smooth=smooth)) for smooth in (True, False)]
    assert np.minimum(*differences).max() <= SEEN
    assert np.minimum(*differences).mean() < 0.2


@given(st.lists(st.tuples(st.floats(0.5, 12.0), st.floats(5.0, 115.0)), min_size=2, max_size=12))
@settings(max_examples=60)
@pytest.mark.usefixtures("qapp")
def test_no_zigzag_has_a_gap_or_a_knot(steps: list[tuple[float, float]]) -> None:
    points = np.column_stack((5.0 + np.cumsum([step for step, _ in steps]), [y for _, y in steps]))
    ours, whole = painted([points]), path([points])
    # What a path covers wholly we cover nearly, and where it is a pixel away there is nothing.
    assert ours[whole == 255].min(initial=255) > 160
    near = np.pad(whole, 1)
    around = np.max([near[i : i + 120, j : j + 160] for i in range(3) for j in range(3)], axis=0)
    assert ours[around == 0].max(initial=0) == 0


def test_nothing_is_painted_where_all_is_out_of_sight(qtbot: object) -> None:
    assert not painted([np.array([[20.0, 500.0], [90.0, 300.0]])]).any()
    assert not painted([]).any()


@pytest.mark.usefixtures("qapp")
def test_dashes_are_as_long_as_those_of_a_path() -> None:
    line = [np.array([[10.0, 60.0], [45.0, 60.0], [150.0, 60.0]])]
    assert np.abs(painted(line, dash=(5.0, 2.5)) - path(line, dash=(5.0, 2.5))).max() <= 20


def segments(*points: tuple[float, float]) -> Segments:
    """In a window where pixels count from its lower left corner."""
    return segments_of(VIEW, [np.array(points)])


def test_dashes_go_on_over_corners_and_join_there() -> None:
    found = dashed(segments((0, 0), (10, 0), (10, 30)), [8.0, 4.0], 0.0, 120.0)
    lengths = np.hypot(*(found.end - found.start).T)
    assert lengths.tolist() == pytest.approx([8, 8, 8, 4])
    crossing = dashed(segments((0, 0), (4, 0), (4, 30)), [8.0, 4.0], 0.0, 120.0)
    assert crossing.joined.tolist() == [False, True, False, False]
    assert crossing.start[1].tolist() == crossing.end[0].tolist()


def test_dashes_count_out_of_sight_as_well() -> None:
    found = dashed(segments((0, -50), (0, 120)), [8.0, 4.0], 0.0, 120.0)
    # Downwards in the picture y is 120 - height; the dashes begin at multiples of 12 from -50.
    begins = sorted(((120 - found.start[:, 1]) + 50).tolist())
    assert begins[0] == pytest.approx(50)
    assert [begin % 12 for begin in begins[1:]] == pytest.approx([0] * (len(begins) - 1), abs=1e-9)


def test_each_piece_begins_with_a_dash() -> None:
    two = segments_of(VIEW, [np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([[20.0, 0.0], [30.0, 0.0]])])
    assert dashed(two, [8.0, 4.0], 0.0, 120.0).start[:, 0].tolist() == [0, 20]
