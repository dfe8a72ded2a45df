"""Pages of PDF: text as text in embedded fonts, positions to a twelve-hundredth of an inch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from derivgui.model.document.whole_file import FileError

# Positions are written as whole numbers of these.
DPI = 1200


def pdf_pages(title: str, layout: QPageLayout, paint: Callable[[QPainter, QPdfWriter], None]) -> bytes:
    """The bytes of a file; the painter counts in ``DPI`` to the inch, the writer begins new pages.

    Raises:
        FileError: where no page of this size can be made.
    """
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("derivgui")
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    if not painter.isActive():
        raise FileError("The page could not be made.", "Take a smaller size.")
    paint(painter, writer)
    painter.end()
    return bytes(store.data())
