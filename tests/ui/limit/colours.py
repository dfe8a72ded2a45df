"""The colours that a widget shows."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def colours_of(widget: QWidget, area: QRect | None = None) -> set[str]:
    """All colours of its pixels as "#RRGGBB", or of those in an area of it."""
    image = widget.grab(widget.rect() if area is None else area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(bytes(image.constBits()), dtype=np.uint32)
    return {f"#{value & 0xFFFFFF:06X}" for value in np.unique(pixels).tolist()}
