"""The table of difference quotients: h, from the right, from the left; the row nearest to h is lit.

Digits on which both sides agree from a row on are set apart in the colour of f', so that f' is seen to grow out of the
quotients. Where the sides share none, those that each side keeps by itself stand out from those still moving.

Painted by hand: while a point is dragged it changes as often as the canvas does, and an item view takes four times as
long for the same twenty texts.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from derivgui.model.calculus.agreement import Places
from derivgui.model.calculus.quotient import STEPS, QuotientTable
from derivgui.model.scene.numbers import format_number, settled_length
from derivgui.painting.palette import Palette, Role

DIGITS = range(10, 13)
# Sign, "0.0000" before the first digit, and a margin.
UNCOUNTED_CHARACTERS = 8
LEGEND = (
    "Coloured digits no longer change, whatever smaller h follows, and both sides agree on them. "
    "Where the sides do not agree, dark digits are those that each side keeps."
)
HEADERS = ("h", "from the right", "from the left")
STEP_WIDTH = 104
PADDING = 12
ROW_HEIGHT = 24
HEADER_HEIGHT = 28
TOP = HEADER_HEIGHT + ROW_HEIGHT
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class QuotientView(QAbstractScrollArea):
    """One row a step. Ctrl+C copies the whole table, for a spreadsheet."""

    def __init__(self, palette: Palette, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: QuotientTable | None = None
        self._lit = 0
        self._right_lit = True
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._digits = DIGITS[-1]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Difference quotients")
        self.setAccessibleDescription(LEGEND)
        self.setToolTip(LEGEND)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.set_palette(palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._ground = QColor(palette.surface)
        self._lit_ground = QColor(palette.tint(Role.SECANT))
        self._text = QColor(palette.text)
        self._muted = QColor(palette.muted)
        self._line = QColor(palette.border)
        self._secant = QColor(palette.text_color(Role.SECANT))
        self._agreed = QColor(palette.text_color(Role.TANGENT))
        self.viewport().update()

    def show_table(self, table: QuotientTable | None, lit: int, right: bool) -> None:
        """Other quotients, which row h has reached (-1: none yet), and on which side the canvas' secant is."""
        moved = lit != self._lit
        self._table, self._lit, self._right_lit = table, lit, right
        if moved:
            self._show_lit_row()
        self.viewport().update()

    def text(self, row: int, column: int) -> str:
        """What a cell shows; empty while there is nothing to show."""
        if column == 0:
            return format_number(STEPS[row])
        if self._table is None:
            return ""
        side = self._table.right if column == 1 else self._table.left
        return format_number(float(side[row]), self._digits)

    def agreed(self, row: int, column: int) -> str:
        """The digits of a cell on which both sides agree from this row on."""
        text = self.text(row, column)
        return text if self._table is None else text[: settled_length(text, self._table.agreement.rows[row].both)]

    def text_now(self, column: int) -> str:
        """The same for the row on top, which shows the step in use."""
        if self._table is None:
            return ""
        if column == 0:
            return f"now {format_number(self._table.h, 3)}"
        return format_number(self._table.now[column - 1], self._digits)

    def sizeHint(self) -> QSize:
        """Room for both columns and half the rows."""
        return QSize(420, TOP + 5 * ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lit row stays in sight."""
        room = self.viewport().height() - TOP
        self.verticalScrollBar().setRange(0, max(0, len(STEPS) * ROW_HEIGHT - room))
        self.verticalScrollBar().setPageStep(room)
        room = (self._column_width() - PADDING) // self._metrics.horizontalAdvance("0") - UNCOUNTED_CHARACTERS
        self._digits = min(max(room, DIGITS[0]), DIGITS[-1])
        self._show_lit_row()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows in sight below the header."""
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(0, 0, width, height, self._ground)
        painter.setFont(self._font)
        scrolled = self.verticalScrollBar().value()
        first = scrolled // ROW_HEIGHT
        last = min(len(STEPS) - 1, (scrolled + height - TOP) // ROW_HEIGHT)
        painter.setClipRect(0, TOP, width, height)
        for row in range(first, last + 1):
            self._paint_row(painter, row, TOP + row * ROW_HEIGHT - scrolled, width)
        painter.setClipping(False)
        self._paint_now(painter, width)
        painter.setPen(self._muted)
        for column, title in enumerate(HEADERS):
            painter.drawText(self._cell(column, 0, width, HEADER_HEIGHT), _LEFT, title)
        painter.setPen(self._line)
        painter.drawLine(0, HEADER_HEIGHT - 1, width, HEADER_HEIGHT - 1)
        painter.drawLine(0, TOP - 1, width, TOP - 1)
        painter.end()

    def _paint_now(self, painter: QPainter, width: int) -> None:
        """The step in use, in bold, the side of the canvas' secant in its colour."""
        side = 1 if self._right_lit else 2
        painter.setFont(self._bold)
        painter.setPen(self._secant)
        painter.drawText(self._cell(0, HEADER_HEIGHT, width, ROW_HEIGHT), _LEFT, self.text_now(0))
        for column in (1, 2):
            colour = self._secant if column == side else self._muted
            cell, text = self._cell(column, HEADER_HEIGHT, width, ROW_HEIGHT), self.text_now(column)
            agreed = 0 if self._table is None else settled_length(text, self._table.agreement.now.both)
            self._paint_apart(painter, cell, text, agreed, colour, colour)
        painter.setFont(self._font)

    def _paint_row(self, painter: QPainter, row: int, top: int, width: int) -> None:
        if row == self._lit and self._table is not None:
            painter.fillRect(0, top, width, ROW_HEIGHT, self._lit_ground)
        painter.setPen(self._text)
        painter.drawText(self._cell(0, top, width, ROW_HEIGHT), _LEFT, self.text(row, 0))
        if self._table is not None:
            places = self._table.agreement.rows[row]
            self._paint_quotient(
                painter, self._cell(1, top, width, ROW_HEIGHT), self.text(row, 1), places, places.right
            )
            self._paint_quotient(painter, self._cell(2, top, width, ROW_HEIGHT), self.text(row, 2), places, places.left)

    def _paint_quotient(self, painter: QPainter, cell: QRect, text: str, places: Places, own: float) -> None:
        agreed = settled_length(text, places.both)
        if agreed:
            self._paint_apart(painter, cell, text, agreed, self._agreed, self._muted)
            return
        kept = settled_length(text, own)
        painter.setFont(self._font)
        painter.setPen(self._text)
        painter.drawText(cell, _LEFT, text[:kept])
        painter.setPen(self._muted)
        rest = cell.adjusted(self._metrics.horizontalAdvance(text[:kept]), 0, 0, 0)
        painter.drawText(rest, _LEFT, text[kept:])

    def _paint_apart(
        self, painter: QPainter, cell: QRect, text: str, length: int, colour: QColor, other: QColor
    ) -> None:
        """The first characters in bold, then the others."""
        painter.setFont(self._bold)
        painter.setPen(colour)
        painter.drawText(cell, _LEFT, text[:length])
        if length < len(text):
            rest = cell.adjusted(self._bold_metrics.horizontalAdvance(text[:length]), 0, 0, 0)
            painter.setFont(self._font)
            painter.setPen(other)
            painter.drawText(rest, _LEFT, text[length:])
        painter.setFont(self._font)

    def _column_width(self) -> int:
        return (self.viewport().width() - STEP_WIDTH) // 2

    def _cell(self, column: int, top: int, width: int, height: int) -> QRect:
        if column == 0:
            return QRect(PADDING, top, STEP_WIDTH, height)
        each = (width - STEP_WIDTH) // 2
        return QRect(STEP_WIDTH + (column - 1) * each + PADDING, top, each - PADDING, height)

    def _show_lit_row(self) -> None:
        middle = (self.viewport().height() - TOP - ROW_HEIGHT) // 2
        self.verticalScrollBar().setValue(max(0, self._lit * ROW_HEIGHT - middle))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy as tab-separated text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = ["\t".join(HEADERS)]
            rows.append("\t".join(self.text_now(column) for column in range(3)))
            rows += ["\t".join(self.text(row, column) for column in range(3)) for row in range(len(STEPS))]
            QGuiApplication.clipboard().setText("\n".join(rows))
            event.accept()
            return
        super().keyPressEvent(event)
