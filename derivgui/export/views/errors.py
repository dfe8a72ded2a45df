"""The error picture as a figure: how far difference quotients are from f'(x), over h, both by powers of ten."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from PySide6.QtGui import QPainter

from derivgui.export.chart import Chart, Series, Table, Words
from derivgui.export.look import Look
from derivgui.export.views.curve_words import as_formula, labels_of
from derivgui.model.calculus.difference_errors import DifferenceErrors, Method, difference_errors
from derivgui.model.calculus.tangent import tangent_at
from derivgui.model.calculus.verdict import verdict_at
from derivgui.model.document.document import Document
from derivgui.model.numeric.viewport import Viewport
from derivgui.model.scene.error_words import error_sentences, missing_slope
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.resolve import Resolver
from derivgui.painting.error_axes import error_axes, method_colour
from derivgui.painting.error_picture import (
    CURVE_WIDTH,
    DASHES,
    paint_errors,
    paint_reading,
    paint_reason,
)
from derivgui.painting.palette import Palette


class ErrorsView:
    """The active function of a document at its point; the reading at the top is that of its step."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._resolver = Resolver()

    @cached_property
    def _errors(self) -> DifferenceErrors | None:
        function = self._resolver.function(self._document, self._document.active)
        if function is None:
            return None
        return difference_errors(function, self._document.x, tangent_at(function, self._document.x))

    @property
    def _name(self) -> str:
        return self._resolver.names(self._document).get(self._document.active, "f")

    @property
    def _variable(self) -> str:
        function = self._resolver.function(self._document, self._document.active)
        return "x" if function is None else function.variable

    @property
    def words(self) -> Words:
        """What is seen."""
        label = labels_of(self._resolver, self._document).get(self._document.active)
        if label is None or self._errors is None:
            text = self._reason
            return Words(text, text, text)
        at = f"{self._variable} = {format_number(self._document.x)}"
        head = "Errors of difference quotients of"
        return Words(
            f"{head} {label.tex} at {as_formula(at)}.",
            f"{head} {label.plain} at {at}.",
            f"{head} {label.spoken} at {at}. {' '.join(error_sentences(self._errors, self._name))}",
        )

    @property
    def _reason(self) -> str:
        """Why there is nothing to show, "" where there is something."""
        function = self._resolver.function(self._document, self._document.active)
        verdict = None if function is None else verdict_at(function, self._document.x)
        return "" if self._errors is not None else missing_slope(self._name, verdict)

    def picture(self, width: float, height: float, look: Look) -> ErrorsPicture:
        """The view in this size."""
        return ErrorsPicture(self._errors, self._reason, self._document.h, (width, height), look)


class ErrorsPicture:
    """Curves with a frame of their own."""

    viewport: Viewport | None = None
    pi_ticks = False
    still: object = None

    def __init__(
        self, errors: DifferenceErrors | None, reason: str, h: float, size: tuple[float, float], look: Look
    ) -> None:
        self._errors, self._reason, self._h = errors, reason, h
        self._size, self._look = size, look

    @property
    def chart(self) -> Chart:
        """The same as numbers."""
        if self._errors is None:
            return Chart((1e-16, 1.0, 1e-17, 1.0), "h", "", (), log=True)
        return _chart(self._errors, self._look.palette)

    def paint_still(self, painter: QPainter, in_frame: bool) -> None:
        """Nothing stands still."""

    def paint_moving(self, painter: QPainter) -> None:
        """All of it."""
        palette, font = self._look.palette, self._look.font()
        width, height = self._size
        if self._errors is None:
            paint_reason(painter, self._reason, width, height, palette, font)
            return
        axes = error_axes(self._errors, width, height)
        paint_errors(painter, self._errors, axes, palette, font)
        paint_reading(painter, self._errors, axes, palette, font, self._h)


def _chart(errors: DifferenceErrors, palette: Palette) -> Chart:
    series = tuple(_series(errors, name, method, palette) for name, method in errors.methods)
    seen = [error for _, method in errors.methods for error in method.errors.tolist() if 0 < error < math.inf]
    low, high = (min(seen), max(seen)) if seen else (1e-17, 1.0)
    columns = ("h", *(name.replace(" ", "_") for name, _ in errors.methods))
    rows = tuple(zip(errors.steps.tolist(), *(method.errors.tolist() for _, method in errors.methods), strict=True))
    table = Table("errors", columns, rows)
    bounds = (float(errors.steps[-1]), 1.0, low / 3, max(high * 3, low * 10))
    return Chart(bounds, "h", "", series, log=True, tables=(table,), named=True)


def _series(errors: DifferenceErrors, name: str, method: Method, palette: Palette) -> Series:
    """Errors of exactly 0 have no logarithm and no point."""
    known = np.isfinite(method.errors) & (method.errors > 0)
    points = np.column_stack((errors.steps[known], method.errors[known]))
    dash = tuple(DASHES.get(name, ()))
    label = Words(name, name, name)
    return Series(name, (points,), method_colour(palette, name), CURVE_WIDTH, dash, label=label)
