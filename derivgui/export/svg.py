"""A figure as SVG: true vectors, text as text, clipped at the frame, with a title and a description."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform
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
    painter = _SvgPainter(generator)
    figure.paint(painter)
    painter.end()
    width, height = (inches * CSS_DPI for inches in size.inches)
    return tidy(bytes(store.data()), width, height, figure.title, figure.description)


class _SvgPainter(QPainter):
    """Sets the clip again that was there before ``save``.

    WORKAROUND for Qt 6.5 to 6.10: after ``restore`` QSvgGenerator goes on with the clip that was set last.
    """

    def __init__(self, device: QSvgGenerator) -> None:
        super().__init__(device)
        self._clip: QPainterPath | None = None
        self._saved: list[QPainterPath | None] = []

    def save(self) -> None:
        """Remember the clip as well."""
        super().save()
        self._saved.append(self._clip)

    def restore(self) -> None:
        """Bring the clip back where it has changed."""
        super().restore()
        inner, self._clip = self._clip, self._saved.pop()
        if inner is self._clip:
            return
        if self._clip is None:
            self.setClipping(False)
            return
        transform = self.worldTransform()
        self.setWorldTransform(QTransform())
        super().setClipPath(self._clip)
        self.setWorldTransform(transform)

    def setClipRect(  # type: ignore[override]
        self, rect: QRectF, operation: Qt.ClipOperation = Qt.ClipOperation.ReplaceClip
    ) -> None:
        """Clip, and know it in the coordinates of the page."""
        path = QPainterPath()
        path.addRect(rect)
        super().setClipRect(rect, operation)
        self._know(path, operation)

    def setClipPath(self, path: QPainterPath, operation: Qt.ClipOperation = Qt.ClipOperation.ReplaceClip) -> None:
        """The same for any outline."""
        super().setClipPath(path, operation)
        self._know(path, operation)

    def _know(self, path: QPainterPath, operation: Qt.ClipOperation) -> None:
        on_page = self.worldTransform().map(path)
        if operation == Qt.ClipOperation.IntersectClip and self._clip is not None:
            on_page = on_page.intersected(self._clip)
        self._clip = on_page
