"""Which palette: the user's choice, or the system's."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from derivgui.painting.palette import DARK, LIGHT, Palette


class ThemeChoice(Enum):
    """What a user can choose; the values are stable, settings hold them."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def resolve_palette(choice: ThemeChoice) -> Palette:
    """Return the palette for a choice; light where the system does not tell (bare X11, offscreen)."""
    if choice is ThemeChoice.SYSTEM:
        is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT
