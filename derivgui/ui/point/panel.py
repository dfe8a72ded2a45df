"""Exact fields for the point and the step, and the pinned tangents."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from derivgui.model.document.document import Pin
from derivgui.model.scene.numbers import format_number
from derivgui.model.scene.scene import Held, PinnedTangent
from derivgui.painting.palette import Palette
from derivgui.ui.number_field import NumberField
from derivgui.ui.theme import icon


class PointPanel(QWidget):
    """x, y (of a function of two variables) and h as numbers to type, a button to pin the tangent, what is pinned."""

    x_entered = Signal(float)
    y_entered = Signal(float)
    h_entered = Signal(float)
    pin_asked = Signal()
    unpin_asked = Signal(object)  # Pin

    def __init__(
        self,
        read: Callable[[str], float],
        write: Callable[[float], str],
        palette: Palette,
        number_font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._palette = palette
        self._number_font = number_font
        self._pins: tuple[PinnedTangent, ...] = ()
        self._x = NumberField(read, write, "Tangent point x", self)
        self._y = NumberField(read, write, "Point y", self)
        self._h = NumberField(read, write, "Step h", self)
        for field in (self._x, self._y, self._h):
            field.setFont(number_font)
        for field in (self._x, self._y):
            field.setToolTip("Where the point is: 2, -1/3, pi/2")
        self._h.setToolTip("From the point to the second point of the secant: 0.5, -1/4, 1e-3")
        self._x.entered.connect(self.x_entered)
        self._y.entered.connect(self.y_entered)
        self._h.entered.connect(self.h_entered)
        self._build()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._variable = _symbol("x =", self)
        grid.addWidget(self._variable, 0, 0)
        grid.addWidget(self._x, 0, 1)
        grid.addWidget(_symbol("h =", self), 0, 2)
        grid.addWidget(self._h, 0, 3)
        self._second = _symbol("y =", self)
        grid.addWidget(self._second, 1, 0)
        grid.addWidget(self._y, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._pin = QToolButton(self)
        self._pin.setText("Pin this tangent")
        self._pin.setToolTip("Keep the tangent at this x while you move on (Ctrl+P)")
        self._pin.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._pin.setIconSize(QSize(16, 16))
        self._pin.clicked.connect(self.pin_asked)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addWidget(self._pin, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._list)
        self.set_palette(self._palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._pin.setIcon(icon("pin", palette))
        self._show_pins()

    def show_point(self, variable: str, x: float, h: float, can_pin: bool, held: Held | None = None) -> None:
        """Other numbers, and whether there is a tangent to pin; ``held`` is a second variable to type."""
        self._pin.setEnabled(can_pin)
        _rename(self._variable, variable)
        self._x.set_value(x)
        self._h.set_value(h)
        for widget in (self._second, self._y):
            if widget.isHidden() == (held is not None):
                widget.setVisible(held is not None)
        if held is not None:
            _rename(self._second, held.variable)
            self._y.set_value(held.value)

    def show_pins(self, pins: tuple[PinnedTangent, ...]) -> None:
        """Another list of pinned tangents; the same list costs nothing."""
        if pins != self._pins:
            self._pins = pins
            self._show_pins()

    def _show_pins(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for pinned in self._pins:
            self._list.addWidget(self._pin_row(pinned))

    def _pin_row(self, pinned: PinnedTangent) -> QWidget:
        row = QWidget(self)
        text = QLabel(pinned.text, row, textFormat=Qt.TextFormat.PlainText)
        text.setFont(self._number_font)
        remove = QToolButton(row)
        remove.setIcon(icon("close", self._palette))
        remove.setIconSize(QSize(14, 14))
        remove.setToolTip(f"Take the tangent at {format_number(pinned.pin.x)} away")
        remove.setAccessibleName(remove.toolTip())
        pin: Pin = pinned.pin
        remove.clicked.connect(lambda: self.unpin_asked.emit(pin))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(4, 0, 0, 0)
        layout.addWidget(text, 1)
        layout.addWidget(remove)
        return row


def _rename(label: QLabel, variable: str) -> None:
    if label.text() != f"{variable} =":
        label.setText(f"{variable} =")


def _symbol(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    font = label.font()
    font.setItalic(True)
    label.setFont(font)
    return label
