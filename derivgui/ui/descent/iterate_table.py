"""The table of iterates, painted row by row as they are in sight: a hundred thousand rows cost what twenty cost."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from derivgui.model.descent.run import Run
from derivgui.model.scene.descent_names import F, named
from derivgui.model.scene.descent_table import short_headers, short_row, table_text
from derivgui.model.scene.numbers import format_number
from derivgui.painting.palette import Palette, Role

ROW_HEIGHT, HEADER_HEIGHT = 22, 24
PADDING = 8
MOST_DIGITS, FEWEST_DIGITS = 10, 2
WIDE = 400
MOST_REMEMBERED = 500


class IterateTable(QAbstractScrollArea):
    """One row an iterate, the one in use lit and in sight. A click or the arrow keys choose one; Ctrl+C copies all."""

    row_chosen = Signal(int)

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._name = F
        self._length = 0
        self._k = 0
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics = QFontMetrics(font), QFontMetrics(self._bold)
        self._digit = self._bold_metrics.horizontalAdvance("0")
        self._room = 0
        self._texts: dict[int, list[str]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Iterates")
        self.setToolTip("Every step so far. Click a row to go there; Ctrl+C copies the table.")
        self.setMinimumHeight(HEADER_HEIGHT + 4 * ROW_HEIGHT)
        self.set_palette(palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._ground, self._lit = QColor(palette.surface), QColor(palette.tint(Role.DESCENT))
        self._text, self._muted = QColor(palette.text), QColor(palette.muted)
        self._line, self._slope = QColor(palette.border), QColor(palette.text_colour(Role.TANGENT))
        self._update = QColor(palette.text_colour(Role.DESCENT))
        self._focus = QColor(palette.focus)
        self.viewport().update()

    def show_run(self, run: Run | None, k: int, length: int, name: str = F) -> None:
        """Another run, the first ``length`` iterates of it, or another one in use; of the function of this name."""
        self._name = name
        if run is not self._run:
            self._texts.clear()
        if run is not self._run or length != self._length:
            self._run, self._length = run, length
            self._show_range()
        self._k = k
        self._follow()
        self.viewport().update()

    def text(self, row: int, column: int) -> str:
        """What a cell shows; "" where there is nothing (the last update)."""
        texts = self._row_texts(row)
        return texts[column] if column < len(texts) else ""

    def _row_texts(self, row: int) -> list[str]:
        """The cells of a row, remembered: those of a step that was taken stay what they are."""
        run = self._run
        if run is None or row >= self._length:
            return []
        known = self._texts.get(row)
        if known is None:
            known = [f"{row:,}", *map(self._fitted, short_row(run, row))]
            if row < len(run) - 1:
                if len(self._texts) >= MOST_REMEMBERED:
                    self._texts.clear()
                self._texts[row] = known
        return known

    def _fitted(self, value: float) -> str:
        """As many digits as there is room for in a column."""
        digits = MOST_DIGITS
        text = format_number(value, digits)
        while digits > FEWEST_DIGITS and (too_wide := self._bold_metrics.horizontalAdvance(text) - self._room) > 0:
            digits = max(digits - max(1, too_wide // self._digit), FEWEST_DIGITS)
            text = format_number(value, digits)
        return text

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._length

    @property
    def lit_row(self) -> int:
        """The row of the iterate in use."""
        return self._k

    def row_rect(self, row: int) -> QRect:
        """Where a row is in the viewport."""
        top = HEADER_HEIGHT + row * ROW_HEIGHT - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), ROW_HEIGHT)

    def sizeHint(self) -> QSize:
        """Room for some rows."""
        return QSize(320, HEADER_HEIGHT + 8 * ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row in use stays in sight."""
        self._show_range()
        self._follow()

    def _show_range(self) -> None:
        room = self.viewport().height() - HEADER_HEIGHT
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._length * ROW_HEIGHT - room))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(ROW_HEIGHT)
        columns = self._columns()
        room = columns[-1][1] - PADDING if len(columns) > 1 else 0
        if room != self._room:
            self._room = room
            self._texts.clear()

    def _follow(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height() - HEADER_HEIGHT
        top = self._k * ROW_HEIGHT
        if top < bar.value() or top + ROW_HEIGHT > bar.value() + room:
            bar.setValue(top - (room - ROW_HEIGHT) // 2)

    # Painting

    def _headers(self) -> list[str]:
        if self._run is None:
            return []
        variables = self._run.objective.variables
        titles = [title if title in variables else named(title, self._name) for title in short_headers(variables)]
        # In two variables the lengths of the updates give way first.
        return titles[:-1] if len(titles) > 5 and self.viewport().width() < WIDE else titles

    def _columns(self) -> list[tuple[int, int]]:
        """Left edge and width of each column: a narrow one for k, the rest alike."""
        count = len(self._headers())
        first = PADDING + self._metrics.horizontalAdvance(f"{max(self._length, 100):,}") + PADDING
        width = (self.viewport().width() - first) / max(count - 1, 1)
        return [(0, first), *((round(first + i * width), round(width)) for i in range(count - 1))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The header and the rows in sight."""
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(0, 0, width, height, self._ground)
        if self._run is not None:
            self._paint_rows(painter, height)
            painter.fillRect(0, 0, width, HEADER_HEIGHT, self._ground)
            self._paint_cells(painter, 0, HEADER_HEIGHT, self._headers(), [self._muted] * len(self._headers()))
        painter.setPen(self._line)
        painter.drawLine(0, HEADER_HEIGHT - 1, width, HEADER_HEIGHT - 1)
        if self.hasFocus():
            painter.setPen(self._focus)
            painter.drawRect(0, 0, width - 1, height - 1)
        painter.end()

    def _paint_rows(self, painter: QPainter, height: int) -> None:
        first = self.verticalScrollBar().value() // ROW_HEIGHT
        last = min(self._length - 1, first + (height - HEADER_HEIGHT) // ROW_HEIGHT + 1)
        count = len(self._headers())
        values = 2 if self._run is None else self._run.history.dimension + 1
        inks = [self._muted, *[self._text] * values, self._slope, self._update][:count]
        for row in range(first, last + 1):
            rect = self.row_rect(row)
            if row == self._k:
                painter.fillRect(rect, self._lit)
            painter.setFont(self._bold if row == self._k else self._font)
            self._paint_cells(painter, rect.top(), ROW_HEIGHT, [self.text(row, c) for c in range(count)], inks)
        painter.setFont(self._font)

    def _paint_cells(self, painter: QPainter, top: int, height: int, texts: list[str], inks: list[QColor]) -> None:
        for (left, width), text, ink in zip(self._columns(), texts, inks, strict=True):
            painter.setPen(ink)
            box = QRect(left, top, width - PADDING, height)
            shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row below the pointer."""
        row = (int(event.position().y()) - HEADER_HEIGHT + self.verticalScrollBar().value()) // ROW_HEIGHT
        if event.position().y() >= HEADER_HEIGHT and 0 <= row < self._length:
            self.row_chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys go through the rows; Ctrl+C copies them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
            return
        page = max(1, self.verticalScrollBar().pageStep() // ROW_HEIGHT)
        ways = {
            Qt.Key.Key_Up: self._k - 1,
            Qt.Key.Key_Down: self._k + 1,
            Qt.Key.Key_PageUp: self._k - page,
            Qt.Key.Key_PageDown: self._k + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._length - 1,
        }
        row = ways.get(Qt.Key(event.key()))
        if row is None or not self._length:
            super().keyPressEvent(event)
            return
        self.row_chosen.emit(min(max(row, 0), self._length - 1))
        event.accept()

    def copy(self) -> None:
        """All rows to the clipboard, for a spreadsheet."""
        if self._run is not None:
            QGuiApplication.clipboard().setText(table_text(self._run, "\t"))
