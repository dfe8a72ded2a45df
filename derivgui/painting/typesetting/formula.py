"""A set formula of one size and colour, which paints itself as vectors."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QTransform

from derivgui.painting.typesetting.drawing import CURRENT_COLOUR, Drawing
from derivgui.painting.typesetting.engines import EM


@dataclass(frozen=True, slots=True)
class Formula:
    """LaTeX set at ``size`` pixels to the em.

    ``width``, ``ascent`` and ``descent`` are in pixels and enclose all ink, so that a widget of
    that size cuts nothing. ``engine`` names who set it: "mathra", "ziamath" or "text".
    """

    tex: str
    size: float
    colour: str
    engine: str
    drawing: Drawing

    @property
    def width(self) -> float:
        """Pixels from the left end of the ink to the right end."""
        return self.drawing.box.width() * self.size / EM

    @property
    def ascent(self) -> float:
        """Pixels above the baseline."""
        return -self.drawing.box.top() * self.size / EM

    @property
    def descent(self) -> float:
        """Pixels below the baseline."""
        return self.drawing.box.bottom() * self.size / EM

    def scaled(self, size: float) -> "Formula":
        """Return the same formula in another size."""
        return Formula(self.tex, size, self.colour, self.engine, self.drawing)

    def paint(self, painter: QPainter, x: float, baseline_y: float) -> None:
        """Paint with the left end at ``x`` and the baseline at ``baseline_y``."""
        scale = self.size / EM
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(x - self.drawing.box.left() * scale, baseline_y)
        painter.scale(scale, scale)
        for ground in self.drawing.grounds:
            painter.fillRect(ground.rect, self._colour(ground.colour))
        for run in self.drawing.runs:
            painter.fillPath(run.path, self._colour(run.colour))
        transform = painter.deviceTransform()
        snaps = _paints_pixels(painter) and not transform.isRotating()
        for bar in self.drawing.bars:
            rect = _snapped(bar.rect, transform) if snaps else bar.rect
            painter.fillRect(rect, self._colour(bar.colour))
        painter.restore()

    def _colour(self, name: str) -> QColor:
        colour = QColor(self.colour if name == CURRENT_COLOUR else name)
        return colour if colour.isValid() else QColor(self.colour)


def _paints_pixels(painter: QPainter) -> bool:
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


def _snapped(rect: QRectF, transform: QTransform) -> QRectF:
    """Move a bar to whole device pixels: a fraction bar over two half-lit rows looks grey."""
    device = transform.mapRect(rect)
    height = max(1.0, round(device.height()))
    top = round(device.center().y() - height / 2)
    snapped = QRectF(device.left(), top, device.width(), height)
    return transform.inverted()[0].mapRect(snapped)
