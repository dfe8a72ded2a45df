"""Whether one stretch of a curve is as it is drawn: rigorous enclosures held against the ink of its picture."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from derivgui.model.language.real import Array, Indices, Truth
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.certificates.boxes import BESIDE_PIXELS, Box
from derivgui.model.numeric.certificates.ink import TOLERANCE, Ink
from derivgui.model.numeric.enclosures.balls import Ball
from derivgui.model.numeric.enclosures.between import bounds_between
from derivgui.model.numeric.enclosures.blurred import can_be_blurred
from derivgui.model.numeric.enclosures.bounds import Bounds, Range, around
from derivgui.model.numeric.enclosures.continuity import continuous_range
from derivgui.model.numeric.enclosures.domain import is_nowhere
from derivgui.model.numeric.enclosures.taylor_model import PRECISION, TaylorModel, blurred_model, taylor_model
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.nearby.beside import bounds_beside, model_beside
from derivgui.model.numeric.nearby.standing import HiddenError
from derivgui.model.numeric.places.search import Interval
from derivgui.model.numeric.sampling.curve import SampledCurve
from derivgui.model.numeric.viewport import Viewport

POINTS_A_PIXEL = 2
FEWEST_POINTS = 4
# A model this close to the curve tells what is off the picture.
SHARP_PIXELS = 0.25
COST_OF_RANGE = 3
# Steps no higher than this need not break a line.
STEP_PIXELS = 1.0


class BoxProofs:
    """Proofs for the boxes of one window.

    Attributes:
        seen: points of the curve that are certain, and whether to a fraction of a pixel, since this was emptied last.
        found: stretches in which the picture is certain to lack something or to show what is not there.
        spent: what all proofs have cost beyond one enclosure each.
    """

    def __init__(self, function: RealFunction, curve: SampledCurve, view: Viewport) -> None:
        self._function = function
        self._tree, self._variable = function.concrete, function.variable
        self._can_be_blurred = can_be_blurred(self._tree)
        self._view = view
        self._ink = Ink(curve, view)
        self.seen: list[tuple[Array, bool]] = []
        self.found: list[Interval] = []
        self.spent = 0

    def is_settled(self, box: Box) -> bool:
        """Whether a box is proven to be as it is drawn, or known so well that its picture can be mended."""
        if box.is_beside:
            return self._is_settled_beside(box)
        model = taylor_model(self._tree, self._variable, box.start, box.end)
        if model is not None and self._fits(box, model.bounds):
            return True
        if model is not None and math.isfinite(model.error) and self._is_settled_by(model):
            return True
        if self._can_be_blurred and self._is_settled_blurred(box):
            return True
        return (model is None or model.bounds.is_vast) and self._is_settled_by_range(box)

    def _is_settled_blurred(self, box: Box) -> bool:
        """Whether steps, corners and waves, wherever they are, leave it as it is drawn."""
        model = blurred_model(self._tree, self._variable, box.start, box.end)
        if model is None or not math.isfinite(model.error):
            return False
        self.spent += COST_OF_RANGE
        steps = Range(model.bounds.low, model.bounds.high, has_steps=True)
        return self._fits(box, steps) or (self._are_unseen(2.0 * model.error) and self._is_settled_by(model))

    def _is_settled_by(self, model: TaylorModel) -> bool:
        """Whether the picture shows the model, or the model is good enough to mend the picture."""
        view = self._view
        width = (model.end - model.start) * view.pixels_per_x
        count = max(FEWEST_POINTS, math.ceil(POINTS_A_PIXEL * width))
        u = np.linspace(-1.0, 1.0, count + 1)
        y = model.values(u)
        # Rounding must not tear it off its neighbours.
        x = np.clip(model.start + (u + 1.0) / 2 * (model.end - model.start), model.start, model.end)
        x[-1] = model.end
        slack = (model.error + model.bulge(2.0 / count)) * view.pixels_per_y + self._rounding()
        height = (y - view.y0) * view.pixels_per_y
        low, high = np.minimum(height[1:], height[:-1]) - slack, np.maximum(height[1:], height[:-1]) + slack
        shown = self._shown(model.start, model.end, (x[1:] + x[:-1]) / 2, low, high)
        strays = self._strays(model.start, model.end, lambda at: model.values(model.share(at)), slack)
        if not (shown.all() and strays.size == 0) and slack > SHARP_PIXELS:
            return False
        self.seen.append((np.column_stack((x, y)), bool(slack <= SHARP_PIXELS)))
        off = np.flatnonzero(~shown)
        wrong = [*x[off].tolist(), *x[off + 1].tolist(), *strays.tolist()]
        if wrong:
            self.found.append((min(wrong), max(wrong)))
        return True

    def _strays(self, start: float, end: float, height: Callable[[Array], Array], slack: float) -> Array:
        """Samples strictly inside a stretch that are more than a pixel and ``slack`` off the height of the curve.

        ``height`` gives its lowest and highest value, of shape (2, n), or its only one, of shape (n,).
        """
        piece = self._ink.samples(start, end)
        inside = piece[(piece[:, 0] > start) & (piece[:, 0] < end)]
        view, true = self._view, np.atleast_2d(height(inside[:, 0]))
        y, low, high = (
            np.clip((value - view.y0) * view.pixels_per_y, 0.0, view.height)
            for value in (inside[:, 1], true[0], true[-1])
        )
        allowed = TOLERANCE + slack
        strays: Array = inside[(y < low - allowed) | (y > high + allowed), 0]
        return strays

    def _shown(self, start: float, end: float, x: Array, low: Array, high: Array) -> Truth:
        """Which parts are drawn or out of sight: heights from ``low`` to ``high`` about each x."""
        lowest, highest = self._ink.heights(self._ink.piece_at(start, end))
        column = self._columns(x)
        top = self._view.height
        hidden = (high < 0) | (low > top)
        shown: Truth = hidden | ((np.maximum(low, 0.0) >= lowest[column]) & (np.minimum(high, top) <= highest[column]))
        return shown

    def _is_settled_by_range(self, box: Box) -> bool:
        """By bounds alone, or by the proof that there is nothing."""
        if self._asked(box, self._range_fits):
            return True
        self.spent += COST_OF_RANGE
        try:
            bounds = bounds_between(self._tree, self._variable, box.start, box.end)
        except HiddenError:
            return not self._ink.is_drawn(box.start, box.end) and self._asked(box, self._is_empty)
        if bounds is None:
            return not self._ink.is_drawn(box.start, box.end)
        return self._fits(box, bounds)

    def _asked(self, box: Box, question: Callable[[Box, Ball], bool]) -> bool:
        """A question about the whole box as one ball."""
        with flint.ctx.workprec(PRECISION):
            try:
                return question(box, flint.arb(box.start).union(flint.arb(box.end)))
            except (ValueError, ZeroDivisionError, OverflowError):
                return False

    def _range_fits(self, box: Box, x: Ball) -> bool:
        found = continuous_range(self._tree, {self._variable: x})
        return bool(found.is_finite()) and self._fits(box, around(found))

    def _is_empty(self, _: Box, x: Ball) -> bool:
        return is_nowhere(self._tree, {self._variable: x})

    def _is_settled_beside(self, box: Box) -> bool:
        if (box.end - box.start) * self._view.pixels_per_x > 2 * BESIDE_PIXELS or (box.at_start and box.at_end):
            return False
        return box.is_worth_asking and self.is_bounded_beside(box)

    def is_bounded_beside(self, box: Box) -> bool:
        """The same by bounds that hold up to the place at one end of a box."""
        x, side = (box.start, 1) if box.at_start else (box.end, -1)
        try:
            bounds = bounds_beside(self._function, x, side, box.end - box.start)
        except HiddenError:
            return False
        if bounds is None:
            return not self._ink.is_drawn(box.start, box.end)
        return self._fits(box, bounds)

    def is_modelled_beside(self, box: Box) -> bool:
        """The same by a Taylor model on the whole of a box, where f goes on analytically at its place."""
        x, side = (box.start, 1) if box.at_start else (box.end, -1)
        model = model_beside(self._function, x, side, box.end - box.start)
        return model is not None and math.isfinite(model.error) and self._is_settled_by(model)

    def _fits(self, box: Box, bounds: Bounds) -> bool:
        """Whether all that bounds allow is drawn in each column of a box, or out of sight."""
        view = self._view
        if not self._is_clean(box, bounds):
            return False
        if not self._is_visible(bounds):
            return True
        low, high = (min(max(end, view.y0), view.y1) for end in (bounds.low, bounds.high))
        if isinstance(bounds, Range) and bounds.has_steps and not self._are_unseen(high - low):
            return False
        low, high = ((end - view.y0) * view.pixels_per_y for end in (low, high))
        piece = self._ink.piece_at(box.start, box.end)
        if piece is None:
            return False
        lowest, highest = self._ink.heights(piece)
        first, last = (int(end) for end in self._columns(np.array([box.start, box.end])))
        beside = (box.is_beside) and last - first <= 2 * BESIDE_PIXELS
        if beside or last - first <= 1:
            # In a pixel or two it does not matter in which of them.
            return bool(low >= lowest[first : last + 1].min() and high <= highest[first : last + 1].max())
        return bool(low >= lowest[first : last + 1].max() and high <= highest[first : last + 1].min())

    def _is_clean(self, box: Box, bounds: Bounds) -> bool:
        """Whether no sample lies outside the bounds, or the curve is known so well that those that do are put right."""
        strays = self._strays(box.start, box.end, lambda x: np.tile([[bounds.low], [bounds.high]], x.size), 0.0)
        if strays.size == 0:
            return True
        if not (bounds.high - bounds.low) * self._view.pixels_per_y <= SHARP_PIXELS:
            return False
        middle = bounds.low + (bounds.high - bounds.low) / 2
        self.seen.append((np.array([[box.start, middle], [box.end, middle]]), True))
        self.found.append((float(strays[0]), float(strays[-1])))
        return True

    def _are_unseen(self, height: float) -> bool:
        """Whether steps as high as that are too small to be seen, so that a line may cross them."""
        return height * self._view.pixels_per_y <= STEP_PIXELS

    def _is_visible(self, bounds: Bounds) -> bool:
        return bounds.low <= self._view.y1 and bounds.high >= self._view.y0

    def _columns(self, x: Array) -> Indices:
        """Numbers of the columns of pixels."""
        column: Indices = ((x - self._view.x0) * self._view.pixels_per_x).astype(np.intp)
        return np.clip(column, 0, self._ink.columns - 1)

    def _rounding(self) -> float:
        """Pixels that heights may lose as doubles."""
        return 1e-15 * max(abs(self._view.y0), abs(self._view.y1)) * self._view.pixels_per_y
