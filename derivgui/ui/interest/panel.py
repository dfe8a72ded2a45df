"""Points of interest as a list: what, where, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from derivgui.painting.palette import Palette

ROW_HEIGHT = 24
MOST_ROWS_IN_SIGHT = 12
DOT = 4.0
DOT_ROOM = 20
GAP = 8
_KIND = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1
_SHORT = Qt.ItemDataRole.UserRole + 2
_PROVEN = Qt.ItemDataRole.UserRole + 3
STATUS_WORDS = {
    True: "Proven: exact or ball arithmetic shows that there is such a point here.",
    False: "Numerical: found in double precision, and not proven.",
}


@dataclass(frozen=True, slots=True)
class InterestRow:
    """One row; ``key`` is what the owner gets back when it is chosen, ``short`` stands where ``place`` has no room.

    Both are "" for what has no one place, such as a line of minima.
    """

    key: object
    kind: str
    place: str
    short: str
    is_proven: bool


class InterestPanel(QWidget):
    """A list to walk through with Up and Down; Enter or a click chooses."""

    chosen = Signal(object)  # the key of a row

    def __init__(
        self, palette: Palette, number_font: QFont, parent: QWidget | None = None, name: str = "Points of interest"
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[InterestRow, ...] = ()
        self._list = QListWidget(self)
        self._list.setAccessibleName(name)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._delegate = _RowPainter(palette, number_font, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._note = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._note.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list)
        layout.addWidget(self._note)
        self.show_rows((), 0)

    @property
    def rows(self) -> tuple[InterestRow, ...]:
        """What is listed."""
        return self._rows

    @property
    def note(self) -> str:
        """What stands below the list."""
        return self._note.text()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._delegate.set_palette(palette)
        self._list.viewport().update()

    def show_rows(self, rows: tuple[InterestRow, ...], left_off: int, note: str = "") -> None:
        """Another list with a note below it; the same rows cost nothing."""
        before = self._rows, self._note.text(), self._note.isHidden()
        if rows != self._rows or self._list.count() != len(rows):
            self._rows = rows
            self._list.clear()
            for row in rows:
                self._list.addItem(_item(row))
            self._list.setFixedHeight(ROW_HEIGHT * min(len(rows), MOST_ROWS_IN_SIGHT))
        if self._list.isHidden() == bool(rows):
            self._list.setVisible(bool(rows))
        if not note:
            note = f"… and {left_off} more" if left_off else "" if rows else "None found in this window."
        if note != self._note.text() or self._note.isHidden() == bool(note):
            self._note.setText(note)
            self._note.setVisible(bool(note))
        if (self._rows, self._note.text(), self._note.isHidden()) != before:
            self._make_room()

    def _make_room(self) -> None:
        """Lay out anew at once: between two steps of a search, Qt may paint several times before it gets to it."""
        widget: QWidget | None = self
        while widget is not None and (layout := widget.layout()) is not None:
            layout.activate()
            widget = widget.parentWidget()

    def show_current(self, place: int | None) -> None:
        """Mark a row by its number, without choosing it."""
        current = self._list.currentRow()
        if place is None:
            if current >= 0 and not self._list.hasFocus():
                self._list.setCurrentRow(-1)
        elif place != current:
            self._list.setCurrentRow(place)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._rows[self._list.row(item)].key)


def _item(row: InterestRow) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(_KIND, row.kind)
    item.setData(_PLACE, row.place)
    item.setData(_SHORT, row.short)
    item.setData(_PROVEN, row.is_proven)
    words = f"{row.kind}, {row.place}" if row.place else row.kind
    item.setToolTip(f"{words}\n{STATUS_WORDS[row.is_proven]}")
    status = "proven" if row.is_proven else "numerical"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {status}")
    return item


class _RowPainter(QStyledItemDelegate):
    """A dot (filled where proven, a ring where numerical), the kind, and the place at the right."""

    def __init__(self, palette: Palette, number_font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._number_font = number_font

    def set_palette(self, palette: Palette) -> None:
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        self._paint_dot(painter, rect, bool(index.data(_PROVEN)))
        inner = rect.adjusted(DOT_ROOM, 0, -GAP, 0)
        painter.setFont(self._number_font)
        metrics = painter.fontMetrics()
        kind, place = str(index.data(_KIND)), str(index.data(_PLACE))
        kind_width = option.fontMetrics.horizontalAdvance(kind)
        room = inner.width() - kind_width - GAP
        if metrics.horizontalAdvance(place) > room:
            place = str(index.data(_SHORT))
        # Where both are too long, the kind gives way first.
        room = max(room, inner.width() * 2 // 3)
        if metrics.horizontalAdvance(place) > room:
            # A text that just fits may be cut as well: the one rounds its width, the other does not.
            place = metrics.elidedText(place, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(self._palette.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, place)
        left = inner.adjusted(0, 0, -metrics.horizontalAdvance(place) - GAP, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(self._palette.muted))
        shown = painter.fontMetrics().elidedText(kind, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        ground = ""
        if state & QStyle.StateFlag.State_Selected:
            ground = self._palette.selection
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = self._palette.hover
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not ground and not focused:
            return
        painter.setPen(QPen(QColor(self._palette.focus), 1.0) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 4, 4)

    def _paint_dot(self, painter: QPainter, rect: QRect, is_proven: bool) -> None:
        colour = QColor(self._palette.accent)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if is_proven else Qt.BrushStyle.NoBrush)
        radius = DOT if is_proven else DOT - 0.5
        painter.drawEllipse(QPointF(rect.left() + DOT_ROOM / 2, rect.center().y() + 0.5), radius, radius)
