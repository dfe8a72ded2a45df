"""A figure as PDF: one page of its size, vectors, text as text in embedded fonts."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from derivgui.export.extent import POINTS, Extent
from derivgui.export.figure import Figure
from derivgui.model.document.whole_file import FileError

# Positions are written as whole numbers of these.
DPI = 1200


def pdf(figure: Figure, size: Extent) -> bytes:
    """The bytes of the file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(figure.title)
    writer.setCreator("derivgui")
    width, height = (inches * POINTS for inches in size.inches)
    page = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    # A page wider than high is still no landscape page: it is not turned.
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point))
    painter = QPainter(writer)
    if not painter.isActive():
        raise FileError("The page could not be made.", "Take a smaller size.")
    unit = size.inches[0] * DPI / figure.width
    painter.scale(unit, unit)
    figure.paint(painter)
    painter.end()
    return bytes(store.data())
