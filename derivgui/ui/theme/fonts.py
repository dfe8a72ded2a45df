"""One type scale, relative to the platform's interface font, and figures of equal width."""

from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

SCALE = {-1: 11 / 13, 0: 1.0, 1: 15 / 13, 2: 20 / 13}
"""Steps of the type scale: small print, text, emphasis, titles."""

SMALLEST = 11
"""Pixels below which no text is set."""


def interface_font(step: int = 0) -> QFont:
    """Return the platform's font, ``step`` steps up (or down, to -1) on the type scale.

    Sizes are whole pixels, which renders sharper than points. Raises KeyError for a step that the
    scale does not have.
    """
    font = QFont(QApplication.font())
    # Asking Qt what a size in points comes to takes a while; the application's font has one in pixels.
    size = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
    font.setPixelSize(max(SMALLEST, round(size * SCALE[step])))
    return font


def number_font(step: int = 0) -> QFont:
    """Return ``interface_font`` with tabular figures, so that digits stand still as they change."""
    font = interface_font(step)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
