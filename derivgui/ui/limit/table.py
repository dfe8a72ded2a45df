"""The table of difference quotients: h, from the right, from the left; the row nearest to h is lit.

Digits on which both sides agree from a row on are set apart in the colour of f', so that f' is seen to grow out of the
quotients. Where the sides share none, those that each side keeps by itself stand out from those still moving.

Painted by hand: while a point is dragged it changes as often as the canvas does, and an item view takes four times as
long for the same twenty texts.
"""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
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

from derivgui.model.calculus.quotient import STEPS, QuotientTable
from derivgui.model.scene.numbers import format_number, settled_length
from derivgui.painting.palette import Palette, Role

# Fewer where columns are narrow.
DIGITS = range(4, 13)
# Sign, "0.0000" before the first digit, and a margin.
UNCOUNTED_CHARACTERS = 9
FEWEST_DIGITS = 2
LEGEND = (
    "Coloured digits no longer change, whatever smaller h follows, and both sides agree on them, "
    "up to rounding: 3.99 and 4.01 both round to 4.0. "
    "Where the sides do not agree, dark digits are those that each side keeps."
)
HEADERS, SHORT_HEADERS = ("h", "from the right", "from the left"), ("h", "right", "left")
STEP_WIDTH = 104
PADDING = 12
ROW_HEIGHT = 24
HEADER_HEIGHT = 28
TOP = HEADER_HEIGHT + ROW_HEIGHT
_STEP_TEXTS = tuple(map(format_number, STEPS))

