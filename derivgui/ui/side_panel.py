"""The panel on the left: functions, parameters, points, in one scrolling column."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from derivgui.ui.widgets.section import Section

WIDTH = 292
SCROLL_MARGIN = 60


class SidePanel(QScrollArea):
    """A column of titled sections."""

    def __init__(self, sections: Iterable[tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setAccessibleName("Side panel")
        # A click beside a row must not take the cursor out of it: what is typed next would be lost.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(240)
        column = QWidget(self)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(12)
        self.sections: dict[str, Section] = {}
        for title, content in sections:
            section = Section(title, content, column)
            layout.addWidget(section)
            self.sections[title] = section
        layout.addStretch(1)
        self.setWidget(column)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a widget is in sight, once the layout knows where it is."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, SCROLL_MARGIN))

    def sizeHint(self) -> QSize:
        """A fixed width that leaves the canvas its room."""
        return QSize(WIDTH, 400)
