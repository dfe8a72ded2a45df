"""Figures to try formats on."""

from __future__ import annotations

from dataclasses import replace

from derivgui.export.figure import Figure, Wishes
from derivgui.export.look import look
from derivgui.export.views.curve import CurveView
from derivgui.export.views.window import Window
from derivgui.model.document.document import Document, FunctionItem, Pin, Shown
from derivgui.model.numeric.viewport import Viewport


def document(*texts: str, x: float = 1.0, h: float = 1.0, pins: tuple[Pin, ...] = (), **shown: bool) -> Document:
    """A document of these functions, the first one active."""
    items = tuple(FunctionItem(number, text, number - 1) for number, text in enumerate(texts, 1))
    return Document(items, 1, x=x, h=h, pins=pins, shown=replace(Shown(quotients=False), **shown))


def curve_figure(
    *texts: str,
    theme: str = "light",
    window: tuple[float, float, float, float] | None = (-4.0, 4.0, -3.0, 3.0),
    size: tuple[float, float] = (400.0, 300.0),
    wishes: Wishes | None = None,
    transparent: bool = False,
    x: float = 1.0,
    h: float = 1.0,
    pins: tuple[Pin, ...] = (),
    **shown: bool,
) -> Figure:
    """A figure of these functions, the first one with the points."""
    view = None if window is None else Window(Viewport(*window), exact=True)
    found = CurveView(document(*texts, x=x, h=h, pins=pins, **shown), view)
    return Figure(found, *size, look(theme, transparent), wishes)
