"""The panel on the right: pages such as the derivation, each made when it is first opened."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.abstract import AbstractQt
from derivgui.ui.theme import icon
from derivgui.ui.widgets.lazy_stack import LazyStack

WIDTH = 360
NARROWEST = 280


class PanelPage(QWidget, metaclass=AbstractQt):
    """What stands behind one tab."""

    @abstractmethod
    def set_palette(self, palette: Palette) -> None:
        """Other colours."""


class RightPanel(QFrame):
    """Titled pages behind tabs; whoever owns it remembers which is open."""

    page_chosen = Signal(str)
    """The name of the page that a user opened, "" when they closed the panel; not emitted by ``show_page``."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setMinimumWidth(NARROWEST)
        self._names: list[str] = []
        self._tabs = QTabBar(self)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName("Pages of the right panel")
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip("Close this panel")
        self._close.setAccessibleName("Close the right panel")
        self._close.clicked.connect(lambda: self.page_chosen.emit(""))
        self._stack = LazyStack(self)
        header = QHBoxLayout()
        header.setContentsMargins(8, 4, 8, 0)
        header.addWidget(self._tabs, 1, Qt.AlignmentFlag.AlignBottom)
        header.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._stack, 1)
        self._shown = ""
        self.set_palette(palette)
        self.hide()

    @property
    def shown(self) -> str:
        """The name of the page that is open, "" while the panel is closed."""
        return self._shown

    def add_page(self, name: str, title: str, make: Callable[[], PanelPage]) -> None:
        """A page that ``make`` makes when it is first opened."""
        self._names.append(name)
        self._stack.add_page(name, make)
        blocked = self._tabs.blockSignals(True)
        self._tabs.addTab(title)
        self._tabs.blockSignals(blocked)

    def page(self, name: str) -> QWidget | None:
        """A page, None where it was never opened."""
        return self._stack.page(name)

    def show_page(self, name: str) -> None:
        """Open a page without telling; "" closes the panel."""
        if name == self._shown:
            return
        self._shown = name
        if name:
            self._stack.show_page(name)
            blocked = self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(self._names.index(name))
            self._tabs.blockSignals(blocked)
        self.setVisible(bool(name))

    def set_palette(self, palette: Palette) -> None:
        """Other colours, also for the pages that were made."""
        self._close.setIcon(icon("close", palette))
        for page in self._stack.pages():
            assert isinstance(page, PanelPage)
            page.set_palette(palette)

    def sizeHint(self) -> QSize:
        """A width that typeset lines fit into."""
        return QSize(WIDTH, 400)

    def _on_tab_changed(self, index: int) -> None:
        if 0 <= index < len(self._names) and self._names[index] != self._shown:
            self.page_chosen.emit(self._names[index])
