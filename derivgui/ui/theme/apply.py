"""Give the application a palette: Qt's Fusion style, a QPalette and one small style sheet."""

from dataclasses import asdict
from functools import partial
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from derivgui.painting.palette import Palette, mix
from derivgui.resources import resource_path, resource_text

SHEET = "styles/derivgui.qss"
STYLE = "fusion"


def apply_theme(application: QApplication, palette: Palette) -> None:
    """Show everything in these colours, now and in windows still to come."""
    apply_colours(application, palette)
    application.setStyleSheet(style_sheet(palette))


def apply_colours(application: QApplication, palette: Palette) -> None:
    """The same without the style sheet, which ``dress`` adds.

    Where one is set, each widget that gets another parent is styled anew with all that it holds: a window that is
    built first and dressed then is there 20 ms earlier.
    """
    if not application.styleSheet() and application.style().objectName().lower() != STYLE:
        application.setStyle(STYLE)
    application.setPalette(qt_palette(palette))


def dress(palette: Palette) -> None:
    """Add the style sheet, unless it is the one that is set; in place of another one it comes with its colours."""
    application, sheet = QApplication.instance(), style_sheet(palette)
    if not isinstance(application, QApplication) or application.styleSheet() == sheet:
        return
    if application.styleSheet():
        apply_colours(application, palette)
    application.setStyleSheet(sheet)


def style_sheet(palette: Palette) -> str:
    """Return the style sheet with every ``$name`` replaced; an unknown one raises KeyError."""
    return Template(resource_text(SHEET)).substitute(_placeholders(palette))


def _placeholders(palette: Palette) -> dict[str, str]:
    values = {name: value for name, value in asdict(palette).items() if isinstance(value, str)}
    light, dark = _url("check-white"), _url("check-black")
    return values | {
        "field_border": mix(palette.border, palette.outline, 0.4),
        "groove": mix(palette.border, palette.outline, 0.25),
        "accent_hover": mix(palette.accent, palette.text, 0.15),
        "accent_tint": palette.tint(palette.accent),
        "switched_on": mix(palette.hover, palette.pressed, 0.6),
        "check_on_accent": dark if palette.is_dark else light,
        "check_on_surface": light if palette.is_dark else dark,
        "arrow_down": _url("arrow-down"),
        "arrow_up": _url("arrow-up"),
        "arrow_right": _url("arrow-right"),
    }


def _url(name: str) -> str:
    return f'url("{resource_path(f"styles/{name}.svg").as_posix()}")'


def qt_palette(palette: Palette) -> QPalette:
    """Return the colours as Qt's own widgets ask for them."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: palette.window,
        roles.WindowText: palette.text,
        roles.Base: palette.canvas,
        roles.AlternateBase: palette.hover,
        roles.Text: palette.text,
        roles.PlaceholderText: palette.muted,
        roles.Button: palette.surface,
        roles.ButtonText: palette.text,
        roles.BrightText: palette.error,
        roles.ToolTipBase: palette.text,
        roles.ToolTipText: palette.surface,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.Accent: palette.accent,
        roles.Link: palette.ink(palette.accent),
        roles.LinkVisited: palette.ink(palette.accent),
        roles.Light: palette.surface,
        roles.Midlight: palette.hover,
        roles.Mid: palette.border,
        roles.Dark: palette.outline,
        roles.Shadow: palette.border,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    set_disabled = partial(result.setColor, QPalette.ColorGroup.Disabled)
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        set_disabled(role, QColor(palette.disabled))
    set_disabled(roles.Base, QColor(palette.window))
    set_disabled(roles.Highlight, QColor(palette.outline))
    set_disabled(roles.Accent, QColor(palette.outline))
    return result
