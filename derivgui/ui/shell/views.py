"""Curve or contour map: which of them suits the active function, and where panning and zooming go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.painting.palette import Palette
from derivgui.ui.session import Session
from derivgui.ui.shell.panels import Panels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from derivgui.ui.contour.session import ContourSession
    from derivgui.ui.contour.view import ContourView

ZOOM_STEP = 1.25


class Views(QObject):
    """The view that is open, and the map once it was asked for."""

    settle_asked = Signal()
    """After a choice that may have changed nothing, check marks and segments have to fall back."""

    def __init__(self, session: Session, panels: Panels, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._panels = panels
        self.shown = "curve"
        self.contour: ContourView | None = None

    def makers(self) -> dict[str, Callable[[], QWidget]]:
        """What makes the views, by name; the curve is the first one."""
        return {"curve": lambda: self._panels.canvas, "contour": self._make_contour}

    @property
    def open_map(self) -> ContourView | None:
        """The map while it is what the stage shows."""
        return self.contour if self.shown == "contour" else None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of looking do, by id."""
        return {
            "view-curve": lambda: self.choose("curve"),
            "view-contour": lambda: self.choose("contour"),
            "zoom-in": lambda: self._zoom(1 / ZOOM_STEP),
            "zoom-out": lambda: self._zoom(ZOOM_STEP),
            "equal": self._equal_units,
        }

    def show_document(self, document: Document) -> None:
        """The view that suits the active function; a text that cannot be read leaves the one that is open."""
        item, resolver = document.item(document.active), self._session.resolver
        if item is not None and resolver.reading(document, item).expression is not None:
            self.shown = "contour" if resolver.is_mapped(document, item) else "curve"
            self._panels.stage.show_page(self.shown)
            # Not over the switches of the slices.
            self._panels.notices.lie_over(self._panels.canvas if self.open_map is None else self.open_map.canvas)

    def choose(self, name: str) -> None:
        """A function of two variables as a map or as the curve of its slice."""
        document, resolver = self._session.document, self._session.resolver
        rows = [item for item in document.functions if resolver.reading(document, item).second]
        chosen = next((item for item in rows if item.id == document.active), None)
        if name == "contour" and chosen is None:
            chosen = next(iter(rows), None)
            if chosen is None:
                self._session.notice_raised.emit(
                    "info", "A contour map needs a function of two variables.", "Type x and y, as in x^2 y + y^3."
                )
        if chosen is not None:
            row = chosen.id
            self._session.store.adjust(lambda d: edits.activate(edits.set_sliced(d, row, name == "curve"), row))
        self.settle_asked.emit()

    def fit(self) -> None:
        """Look at what matters of the active function."""
        self._looking().fit()

    def set_palette(self, palette: Palette) -> None:
        """Other colours of the map; the curve's canvas is one of the panels."""
        if self.contour is not None:
            self.contour.set_palette(palette)

    def _make_contour(self) -> ContourView:
        from derivgui.ui.contour.view import ContourView

        panels = self._panels
        self.contour = ContourView(self._session, panels.colours, panels.critical, panels.near, panels.stage)
        return self.contour

    def _looking(self) -> Session | ContourSession:
        """Where panning and zooming go."""
        return self._session if self.open_map is None else self.open_map.session

    def _zoom(self, factor: float) -> None:
        looking = self._looking()
        view = looking.viewport
        looking.look(view.zoomed(factor, factor, view.width / 2, view.height / 2))

    def _equal_units(self) -> None:
        looking = self._looking()
        view = looking.viewport
        factor = view.pixels_per_y / view.pixels_per_x
        looking.look(view.zoomed(1.0, factor, view.width / 2, view.height / 2))
