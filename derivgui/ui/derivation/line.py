"""One line of a derivation: what is done, the formula, why, and its number while it is picked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from derivgui.model.scene.derivation_page import Line, Page, coloured
from derivgui.painting.palette import Palette
from derivgui.painting.typesetting import Typesetter
from derivgui.ui.derivation.note import NoteLabel
from derivgui.ui.widgets.formula_label import SMALLEST_SHARE, FormulaLabel
from derivgui.ui.widgets.status_dot import StatusDot

FORMULA_SCALE = 1.3
STATUS_WORDS = {
    "proven": "Proven: exact algebra shows that this line follows.",
    "numerical": "Numerical: this line agrees with the one before at random points to 50 digits.",
    "not determined": "Not determined: nothing shows that this line follows.",
}
COPIES = (("text", "Copy as text"), ("latex", "Copy as LaTeX"), ("markdown", "Copy as Markdown"))


class LineFormula(FormulaLabel):
    """As wide as it must be to stay readable: the page scrolls sideways rather than cut a line."""

    def minimumSizeHint(self) -> QSize:
        size = self.sizeHint()
        return QSize(round(size.width() * SMALLEST_SHARE) + 2, size.height())


class ValueStrip(QWidget):
    """The number of the picked line; a new number costs one repaint and no layout."""

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().height() + 8)
        self._where, self._value, self._colour, self._muted = "", "", QColor(), QColor()

    @property
    def text(self) -> str:
        """What is shown."""
        return f"{self._where} {self._value}".strip()

    def show_value(self, where: str, value: str, colour: str, muted: str) -> None:
        """Where, in small words, and the number in the colour of what it equals."""
        shown = (where, value, QColor(colour), QColor(muted))
        if shown != (self._where, self._value, self._colour, self._muted):
            self._where, self._value, self._colour, self._muted = shown
            self.setAccessibleName(self.text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, align = self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(self._muted)
        painter.drawText(rect, align, self._where)
        left = painter.fontMetrics().horizontalAdvance(f"{self._where}  ") if self._where else 0
        painter.setPen(self._colour)
        painter.drawText(rect.adjusted(left, 0, 0, 0), align, self._value)
        painter.end()


class LineView(QFrame):
    """Shows one ``Line``; the owner knows its place."""

    picked = Signal()
    step_asked = Signal(int)
    copy_asked = Signal(str)  # text, latex or markdown

    def __init__(self, palette: Palette, numbers: QFont, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._line: Line | None = None
        self._page: Page | None = None
        self._is_picked = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._dot = StatusDot(palette, self)
        self.formula = LineFormula(self, scale=FORMULA_SCALE, typesetter=typesetter)
        self._note = NoteLabel(typesetter, self)
        self.value = ValueStrip(numbers, self)
        self.value.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        top.addWidget(self._dot)
        top.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 12, 8)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.formula)
        column.addWidget(self._note)
        column.addWidget(self.value)

    @property
    def line(self) -> Line | None:
        """What is shown."""
        return self._line

    def prepare(self, line: Line, page: Page) -> None:
        """Set the formula of a line that will be shown soon; what is shown stays."""
        self.formula.prepare(coloured(line, page, self._colours()), line.text)

    def show_line(self, line: Line, place: int, page: Page) -> None:
        """Another line, the ``place``-th from 0."""
        self._line, self._page = line, page
        self._title.setText(line.title)
        self._note.set_note(line.note)
        status = f", {line.status}" if line.status else ""
        self.setAccessibleName(f"Line {place + 1}{status}: {line.title}")
        self.setAccessibleDescription(line.words)
        self._show_colours()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._show_colours()

    def set_picked(self, is_picked: bool) -> None:
        """Whether this is the line whose number is shown; only that one is reached with Tab."""
        self._is_picked = is_picked
        self.value.setVisible(is_picked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_picked else Qt.FocusPolicy.ClickFocus)
        self.update()

    def _show_colours(self) -> None:
        line, page = self._line, self._page
        if line is not None and page is not None:
            self.formula.set_formula(coloured(line, page, self._colours()), line.words, line.text)
            self._dot.show_status(line.status, STATUS_WORDS.get(line.status, ""), self._palette)
            self.update()

    def _colours(self) -> dict[str, str]:
        palette = self._palette
        return {
            "step": palette.secant_text,
            "result": palette.tangent_text,
            "changed": palette.selection,
            "constant": palette.muted,
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground while picked, a frame with the keyboard."""
        super().paintEvent(event)
        if not (self._is_picked or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.focus), 1.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.hover) if self._is_picked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick this line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.picked.emit()
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk from line to line, Ctrl+C copies."""
        up_down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if up_down:
            self.step_asked.emit(up_down)
        elif event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.copy_asked.emit("text")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """This line for other programs."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for shape, label in COPIES:
            menu.addAction(label, lambda shape=shape: self.copy_asked.emit(shape))
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
