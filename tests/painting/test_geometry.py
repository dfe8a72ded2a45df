"""Strokes in pixels: thinned where points crowd, cut out of a box, whole pieces first where there are too many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from derivgui.model.language.real import Array
from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.geometry import draw_strokes, nearest, outside, strokes, thinned_strokes, without_crowds

VIEW = Viewport(0, 100, 0, 100, 100, 100)
BOX = QRectF(30, 40, 20, 10)
places = st.floats(0.0, 100.0)


def ring(points: int, radius: float, x: float = 50.0, y: float = 50.0) -> Array:
    t = np.linspace(0, 2 * np.pi, points)
    return np.stack([x + radius * np.cos(t), y + radius * np.sin(t)], axis=1)


def length(lines: Array) -> float:
    return float(np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).sum())


def test_a_crowded_line_keeps_its_way_with_few_strokes() -> None:
    lines = thinned_strokes(VIEW, ring(2000, 40), 6.0)
    assert len(lines) < 60
    assert length(lines) == pytest.approx(2 * np.pi * 40, rel=0.01)
    assert lines[0, :2] == pytest.approx(lines[-1, 2:])


def test_a_line_whose_points_are_apart_keeps_all_of_them() -> None:
    assert len(thinned_strokes(VIEW, ring(40, 40), 6.0)) == 39


@pytest.mark.parametrize("points", [12, 900])
def test_no_stroke_leads_from_one_piece_to_the_next(points: int) -> None:
    both = np.concatenate([ring(points, 10, 20), [[np.nan, np.nan]], ring(points, 10, 80)])
    lines = thinned_strokes(VIEW, both, 6.0)
    assert np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).max() < 15
    assert length(lines) == pytest.approx(4 * np.pi * 10, rel=0.06)


@given(places, places, places, places)
def test_what_is_cut_out_lies_in_the_box_and_nothing_else_is(ax: float, ay: float, bx: float, by: float) -> None:
    line = np.array([[ax, ay, bx, by]])
    left = outside(line, BOX)
    inner = BOX.adjusted(1e-6, 1e-6, -1e-6, -1e-6)
    for t in np.linspace(0, 1, 11):
        for x, y in zip(
            left[:, 0] + t * (left[:, 2] - left[:, 0]), left[:, 1] + t * (left[:, 3] - left[:, 1]), strict=True
        ):
            assert not inner.contains(QPointF(x, y))
    steps = np.linspace(0, 1, 2001).tolist()
    # What runs along the border may be cut out or not.
    least, most = (
        sum(box.contains(QPointF(ax + t * (bx - ax), ay + t * (by - ay))) for t in steps) / len(steps)
        for box in (inner, BOX)
    )
    assert length(line) * (1 - most) - 0.15 <= length(left) <= length(line) * (1 - least) + 0.15


def test_upright_and_level_strokes_are_cut_as_well() -> None:
    assert outside(np.array([[0, 45, 100, 45], [35, 0, 35, 100]]), BOX).tolist() == [
        [0, 45, 30, 45],
        [35, 0, 35, 40],
        [50, 45, 100, 45],
        [35, 50, 35, 100],
    ]


def test_strokes_beside_the_box_are_the_same_object() -> None:
    line = np.array([[0.0, 0.0, 100.0, 20.0]])
    assert outside(line, BOX) is line


def test_of_too_many_strokes_whole_rings_stay() -> None:
    rings = np.concatenate([strokes(VIEW, ring(21, 5, x)) for x in (10.0, 40.0, 70.0)])
    kept = nearest(rings, QPointF(45, 50), 45)
    assert len(kept) == 40
    assert kept[:, 0].min() > 30


def test_of_one_ring_that_is_too_long_the_near_part_stays() -> None:
    kept = nearest(strokes(VIEW, ring(101, 40)), QPointF(90, 50), 30)
    assert len(kept) == 30
    assert kept[:, 0].min() > 50


@pytest.mark.usefixtures("qapp")
def test_strokes_read_in_place_paint_what_objects_paint() -> None:
    lines = strokes(VIEW, ring(60, 30))
    pictures = []
    for paint in (
        lambda painter: draw_strokes(painter, lines),
        lambda painter: draw_strokes(painter, np.asfortranarray(lines)),
        lambda painter: painter.drawLines([QLineF(*line) for line in lines.tolist()]),
    ):
        image = QImage(100, 100, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("blue"), 2.5))
        paint(painter)
        draw_strokes(painter, np.empty((0, 4)))
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1] == pictures[2]


def test_where_points_crowd_a_pixel_keeps_some() -> None:
    x = np.linspace(0.0, 100.0, 200_000)
    piece = np.stack([x, 50.0 + 40.0 * np.sin(x)], axis=1)
    (kept,) = without_crowds(VIEW, (piece,))
    assert len(kept) < 12_000
    assert kept[0].tolist() == piece[0].tolist()
    assert kept[-1].tolist() == piece[-1].tolist()
    off = np.absolute(np.interp(x, kept[:, 0], kept[:, 1]) - piece[:, 1])
    assert off.max() < 0.25


def test_where_they_do_not_all_are_kept() -> None:
    x = np.linspace(0.0, 100.0, 300)
    pieces = tuple(np.stack([x, x + shift], axis=1) for shift in range(5))
    assert all(map(np.array_equal, without_crowds(VIEW, pieces), pieces))


def test_each_piece_keeps_its_ends() -> None:
    x = np.linspace(0.0, 0.1, 400)
    pieces = tuple(np.stack([x + 10.0 * number, x], axis=1) for number in range(9))
    for piece, kept in zip(pieces, without_crowds(VIEW, pieces), strict=True):
        assert len(kept) <= 3
        assert kept[[0, -1]].tolist() == piece[[0, -1]].tolist()
