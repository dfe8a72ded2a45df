"""The contour view: the map, its slices beside it, and what joins them to the session.

Everything is made when the first function of two variables is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from derivgui.model.document.document import Document
from derivgui.painting.palette import Palette
from derivgui.ui.contour.canvas import ContourCanvas
from derivgui.ui.contour.critical import CriticalPresenter
from derivgui.ui.contour.plane_steps import PlaneSteps
from derivgui.ui.contour.presenter import ContourPresenter
from derivgui.ui.contour.session import ContourSession
from derivgui.ui.contour.slices import SlicesPanel, SlicesPresenter
from derivgui.ui.interest.panel import InterestPanel
from derivgui.ui.session import Session
from derivgui.ui.theme import number_font

MAP_WIDTH, SLICES_WIDTH = 640, 320


class ContourView(QWidget):
    """One for each window. ``session`` is what it looks at, ``canvas`` the map that others may paint over."""

    def __init__(
        self, session: Session, palette: Palette, critical: InterestPanel, parent: QWidget | None = None
    ) -> None:
        """``critical`` is the list in the side panel that critical points go to."""
        super().__init__(parent)
        self.session = ContourSession(session)
        self.canvas = ContourCanvas(palette, number_font(-1), number_font(1), self)
        self.slices = SlicesPanel(palette, number_font(-1), self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._across.addWidget(self.canvas)
        self._across.addWidget(self.slices)
        self._across.setSizes([MAP_WIDTH, SLICES_WIDTH])
        self._across.setStretchFactor(0, 1)
        self._across.setHandleWidth(1)
        self._across.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._across)
        steps = PlaneSteps(self.session)
        self._presenters = (
            ContourPresenter(self.session, self.canvas, steps),
            SlicesPresenter(self.session, self.slices, steps),
        )
        self.critical = CriticalPresenter(self.session, critical, self.canvas)
        session.document_changed.connect(lambda _, new: self._show_document(new))
        self._show_document(session.document)

    def _show_document(self, document: Document) -> None:
        shown = document.shown.slices
        if self.slices.isHidden() == shown:
            self.slices.setVisible(shown)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.canvas.set_palette(palette)
        self.slices.set_palette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the document from now on."""
        super().showEvent(event)
        self.session.wake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen costs nothing."""
        super().hideEvent(event)
        self.session.wake(False)
