"""A sentence with formulas in it, wrapped like any other text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from derivgui.painting.typesetting import Formula, Typesetter

FORMULA_SCALE = 1.15
LEADING = 3.0
"""Pixels between lines."""

_FORMULA = re.compile(r"\$([^$]*)\$")
_PIECE = re.compile(r"\n|[^\s]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a formula; ``joins`` without a space before it, ``breaks`` begins a new line."""

    word: str
    formula: Formula | None
    width: float
    ascent: float
    descent: float
    joins: bool
    breaks: bool


@dataclass(slots=True)
class _Row:
    pieces: list[tuple[float, _Piece]]
    ascent: float
    descent: float


class NoteLabel(QWidget):
    """Formulas stand between dollar signs and share the baseline of the words around them."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._note = ""
        self._pieces: list[_Piece] | None = None
        self.setProperty("muted", True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def note(self) -> str:
        """What is shown."""
        return self._note

    def set_note(self, note: str) -> None:
        """Another sentence; "" hides it."""
        if note != self._note:
            self._note, self._pieces = note, None
            self.setAccessibleName(note.replace("$", ""))
            self.updateGeometry()
            self.update()
        self.setVisible(bool(note))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        height = sum(row.ascent + row.descent for row in rows) + LEADING * max(0, len(rows) - 1)
        return round(height) + margins.top() + margins.bottom() + 2

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(200, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Words and formulas are measured anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._pieces = None
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        rect = self.contentsRect()
        top = float(rect.top())
        for row in self._rows(rect.width()):
            baseline = round(top + row.ascent)
            for x, piece in row.pieces:
                if piece.formula is not None:
                    piece.formula.paint(painter, rect.left() + x, baseline)
                else:
                    painter.drawText(round(rect.left() + x), baseline, piece.word)
            top += row.ascent + row.descent + LEADING
        painter.end()

    def _rows(self, width: float) -> list[_Row]:
        metrics = QFontMetricsF(self.font())
        space = metrics.horizontalAdvance(" ")
        rows: list[_Row] = []
        x = 0.0
        for piece in self._measured(metrics):
            gap = 0.0 if piece.joins or x == 0 else space
            if not rows or piece.breaks or x + gap + piece.width > width:
                rows.append(_Row([], metrics.ascent(), metrics.descent()))
                x = gap = 0.0
            row = rows[-1]
            row.pieces.append((x + gap, piece))
            row.ascent, row.descent = max(row.ascent, piece.ascent), max(row.descent, piece.descent)
            x += gap + piece.width
        return rows

    def _measured(self, metrics: QFontMetricsF) -> list[_Piece]:
        if self._pieces is None:
            self._pieces = self._measure(metrics)
        return self._pieces

    def _measure(self, metrics: QFontMetricsF) -> list[_Piece]:
        pieces: list[_Piece] = []
        breaks, joins = False, False
        for place, part in enumerate(_FORMULA.split(self._note)):
            if place % 2:
                formula = self._formula(part)
                pieces.append(_Piece("", formula, formula.width, formula.ascent, formula.descent, joins, breaks))
                breaks, joins = False, True
                continue
            joins = joins and not part[:1].isspace() and bool(part)
            for word in _PIECE.findall(part):
                if word == "\n":
                    breaks = True
                    continue
                advance = metrics.horizontalAdvance(word)
                pieces.append(_Piece(word, None, advance, metrics.ascent(), metrics.descent(), joins, breaks))
                breaks, joins = False, False
            joins = bool(part) and not part[-1].isspace()
        return pieces

    def _formula(self, tex: str) -> Formula:
        colour = self.palette().color(self.foregroundRole()).name()
        size = FORMULA_SCALE * QFontInfo(self.font()).pixelSize()
        return self._typesetter.typeset(tex, size=size, colour=colour, display=False, plain=tex)
