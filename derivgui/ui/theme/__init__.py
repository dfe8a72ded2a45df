"""The look of the window: palettes as Qt knows them, the style sheet, fonts and icons.

Costs some 10 ms at start: nothing is rasterised before it is shown, and QtSvg is imported with the
first icon that is painted.
"""

from derivgui.ui.theme.apply import apply_colours, apply_theme, dress, qt_palette
from derivgui.ui.theme.choice import ThemeChoice, resolve_palette
from derivgui.ui.theme.fonts import interface_font, number_font
from derivgui.ui.theme.icons import icon

__all__ = [
    "ThemeChoice",
    "apply_colours",
    "apply_theme",
    "dress",
    "icon",
    "interface_font",
    "number_font",
    "qt_palette",
    "resolve_palette",
]
