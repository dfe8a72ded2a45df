"""A row of buttons with an icon each, made from a table: players, transports, copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QToolButton, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.theme import icon


class IconButtons:
    """Buttons by the name of their icon.

    ``rows`` have an icon's name, what the button says of itself, and the signal of ``owner`` that it emits.
    """

    def __init__(
        self, rows: Iterable[tuple[str, str, str]], owner: QWidget, layout: QBoxLayout, pixels: int = 18
    ) -> None:
        self._palette: Palette | None = None
        self._buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        for name, tip, signal in rows:
            button = QToolButton(owner)
            _name(button, tip)
            button.setIconSize(QSize(pixels, pixels))
            button.clicked.connect(getattr(owner, signal))
            layout.addWidget(button)
            self._buttons[name] = button
            self._icons[name] = name

    def __getitem__(self, name: str) -> QToolButton:
        return self._buttons[name]

    def __iter__(self) -> Iterator[QToolButton]:
        return iter(self._buttons.values())

    def set_palette(self, palette: Palette) -> None:
        """Icons in other colours."""
        self._palette = palette
        for name, button in self._buttons.items():
            button.setIcon(icon(self._icons[name], palette))

    def set_face(self, name: str, picture: str, tip: str) -> None:
        """Another icon and another word for a button, as for one that pauses what it played."""
        button = self._buttons[name]
        _name(button, tip)
        if self._icons[name] != picture:
            self._icons[name] = picture
            if self._palette is not None:
                button.setIcon(icon(picture, self._palette))

    def set_enabled(self, enabled: bool, *names: str) -> None:
        """Whether some of them can be pressed."""
        for name in names:
            if self._buttons[name].isEnabled() != enabled:
                self._buttons[name].setEnabled(enabled)


def _name(button: QToolButton, tip: str) -> None:
    button.setToolTip(tip)
    button.setAccessibleName(tip)