_Ink: TypeAlias = Literal["plain", "muted", "agreed", "now", "now moving", "other side"]
_Piece: TypeAlias = tuple[int, int, str]  # x, baseline, text
_Texts: TypeAlias = dict[_Ink, list[_Piece]]


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
        self._line = QColor(palette.border)
        secant, muted = QColor(palette.text_colour(Role.SECANT)), QColor(palette.muted)
        self._inks: dict[_Ink, tuple[QFont, QColor]] = {
            "plain": (self._font, QColor(palette.text)),
            "muted": (self._font, muted),
            "agreed": (self._bold, QColor(palette.text_colour(Role.TANGENT))),
            "now": (self._bold, secant),
            "now moving": (self._font, secant),
            "other side": (self._bold, muted),
        }
        self.viewport().update()

    def show_table(self, table: QuotientTable | None, lit: int, right: bool) -> None:
        """Other quotients, which row h has reached (-1: none yet), and on which side the canvas' secant is."""
        if table is self._table and (lit, right) == (self._lit, self._right_lit):
            return
        moved = lit != self._lit
        self._table, self._lit, self._right_lit = table, lit, right
        if moved:
            self._show_lit_row()
        self.viewport().update()

    def text(self, row: int, column: int) -> str:
        """What a cell shows; empty while there is nothing to show."""
        if column == 0:
            return _STEP_TEXTS[row]
        if self._table is None:
            return ""
        return self._quotient_text(self._table, self._table.quotient(row, column - 1))

    def agreed(self, row: int, column: int) -> str:
        """The digits of a cell on which both sides agree from this row on."""
        text = self.text(row, column)
        return text if self._table is None else text[: settled_length(text, self._table.agreement.rows[row].both)]

    @property
    def headers(self) -> tuple[str, str, str]:
        """The titles of the columns, in fewer words where these are narrow."""
        room = self._column_width() - PADDING
        fits = all(self._metrics.horizontalAdvance(title) <= room for title in HEADERS[1:])
        return HEADERS if fits else SHORT_HEADERS

    def text_now(self, column: int) -> str:
        """What a cell of the row on top shows: the step in use and its quotients."""
        if self._table is None:
            return ""
        if column == 0:
            return f"now {format_number(self._table.h, 3)}"
        return self._quotient_text(self._table, self._table.now[column - 1])

    def _quotient_text(self, table: QuotientTable, quotient: float) -> str:
        if table.is_open and math.isnan(quotient):
            return "unknown"
        text = format_number(quotient, self._digits)
        room = self._column_width() - PADDING
        if len(text) <= self._digits + UNCOUNTED_CHARACTERS or self._metrics.horizontalAdvance(text) <= room:
            return text
        # The logarithm of what has no decimal takes more room than digits do.
        return self._metrics.elidedText(format_number(quotient, FEWEST_DIGITS), Qt.TextElideMode.ElideRight, room)

    def sizeHint(self) -> QSize:
        """Room for both columns and half the rows."""
        return QSize(420, TOP + 5 * ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lit row stays in sight."""
        room = self.viewport().height() - TOP
        # Whole rows: below the header half a row would look like another one.
        self.verticalScrollBar().setRange(0, ROW_HEIGHT * max(0, math.ceil(len(STEPS) - room / ROW_HEIGHT)))
        self.verticalScrollBar().setPageStep(room)
        room = (self._column_width() - PADDING) // self._metrics.horizontalAdvance("0") - UNCOUNTED_CHARACTERS
        self._digits = min(max(room, DIGITS[0]), DIGITS[-1])
        self._show_lit_row()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows in sight, and over them the header."""
        painter = QPainter(self.viewport())
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(0, 0, width, height, self._ground)
        scrolled = self.verticalScrollBar().value()
        first = scrolled // ROW_HEIGHT
        last = min(len(STEPS) - 1, (scrolled + height - TOP) // ROW_HEIGHT)
        if first <= self._lit <= last and self._table is not None:
            painter.fillRect(0, TOP + self._lit * ROW_HEIGHT - scrolled, width, ROW_HEIGHT, self._lit_ground)
        texts: _Texts = {}
        for row in range(first, last + 1):
            self._lay_row(texts, row, self._baseline(TOP + row * ROW_HEIGHT - scrolled, ROW_HEIGHT))
        self._paint_texts(painter, texts)
        painter.fillRect(0, 0, width, TOP, self._ground)
        self._paint_texts(painter, self._header())
        painter.setPen(self._line)
        painter.drawLine(0, HEADER_HEIGHT - 1, width, HEADER_HEIGHT - 1)
        painter.drawLine(0, TOP - 1, width, TOP - 1)
        painter.end()

    def _paint_texts(self, painter: QPainter, texts: _Texts) -> None:
        """One ink after the other: changing the font costs more than the text."""
        for ink, pieces in texts.items():
            font, colour = self._inks[ink]
            painter.setFont(font)
            painter.setPen(colour)
            for x, baseline, text in pieces:
                painter.drawText(x, baseline, text)

    def _header(self) -> _Texts:
        """Titles, and the step in use in bold, the side of the canvas' secant in its colour."""
        baseline = self._baseline(0, HEADER_HEIGHT)
        texts: _Texts = {"muted": [(self._left(column), baseline, title) for column, title in enumerate(self.headers)]}
        if self._table is None:
            return texts
        baseline = self._baseline(HEADER_HEIGHT, ROW_HEIGHT)
        texts["now"] = [(self._left(0), baseline, self.text_now(0))]
        side = 1 if self._right_lit else 2
        for column in (1, 2):
            text = self.text_now(column)
            agreed = settled_length(text, self._table.agreement.now.both)
            inks: tuple[_Ink, _Ink] = ("now", "now moving") if column == side else ("other side", "muted")
            self._lay_apart(texts, (self._left(column), baseline, text), agreed, *inks)
        return texts

    def _lay_row(self, texts: _Texts, row: int, baseline: int) -> None:
        texts.setdefault("plain", []).append((self._left(0), baseline, self.text(row, 0)))
        if self._table is None:
            return
        places = self._table.agreement.rows[row]
        for column, own in ((1, places.right), (2, places.left)):
            text = self.text(row, column)
            piece = self._left(column), baseline, text
            agreed = settled_length(text, places.both)
            if agreed:
                self._lay_apart(texts, piece, agreed, "agreed", "muted")
            else:
                self._lay_apart(texts, piece, settled_length(text, own), "plain", "muted")

    def _lay_apart(self, texts: _Texts, piece: _Piece, length: int, first: _Ink, rest: _Ink) -> None:
        """The first characters in one ink, those after them in another."""
        x, baseline, text = piece
        if length:
            texts.setdefault(first, []).append((x, baseline, text[:length]))
            metrics = self._bold_metrics if self._inks[first][0] is self._bold else self._metrics
            x += metrics.horizontalAdvance(text[:length])
        if length < len(text):
            texts.setdefault(rest, []).append((x, baseline, text[length:]))

    def _baseline(self, top: int, height: int) -> int:
        return top + (height + self._metrics.ascent() - self._metrics.descent()) // 2

    def _left(self, column: int) -> int:
        return PADDING if column == 0 else STEP_WIDTH + (column - 1) * self._column_width() + PADDING

    def _column_width(self) -> int:
        return (self.viewport().width() - STEP_WIDTH) // 2

    def _show_lit_row(self) -> None:
        middle = (self.viewport().height() - TOP - ROW_HEIGHT) // (2 * ROW_HEIGHT)
        self.verticalScrollBar().setValue(ROW_HEIGHT * max(0, self._lit - max(middle, 0)))

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
