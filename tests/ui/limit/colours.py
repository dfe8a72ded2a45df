"""The colours that a widget shows."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def colours_of(widget: QWidget) -> set[str]:
    """All colours of its pixels as "#RRGGBB"."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(bytes(image.constBits()), dtype=np.uint32)
    return {f"#{value & 0xFFFFFF:06X}" for value in np.unique(pixels).tolist()}
