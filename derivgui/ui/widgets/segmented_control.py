"""A choice of a few, side by side."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)


class SegmentedControl(QFrame):
    """Exactly one of two to four options is chosen; Tab reaches it and the arrow keys choose."""

    chosen = Signal(str)
    """The option a user chose; not emitted by ``choose``."""

    def __init__(self, options: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``options`` are (name, label); the first is chosen."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_group_button_clicked)
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for name, label in options:
            self._buttons[name] = self._make_button(name, label)
            layout.addWidget(self._buttons[name])
        self._choice = next(iter(self._buttons))
        self._buttons[self._choice].setChecked(True)

    def _make_button(self, name: str, label: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(label)
        button.setCheckable(True)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button)
        return button

    @property
    def choice(self) -> str:
        """The name of the option that is chosen."""
        return self._choice

    def choose(self, name: str) -> None:
        """Choose an option without telling; KeyError for one that does not exist."""
        self._buttons[name].setChecked(True)
        self._choice = name

    def set_label(self, name: str, label: str) -> None:
        """Other words on an option."""
        if self._buttons[name].text() != label:
            self._buttons[name].setText(label)

    def _on_group_button_clicked(self, button: QAbstractButton) -> None:
        if button.objectName() != self._choice:
            self._choice = button.objectName()
            self.chosen.emit(self._choice)
