"""A figure as SVG: true vectors, text as text, clipped at the frame, with a title and a description."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from derivgui.export.extent import CSS_DPI, Extent
from derivgui.export.figure import Figure
from derivgui.export.svg_tidy import tidy


def svg(figure: Figure, size: Extent) -> bytes:
    """The bytes of the file."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # 1.1 and not Tiny 1.2, which cannot clip.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(int(CSS_DPI))
    generator.setSize(QSize(round(figure.width), round(figure.height)))
    generator.setViewBox(QRectF(0, 0, figure.width, figure.height))
    painter = QPainter(generator)
    figure.paint(painter)
    painter.end()
    width, height = (inches * CSS_DPI for inches in size.inches)
    return tidy(bytes(store.data()), width, height, figure.title, figure.description)
