"""The list of functions and the sliders of their parameters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from derivgui.model.document.document import Slider
from derivgui.painting.palette import Palette
from derivgui.ui.functions.row import FunctionRow, RowState
from derivgui.ui.theme import icon

if TYPE_CHECKING:
    from derivgui.ui.functions.slider_row import SliderRow


class FunctionPanel(QWidget):
    """Shows rows in the order given; a row keeps its widget as long as its id lives."""

    text_typed = Signal(int, str)
    typing_ended = Signal()
    activated = Signal(int)
    visibility_asked = Signal(int)
    removal_asked = Signal(int)
    add_asked = Signal()
    colour_asked = Signal(int, int)
    move_asked = Signal(int, int)  # id, index
    row_focused = Signal(QWidget)
    """A row that should be in sight: it has the cursor, or it has become the active one."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._rows: dict[int, FunctionRow] = {}
        self._order: tuple[int, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._add = QToolButton(self)
        self._add.setText("Add a function")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setIconSize(QSize(16, 16))
        self._add.setToolTip("A new row to type a function in (Ctrl+Return)")
        self._add.clicked.connect(self.add_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._list)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_palette(palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._add.setIcon(icon("plus", palette))
        for row in self._rows.values():
            row.set_palette(palette)

    def show_rows(self, states: tuple[RowState, ...]) -> None:
        """Show these rows in this order."""
        order = tuple(state.id for state in states)
        if order != self._order:
            self._arrange(order)
        for state in states:
            self._rows[state.id].show_state(state)

    def focus_row(self, function_id: int) -> None:
        """Put the cursor into a row; where there is none, onto the button that makes one."""
        row = self._rows.get(function_id)
        if row is not None:
            row.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.row_focused.emit(row)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal_row(self, function_id: int) -> None:
        """Bring a row into sight."""
        row = self._rows.get(function_id)
        if row is not None:
            self.row_focused.emit(row)

    def row(self, function_id: int) -> FunctionRow | None:
        """The widget of a row."""
        return self._rows.get(function_id)

    def _arrange(self, order: tuple[int, ...]) -> None:
        for gone in self._rows.keys() - set(order):
            widget = self._rows.pop(gone)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for index, function_id in enumerate(order):
            if function_id not in self._rows:
                self._rows[function_id] = self._make_row(function_id)
            self._list.removeWidget(self._rows[function_id])
            self._list.insertWidget(index, self._rows[function_id])
        self._order = order
        self._chain_tab_order()

    def _chain_tab_order(self) -> None:
        """Rows from top to bottom, then the button that adds one."""
        chain = [widget for function_id in self._order for widget in self._rows[function_id].tab_chain()]
        for first, second in pairwise([*chain, self._add]):
            QWidget.setTabOrder(first, second)

    def _make_row(self, function_id: int) -> FunctionRow:
        row = FunctionRow(self._palette, self)
        row.text_typed.connect(lambda text: self.text_typed.emit(function_id, text))
        row.typing_ended.connect(self.typing_ended)
        row.activated.connect(lambda: self.activated.emit(function_id))
        row.visibility_asked.connect(lambda: self.visibility_asked.emit(function_id))
        row.removal_asked.connect(lambda: self.removal_asked.emit(function_id))
        row.next_asked.connect(self.add_asked)
        row.colour_asked.connect(lambda colour: self.colour_asked.emit(function_id, colour))
        row.move_asked.connect(lambda by: self.move_asked.emit(function_id, self._order.index(function_id) + by))
        row.step_asked.connect(lambda by: self._focus_neighbour(function_id, by))
        row.dragged_to.connect(lambda y: self._on_row_dragged(function_id, y))
        return row

    def _focus_neighbour(self, function_id: int, by: int) -> None:
        index = self._order.index(function_id) + by
        if 0 <= index < len(self._order):
            self.focus_row(self._order[index])

    def _on_row_dragged(self, function_id: int, y: int) -> None:
        others = [self._rows[other] for other in self._order if other != function_id]
        index = sum(y > other.geometry().center().y() for other in others)
        if index != self._order.index(function_id):
            self.move_asked.emit(function_id, index)


class SliderPanel(QWidget):
    """One row a parameter, in the order given."""

    moved = Signal(str, float)
    move_ended = Signal()
    entered = Signal(str, float)

    def __init__(
        self,
        read: Callable[[str], float],
        write: Callable[[float], str],
        number_font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._write, self._number_font = read, write, number_font
        self._rows: dict[str, SliderRow] = {}
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)

    @property
    def names(self) -> set[str]:
        """Of the parameters that are shown."""
        return set(self._rows)

    def show_sliders(self, sliders: tuple[Slider, ...]) -> None:
        """Show these parameters."""
        names = [slider.name for slider in sliders]
        for gone in self._rows.keys() - set(names):
            widget = self._rows.pop(gone)
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for index, slider in enumerate(sliders):
            if slider.name not in self._rows:
                self._rows[slider.name] = self._make_row(slider.name)
                self._list.insertWidget(index, self._rows[slider.name])
            self._rows[slider.name].show_slider(slider)

    def _make_row(self, name: str) -> SliderRow:
        # The first document has no parameters.
        from derivgui.ui.functions.slider_row import SliderRow

        row = SliderRow(name, self._read, self._write, self._number_font, self)
        row.moved.connect(lambda value: self.moved.emit(name, value))
        row.move_ended.connect(self.move_ended)
        row.entered.connect(lambda value: self.entered.emit(name, value))
        return row
