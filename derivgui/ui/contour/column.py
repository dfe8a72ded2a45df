"""The column beside the map: the two slices, or any direction."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.contour.direction import DirectionPanel
from derivgui.ui.contour.slices import SlicesPanel
from derivgui.ui.widgets.segmented_control import SegmentedControl

PAGES = (("slices", "Slices"), ("direction", "Any direction"))


class Column(QFrame):
    """Whoever owns it remembers which of its pages is open."""

    page_chosen = Signal(str)

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.slices = SlicesPanel(palette, font, self)
        self.direction = DirectionPanel(palette, font, self)
        self._choice = SegmentedControl(PAGES, self)
        self._choice.setAccessibleName("Slices along the axes, or in any direction")
        self._choice.setToolTip("Slices along the axes, or along a unit vector u that a dial turns (Ctrl+8)")
        self._choice.chosen.connect(self.page_chosen)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.slices)
        self._pages.addWidget(self.direction)
        header = QHBoxLayout()
        header.setContentsMargins(8, 4, 8, 4)
        header.addWidget(self._choice)
        header.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._pages, 1)

    def show_page(self, name: str) -> None:
        """ "slices" or "direction", without telling."""
        self._choice.choose(name)
        self._pages.setCurrentWidget(self.direction if name == "direction" else self.slices)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.slices.set_palette(palette)
        self.direction.set_palette(palette)
