"""The table of difference quotients: h, from the right, from the left; the row nearest to h is lit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from derivgui.model.calculus.quotient import STEPS, QuotientTable
from derivgui.model.scene.numbers import format_number
from derivgui.painting.palette import Palette, Role

DIGITS = 10
HEADERS = ("h", "from the right, +h", "from the left, −h")
_Index = QModelIndex | QPersistentModelIndex


class QuotientModel(QAbstractTableModel):
    """Rows are the fixed steps; only numbers that are asked for are written out."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: QuotientTable | None = None
        self._lit = 0
        self._right_lit = True
        self._bold = QFont()
        self._bold.setBold(True)
        self.set_palette(palette)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._ground = QBrush(QColor(palette.tint(Role.SECANT)))
        self._secant = QBrush(QColor(palette.secant_text))

    def set_table(self, table: QuotientTable | None, lit: int, right: bool) -> None:
        """Other quotients, and which row and side belong to the secant on the canvas."""
        self._table, self._lit, self._right_lit = table, lit, right
        self.dataChanged.emit(self.index(0, 0), self.index(len(STEPS) - 1, 2))

    @property
    def lit_row(self) -> int:
        """The row that belongs to the secant on the canvas."""
        return self._lit

    def rowCount(self, parent: _Index | None = None) -> int:
        """One row a step."""
        return len(STEPS)

    def columnCount(self, parent: _Index | None = None) -> int:
        """h, right, left."""
        return 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, and light and colour for the current row."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if row == self._lit:
            if role == Qt.ItemDataRole.BackgroundRole:
                return self._ground
            if role == Qt.ItemDataRole.FontRole and column == (1 if self._right_lit else 2):
                return self._bold
            if role == Qt.ItemDataRole.ForegroundRole and column == (1 if self._right_lit else 2):
                return self._secant
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell shows; empty while there is nothing to show."""
        if column == 0:
            return format_number(STEPS[row])
        if self._table is None:
            return ""
        side = self._table.right if column == 1 else self._table.left
        return format_number(float(side[row]), DIGITS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class QuotientView(QTableView):
    """The table; Ctrl+C copies it whole, for a spreadsheet."""

    def __init__(self, model: QuotientModel, font: QFont, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFont(font)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, 76)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.setAccessibleName("Difference quotients")

    def show_row(self, row: int) -> None:
        """Bring a row into the middle, as far as the table's ends allow."""
        height = self.verticalHeader().defaultSectionSize()
        middle = (self.viewport().height() - height) // 2
        self.verticalScrollBar().setValue(max(0, row * height - middle))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lit row stays in sight."""
        super().resizeEvent(event)
        model = self.model()
        if isinstance(model, QuotientModel):
            self.show_row(model.lit_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy as tab-separated text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            model = self.model()
            rows = ["\t".join(HEADERS)]
            rows += ["\t".join(str(model.index(r, c).data()) for c in range(3)) for r in range(model.rowCount())]
            QGuiApplication.clipboard().setText("\n".join(rows))
            event.accept()
            return
        super().keyPressEvent(event)
