"""The look of a figure: its colours and its letters."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication

from derivgui.painting.palette import DARK, LIGHT, PRINT, Palette

THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}
LABEL_PIXELS = 13
TEXT_PIXELS = 14
TITLE_PIXELS, SMALL_TITLE_PIXELS = 18, 15


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, the family of the letters, and whether the ground is left out."""

    palette: Palette
    family: str
    transparent: bool = False

    def font(self, pixels: int = LABEL_PIXELS) -> QFont:
        """The upright font of this size, with figures of equal width.

        Without ligatures: who searches a PDF for "definition" shall find it. Without hinting: letters keep their places
        and shapes in every size and format.
        """
        font = QFont(self.family)
        font.setPixelSize(pixels)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("liga"), 0)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def look(theme: str = "light", transparent: bool = False) -> Look:
    """The look of a theme of ``THEMES`` in the platform's font. Needs a QGuiApplication."""
    return Look(THEMES[theme], family(), transparent)


def family() -> str:
    """The family that letters are really set in; on a system without any font one that came with a library."""
    if not QFontMetrics(QGuiApplication.font()).inFontUcs4(ord("0")):
        _add_a_font()
    return QFontInfo(QGuiApplication.font()).family()


def _add_a_font() -> None:
    """ziafont, which the typesetting needs anyway, carries DejaVu Sans."""
    spec = find_spec("ziafont")
    if spec is None or spec.origin is None:
        return
    number = QFontDatabase.addApplicationFont(str(Path(spec.origin).parent / "fonts" / "DejaVuSans.ttf"))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if families:
        QGuiApplication.setFont(QFont(families[0]))
