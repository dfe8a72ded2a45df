"""A titled part of a side panel that folds away."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from derivgui.ui.theme import icon, interface_font


class Section(QWidget):
    """A header with a chevron above its content; whoever owns it remembers whether it is open."""

    toggled = Signal(bool)
    """True when a user opened it, False when they folded it; not emitted by ``set_open``."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._header = SectionHeader(title, self)
        self._header.clicked.connect(self._on_header_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._header)
        layout.addWidget(content)
        self.set_open(True)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._header.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the content, without telling."""
        self._header.show_open(is_open)
        self._content.setVisible(is_open)

    def _on_header_clicked(self, is_open: bool) -> None:
        self.set_open(is_open)
        self.toggled.emit(is_open)


class SectionHeader(QToolButton):
    """The title and its chevron; checked while the section is open."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        font = interface_font()
        font.setWeight(QFont.Weight.DemiBold)
        self.setFont(font)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_open(self, is_open: bool) -> None:
        """Turn the chevron, and say so to screen readers."""
        self.setChecked(is_open)
        self.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        self.setAccessibleName(f"{self.text()}, {'open' if is_open else 'folded'}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right opens, Left folds; Enter does either, as Space does."""
        wanted = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wanted = not self.isChecked()
        if wanted is None:
            super().keyPressEvent(event)
        elif wanted != self.isChecked():
            self.click()
