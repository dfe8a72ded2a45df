"""A descent over a curve or over a contour map: trail, tangent, the step to come, the balls."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from derivgui.model.numeric.viewport import Viewport
from derivgui.painting.descent.picture import DescentPicture, Runner
from derivgui.painting.descent.strokes import MOST_DOTS, arrow, ball, dots, reach, ring, stroke
from derivgui.painting.descent.trail import MOST_INK, Trail
from derivgui.painting.geometry import FAR_PIXELS, held_in_sight, ray
from derivgui.painting.grip import Grip
from derivgui.painting.halo import paint_halo
from derivgui.painting.lettering import draw_centred
from derivgui.painting.palette import Palette, Role

BALL, RIVAL, START, DOT = 8.0, 6.0, 5.0, 2.6
# A ball that has left the window waits at its edge, smaller.
AWAY = 4.5
HALO = 16.0
TANGENT = 130.0
STEP_WIDTH = 2.4
TAG_GAP, TAG_PADDING = 6.0, 4.0


@dataclass(slots=True)
class TrailCache:
    """The trails of the last picture, so that a step costs no thinning."""

    _known: dict[int, tuple[object, Viewport, Trail]] = field(default_factory=dict)

    def trail(self, view: Viewport, runner: Runner) -> Trail:
        """The trail of a runner, thinned anew only where its path or the window changed."""
        known = self._known.get(runner.number)
        if known is None or known[0] is not runner.path or known[1] != view:
            known = self._known[runner.number] = (runner.path, view, Trail(view))
        known[2].grow(runner.points)
        return known[2]


def spot(view: Viewport, at: tuple[float, float]) -> QPointF:
    """A data point in pixels, however far away; a point without a place is far below."""
    px, py = view.to_pixel(*at)
    return QPointF(px if math.isfinite(px) else -FAR_PIXELS, py if math.isfinite(py) else 2 * FAR_PIXELS)


def paint_descent(
    painter: QPainter,
    picture: DescentPicture,
    view: Viewport,
    palette: Palette,
    font: QFont,
    grip: Grip,
    cache: TrailCache,
    is_plane: bool,
) -> None:
    """Rivals below, the main run above them, its ball on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for runner in reversed(picture.runners):
        corners = cache.trail(view, runner).upto(runner.k, MOST_INK / len(picture.runners))
        stroke(painter, corners, palette, runner.number)
        dots(painter, corners[:-1], palette, runner.number, DOT, MOST_DOTS // len(picture.runners))
    for runner in reversed(picture.runners[1:]):
        _paint_ball(painter, view, runner, palette, RIVAL)
    main = picture.runners[0]
    here = spot(view, main.at)
    start = spot(view, (float(main.points[0, 0]), float(main.points[0, 1])))
    if main.k > 0:
        _paint_halo(painter, held_in_sight(view, start), palette, grip, "start")
        ring(painter, start, palette, START)
    if not is_plane and math.isfinite(picture.slope):
        _paint_tangent(painter, here, view, picture.slope, palette)
    if picture.landing is not None:
        _paint_step(painter, here, spot(view, picture.landing), palette, is_plane)
    _paint_halo(painter, held_in_sight(view, here), palette, grip, "ball")
    _paint_ball(painter, view, main, palette, BALL)
    if picture.landing is not None and picture.step and not is_plane and held_in_sight(view, here) == here:
        _paint_tag(painter, here, spot(view, picture.landing), view, picture.step, palette, font)


def _paint_ball(painter: QPainter, view: Viewport, runner: Runner, palette: Palette, radius: float) -> None:
    where = spot(view, runner.at)
    seen = held_in_sight(view, where)
    ball(painter, seen, palette, runner.number, radius if seen == where else AWAY)


def _paint_tangent(painter: QPainter, here: QPointF, view: Viewport, slope: float, palette: Palette) -> None:
    pen = QPen(QColor(palette.tangent), palette.tangent_width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    half = ray(view, 1.0, slope) * TANGENT
    line = reach(here - half, here + half)
    if line is not None:
        painter.setPen(pen)
        painter.drawLine(line)


def _paint_step(painter: QPainter, here: QPointF, landing: QPointF, palette: Palette, is_plane: bool) -> None:
    """In the plane straight to the landing; on a curve first across, then up or down to the curve."""
    if is_plane:
        arrow(painter, here, landing, palette, 0, STEP_WIDTH)
        ring(painter, landing, palette, START - 1)
        return
    turn = QPointF(landing.x(), here.y())
    drop = reach(turn, landing)
    if drop is not None:
        painter.setPen(QPen(QColor(palette.text_colour(Role.DESCENT)), 1.3, Qt.PenStyle.DotLine))
        painter.drawLine(drop)
    ring(painter, landing, palette, START)
    arrow(painter, here, turn, palette, 0, STEP_WIDTH)


def _paint_halo(painter: QPainter, where: QPointF, palette: Palette, grip: Grip, name: str) -> None:
    if name in (grip.hovered, grip.focused):
        paint_halo(painter, where, palette.descent, 0.4 if name == grip.hovered else 0.28, HALO)


def _paint_tag(
    painter: QPainter, here: QPointF, landing: QPointF, view: Viewport, text: str, palette: Palette, font: QFont
) -> None:
    """The step's length beside its arrow, on the side where the curve is not, while there is room."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text), metrics.height()
    if abs(landing.x() - here.x()) < width * 0.6:
        return
    left = (here.x() + landing.x() - width) / 2
    # Beside the ball, not on it.
    left = (
        min(left, here.x() - BALL - TAG_GAP - width) if landing.x() < here.x() else max(left, here.x() + BALL + TAG_GAP)
    )
    below = landing.y() < here.y()
    top = here.y() + (TAG_GAP if below else -TAG_GAP - height)
    left = min(max(left, TAG_PADDING), view.width - width - TAG_PADDING)
    rect = QRectF(left, top, width, height)
    ground = QColor(palette.canvas)
    ground.setAlphaF(0.75)
    painter.fillRect(rect.adjusted(-TAG_PADDING, 0, TAG_PADDING, 0), ground)
    painter.setFont(font)
    painter.setPen(QColor(palette.text_colour(Role.DESCENT)))
    draw_centred(painter, rect, text)
