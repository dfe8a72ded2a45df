"""One row of the function list: colour, text, typeset preview or error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from derivgui.model.document.edits import COLOURS
from derivgui.painting.palette import Palette
from derivgui.ui.functions.formula_edit import FormulaEdit
from derivgui.ui.theme import icon
from derivgui.ui.widgets.formula_label import FormulaLabel
from derivgui.ui.widgets.status_dot import StatusDot

Formula: TypeAlias = tuple[str, str, str]
"""LaTeX, words, plain text."""
NOTHING: Formula = ("", "", "")


STATUS_WORDS = {
    "proven": "Proven: exact algebra shows that this is the derivative.",
    "numerical": "Numerical: this agrees with automatic differentiation at random points.",
}


@dataclass(frozen=True, slots=True)
class Derivatives:
    """The formulas of f' and f'' that are shown, and how sure the least sure of them is.

    While they are not known, ``awaited`` tells how many there will be.
    """

    formulas: tuple[Formula, ...] = ()
    status: str = ""
    awaited: int = 0


@dataclass(frozen=True, slots=True)
class RowState:
    """All that a row shows.

    ``problem`` is (message, hint, span). A text with neither formula nor problem is being typed: it may be a beginning.
    """

    id: int
    text: str
    colour: int
    visible: bool
    active: bool
    formula: Formula | None
    problem: tuple[str, str, tuple[int, int]] | None
    derivatives: Derivatives = Derivatives()

    @property
    def is_beginning(self) -> bool:
        """Whether it is not known yet what the text will say."""
        return self.formula is None and self.problem is None and bool(self.text.strip())


class ColourDot(QToolButton):
    """A disc in the function's colour; hollow while the curve is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour, self._filled = "#000000", True
        self.setFixedSize(QSize(28, 28))

    def show_colour(self, colour: str, filled: bool) -> None:
        """Another colour or fill."""
        self._colour, self._filled = colour, filled
        name = "Hide the curve" if filled else "Show the curve"
        self.setToolTip(f"{name} (right click: colour, order, delete)")
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc over the button's own hover ground."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour), 2.0))
        painter.setBrush(QColor(self._colour) if self._filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.rect().center() + QPoint(1, 1), 6, 6)
        painter.end()


