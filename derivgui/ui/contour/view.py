"""The contour view: the map, its slices beside it, and what joins them to the session.

Everything is made when the first function of two variables is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.painting.palette import Palette
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.column import Column
from derivgui.ui.contour.critical import CriticalPresenter
from derivgui.ui.contour.direction import DirectionPresenter
from derivgui.ui.contour.floor import FloorPresenter
from derivgui.ui.contour.near import NearPanel, NearPresenter
from derivgui.ui.contour.presenter import ContourPresenter
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.contour.slices import SlicesPanel, SlicesPresenter
from derivgui.ui.interest.panel import InterestPanel
from derivgui.ui.plane_steps import PlaneSteps
from derivgui.ui.session import Session
from derivgui.ui.theme import number_font

MAP_WIDTH, COLUMN_WIDTH = 640, 320


class ContourView(QWidget):
    """One for each window. ``session`` is what it looks at, ``canvas`` the map that others may paint over."""

    def __init__(
        self, session: Session, palette: Palette, critical: InterestPanel, near: QWidget, parent: QWidget | None = None
    ) -> None:
        """``critical`` is the list of critical points in the side panel, ``near`` a place for formulas there."""
        super().__init__(parent)
        self.session = ContourSession(session)
        self.canvas = ContourCanvas(palette, number_font(-1), number_font(), self)
        self.setFocusProxy(self.canvas)
        self.column = Column(palette, number_font(-1), self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._across.addWidget(self.canvas)
        self._across.addWidget(self.column)
        self._across.setSizes([MAP_WIDTH, COLUMN_WIDTH])
        # Both give way as the window gets narrow, and the map keeps twice the column's room.
        self._across.setStretchFactor(0, 2)
        self._across.setStretchFactor(1, 1)
        self._across.setHandleWidth(1)
        self._across.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._across)
        steps = PlaneSteps(session, self.session)
        ContourPresenter(self.session, self.canvas, steps)
        self._floor = FloorPresenter(self.session, self.canvas, palette, number_font(-1))
        SlicesPresenter(self.session, self.column.slices, steps)
        DirectionPresenter(self.session, self.column.direction, self.canvas)
        self.near = NearPanel(near)
        place = QVBoxLayout(near)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.near)
        NearPresenter(self.session, self.near)
        self.critical = CriticalPresenter(self.session, critical, self.canvas)
        self.column.page_chosen.connect(self._on_page_chosen)
        session.document_changed.connect(self._on_document_changed)
        self._show_document(session.document)

    @property
    def slices(self) -> SlicesPanel:
        """The slices along the axes."""
        return self.column.slices

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if old.shown is not new.shown or old.page != new.page:
            self._show_document(new)

    def _show_document(self, document: Document) -> None:
        shown = document.shown
        self.column.show_page("direction" if shown.direction else "slices")
        # A descent is watched on the map, which has all the room then.
        is_open = (shown.slices or shown.direction) and document.page != "descent"
        if self.column.isHidden() == is_open:
            self.column.setVisible(is_open)

    def _on_page_chosen(self, name: str) -> None:
        is_dial = name == "direction"
        label = "Any direction" if is_dial else "Slices along the axes"
        change = {"direction": True} if is_dial else {"direction": False, "slices": True}
        self.session.session.edit(label, lambda d: edits.show(d, **change))

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.canvas.set_palette(palette)
        self._floor.set_palette(palette)
        self.column.set_palette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the document from now on."""
        super().showEvent(event)
        self.session.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen costs nothing."""
        super().hideEvent(event)
        self.session.wake(False)
