"""A figure as pixels, and as the bytes of a PNG."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from derivgui.export.extent import Extent
from derivgui.export.figure import Figure
from derivgui.model.document.whole_file import FileError

INCHES_PER_METRE = 1 / 0.0254


def image(figure: Figure, size: Extent) -> QImage:
    """The figure in the pixels of its size, premultiplied ARGB; transparent where nothing was painted.

    ``FileError`` where there is not enough memory.
    """
    width, height = size.pixels
    found = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if found.isNull():
        raise FileError("There is not enough memory for this picture.", "Take a smaller size.")
    dots = round(size.dpi * INCHES_PER_METRE)
    found.setDotsPerMeterX(dots)
    found.setDotsPerMeterY(dots)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.scale(width / figure.width, height / figure.height)
    figure.paint(painter)
    painter.end()
    return found


def png(figure: Figure, size: Extent) -> bytes:
    """A PNG with its title and description; ``FileError`` like ``image``."""
    picture = image(figure, size)
    if not picture.hasAlphaChannel() or not figure.is_transparent:
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    for key, text in (("Title", figure.title), ("Description", figure.description), ("Software", "derivgui")):
        writer.setText(key, text)
    if not writer.write(picture):
        raise FileError("The picture could not be made.", f"{writer.errorString()}.")
    return bytes(store.data())