class FunctionRow(QFrame):
    """Shows one ``RowState``; signals carry no id, the panel knows whose they are."""

    text_typed = Signal(str)
    typing_ended = Signal()
    activated = Signal()
    visibility_asked = Signal()
    removal_asked = Signal()
    next_asked = Signal()
    colour_asked = Signal(int)
    move_asked = Signal(int)  # up -1, down 1
    step_asked = Signal(int)
    dragged_to = Signal(int)  # y in the parent

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._state: RowState | None = None
        self._build()
        self._connect()
        self._arrange()
        self.set_palette(palette)

    def _build(self) -> None:
        self.setProperty("row", True)
        self._dot = ColourDot(self)
        self._dot.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.edit = FormulaEdit(self)
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip("Delete this function")
        self._close.setAccessibleName("Delete this function")
        self._preview = FormulaLabel(self, at_leisure=True)
        self._derivatives: list[FormulaLabel] = []
        self._formulas = QVBoxLayout()
        self._status = StatusDot(self._palette, self)
        self._problem = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._problem.setProperty("problem", True)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def _connect(self) -> None:
        self._dot.clicked.connect(self._on_dot_clicked)
        self._dot.customContextMenuRequested.connect(lambda: self._open_menu())
        self._close.clicked.connect(self.removal_asked)
        edit = self.edit
        for theirs, ours in (
            (edit.textEdited, self.text_typed),
            (edit.left, self.typing_ended),
            (edit.focused, self.activated),
            (edit.next_asked, self.next_asked),
            (edit.removal_asked, self.removal_asked),
            (edit.move_asked, self.move_asked),
            (edit.step_asked, self.step_asked),
        ):
            theirs.connect(ours)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        for widget, stretch in ((self._dot, 0), (self.edit, 1), (self._close, 0)):
            top.addWidget(widget, stretch)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        beside.addLayout(self._formulas, 1)
        beside.addWidget(self._status)
        below = QVBoxLayout()
        below.setContentsMargins(34, 0, 8, 4)
        below.addWidget(self._preview)
        below.addLayout(beside)
        below.addWidget(self._problem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(below)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._close.setIcon(icon("close", palette))
        if self._state is not None:
            self._show_colours(self._state)
            self._show_formulas(self._state)

    def show_state(self, state: RowState) -> None:
        """Show another state; an equal one costs nothing, and a text being typed is left alone."""
        old, self._state = self._state, state
        if old == state:
            return
        if self.edit.text() != state.text:
            self.edit.setText(state.text)
            if not self.edit.hasFocus():
                self.edit.setCursorPosition(0)
        self.edit.setAccessibleName(f"Function {state.id}")
        self._show_formulas(state)
        self._show_problem(state)
        if old is None or (old.colour, old.visible, old.active) != (
            state.colour,
            state.visible,
            state.active,
        ):
            self._show_colours(state)

    def _show_formulas(self, state: RowState) -> None:
        """f, f' and f''; what is not known yet has its place, blank, so that nothing jumps under the hand."""
        if state.is_beginning:
            for label in (self._preview, *self._derivatives):
                _blank(label)
            self._status.hide()
            return
        self._preview.setVisible(state.formula is not None)
        if state.formula is not None:
            _fill(self._preview, state.formula)
        self._show_derivatives(state)

    def _show_derivatives(self, state: RowState) -> None:
        formulas, status, awaited = state.derivatives.formulas, state.derivatives.status, state.derivatives.awaited
        count = len(formulas) or awaited
        while len(self._derivatives) < count:
            self._derivatives.append(FormulaLabel(self, at_leisure=True))
            self._formulas.addWidget(self._derivatives[-1])
        for place, label in enumerate(self._derivatives):
            if place < len(formulas):
                _fill(label, formulas[place])
            elif place < count:
                _blank(label)
            label.setVisible(place < count)
        self._status.show_status(status, STATUS_WORDS.get(status, ""), self._palette)

    def tab_chain(self) -> tuple[QWidget, ...]:
        """What Tab visits here, in order."""
        return (self._dot, self.edit, self._close)

    def problem(self) -> str:
        """The sentence shown below the text, "" where it can be read."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _show_problem(self, state: RowState) -> None:
        problem = state.problem if state.text.strip() else None
        self.edit.set_error(problem[2] if problem else None, self._palette.error)
        if state.is_beginning and self._problem.isVisible():
            # It may be mended by now, but nothing jumps before that is known.
            self._problem.setMinimumHeight(self._problem.height())
            self._problem.setText("")
            return
        self._problem.setMinimumHeight(0)
        self._problem.setVisible(problem is not None)
        if problem is not None:
            message, hint, _ = problem
            self._problem.setText(f"{message} {hint}".strip())

    def _show_colours(self, state: RowState) -> None:
        self._dot.show_colour(self._palette.cycle(state.colour), state.visible)
        if self.property("active") != state.active:
            self.setProperty("active", state.active)
            self.style().polish(self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row, with a bar in its colour while it is active."""
        super().paintEvent(event)
        if self._state is not None and self._state.active:
            painter = QPainter(self)
            painter.fillRect(
                0,
                6,
                3,
                self.height() - 12,
                QColor(self._palette.cycle(self._state.colour)),
            )
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Anywhere in the row activates it."""
        self.activated.emit()
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging the row by its margin reorders the list."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.dragged_to.emit(self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The row stays where it was dropped."""
        self.unsetCursor()
        self.typing_ended.emit()

    def _on_dot_clicked(self) -> None:
        """Without a curve there is nothing to hide: the cursor goes into the row."""
        if self.edit.text().strip():
            self.visibility_asked.emit()
        else:
            self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open_menu(self) -> None:
        state = self._state
        if state is None:
            return
        menu = QMenu(self)
        colours = menu.addMenu("Colour")
        for number in range(COLOURS):
            swatch = _swatch(self._palette.cycle(number))
            action = QAction(swatch, f"Colour {number + 1}", colours)
            action.triggered.connect(lambda _=False, n=number: self.colour_asked.emit(n))
            colours.addAction(action)
        menu.addAction("Hide" if state.visible else "Show", self.visibility_asked.emit)
        menu.addAction("Move up", lambda: self.move_asked.emit(-1))
        menu.addAction("Move down", lambda: self.move_asked.emit(1))
        menu.addAction("Delete", self.removal_asked.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._dot.mapToGlobal(self._dot.rect().bottomLeft()))


def _fill(label: FormulaLabel, formula: Formula) -> None:
    label.setMinimumHeight(0)
    label.set_formula(*formula)


def _blank(label: FormulaLabel) -> None:
    """Nothing, as high as what stood there: a fraction is higher than a line."""
    label.setMinimumHeight(max(label.minimumHeight(), label.sizeHint().height()))
    label.set_formula(*NOTHING)


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(32, 32)
    picture.fill(QColor(colour))
    return QIcon(picture)
