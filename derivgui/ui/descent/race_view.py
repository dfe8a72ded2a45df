"""Who takes part in the race: method and rate of each, how far it has come, and a mark in its colour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from derivgui.model.descent.methods import ROWS
from derivgui.model.document.descent import MOST_RIVALS, Contestant
from derivgui.model.scene.numbers import format_typed
from derivgui.painting.descent.strokes import ball, stroke
from derivgui.painting.palette import Palette
from derivgui.ui.descent.choice import Choice
from derivgui.ui.descent.rates import read_rate
from derivgui.ui.number_field import NumberField
from derivgui.ui.theme import icon
from derivgui.ui.widgets.elided_label import ElidedLabel

SWATCH = QSize(40, 20)
RATE_WIDTH = 66


class Swatch(QWidget):
    """A line with a ball, as a contestant is drawn on the canvas."""

    def __init__(self, palette: Palette, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette, self._number = palette, number
        self.setFixedSize(SWATCH)

    def set_palette(self, palette: Palette) -> None:
        self._palette = palette
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        middle = self.height() / 2
        ends = [QPointF(1, middle), QPointF(self.width() - 7.0, middle)]
        stroke(painter, ends, self._palette, self._number)
        ball(painter, ends[1], self._palette, self._number, 4.0)
        painter.end()


class ContestantRow(QWidget):
    """One contestant; the main one is set above and only shown here."""

    method_chosen = Signal(str)
    rate_entered = Signal(float)
    remove_asked = Signal()

    def __init__(self, palette: Palette, number: int, number_font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._build(palette, number, number_font)
        self._arrange(is_main=number == 0)
        self.set_palette(palette)

    def _build(self, palette: Palette, number: int, number_font: QFont) -> None:
        self._swatch = Swatch(palette, number, self)
        methods = ((row.name, row.title) for row in ROWS)
        self._methods = Choice(f"Method of rival {number}", methods, "How this one finds its next point", self)
        self._methods.chosen.connect(self.method_chosen)
        self._rate = NumberField(read_rate, format_typed, f"Rate of rival {number}", self)
        self._rate.setToolTip("Its learning rate α")
        self._rate.setFont(number_font)
        self._rate.setFixedWidth(RATE_WIDTH)
        self._rate.entered.connect(self.rate_entered)
        self._remove = QToolButton(self)
        self._remove.setToolTip("Take this one out of the race")
        self._remove.setAccessibleName(f"Remove rival {number}")
        self._remove.setIconSize(QSize(14, 14))
        self._remove.clicked.connect(self.remove_asked)
        self._name = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self._status = ElidedLabel("", self)
        self._status.setProperty("muted", True)
        self._status.setFont(number_font)

    def _arrange(self, is_main: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._swatch, 0, 0)
        fields = (self._methods, self._rate, self._remove)
        if is_main:
            grid.addWidget(self._name, 0, 1, 1, 3)
        else:
            for column, field in enumerate(fields, 1):
                grid.addWidget(field, 0, column)
        grid.addWidget(self._status, 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        for unused in fields if is_main else (self._name,):
            unused.hide()

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._swatch.set_palette(palette)
        self._remove.setIcon(icon("close", palette))

    def show_contestant(self, contestant: Contestant, title: str) -> None:
        """What it is set to."""
        self._methods.choose(contestant.method)
        self._rate.set_value(contestant.rate)
        if self._name.text() != title:
            self._name.setText(title)

    def show_status(self, text: str) -> None:
        """How far it has come."""
        if text != self._status.text():
            self._status.setText(text)
            self._status.setToolTip(text)

    @property
    def status(self) -> str:
        """How far it has come."""
        return self._status.text()


class RaceView(QWidget):
    """All contestants and a button for one more."""

    method_chosen = Signal(int, str)
    rate_entered = Signal(int, float)
    remove_asked = Signal(int)
    add_asked = Signal()

    def __init__(self, palette: Palette, number_font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._number_font = number_font
        self._rows: list[ContestantRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._add = QToolButton(self)
        self._add.setText("Add a rival")
        self._add.setAccessibleName("Add a rival")
        self._add.setToolTip("Let another method or another rate run beside, from the same start")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setIconSize(QSize(16, 16))
        self._add.clicked.connect(self.add_asked)
        below = QHBoxLayout()
        below.addWidget(self._add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._list)
        column.addLayout(below)
        column.addStretch(1)
        self.set_palette(palette)

    @property
    def rows(self) -> list[ContestantRow]:
        """One a contestant, the main one first."""
        return list(self._rows)

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._add.setIcon(icon("plus", palette))
        for row in self._rows:
            row.set_palette(palette)

    def show_contestants(self, contestants: tuple[Contestant, ...], titles: tuple[str, ...]) -> None:
        """Other contestants; rows that are there are used again."""
        while len(self._rows) > len(contestants):
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(contestants):
            self._append_row()
        for row, contestant, title in zip(self._rows, contestants, titles, strict=True):
            row.show_contestant(contestant, title)
        self._add.setEnabled(len(contestants) <= MOST_RIVALS)

    def _append_row(self) -> None:
        place = len(self._rows)
        row = ContestantRow(self._palette, place, self._number_font, self)
        row.method_chosen.connect(partial(self.method_chosen.emit, place))
        row.rate_entered.connect(partial(self.rate_entered.emit, place))
        row.remove_asked.connect(partial(self.remove_asked.emit, place))
        self._rows.append(row)
        self._list.addWidget(row)

    def show_statuses(self, texts: tuple[str, ...]) -> None:
        """How far each has come."""
        for row, text in zip(self._rows, texts, strict=True):
            row.show_status(text)
