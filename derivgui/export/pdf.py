"""A figure as PDF: one page of its size, vectors, text as text in embedded fonts."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from derivgui.export.extent import POINTS, Extent
from derivgui.export.figure import Figure
from derivgui.export.pdf_pages import DPI, pdf_pages


def pdf(figure: Figure, size: Extent) -> bytes:
    """The bytes of the file; ``FileError`` where it is too large for a page."""
    width, height = (inches * POINTS for inches in size.inches)
    page = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    # A page wider than high is still no landscape page: it is not turned.
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point)

    def paint(painter: QPainter, _: QPdfWriter) -> None:
        unit = size.inches[0] * DPI / figure.width
        painter.scale(unit, unit)
        figure.paint(painter)

    return pdf_pages(figure.title, layout, paint)
