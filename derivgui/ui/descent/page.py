"""The page of the right panel where a descent is set up, stepped and looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from derivgui.painting.palette import Palette
from derivgui.ui.descent.iterate_table import IterateTable
from derivgui.ui.descent.plots_view import PlotsView
from derivgui.ui.descent.race_view import RaceView
from derivgui.ui.descent.setup_form import SetupForm
from derivgui.ui.descent.sweep_view import SweepView
from derivgui.ui.descent.transport import Transport
from derivgui.ui.right_panel import PanelPage
from derivgui.ui.widgets.icon_buttons import IconButtons
from derivgui.ui.widgets.segmented_control import SegmentedControl
from derivgui.ui.widgets.steady_label import SteadyLabel

VIEWS = (("table", "Table"), ("plots", "Plots"), ("race", "Race"), ("sweep", "Sweep"))
EXPORTS = (("copy", "Copy the table", "copy_asked"), ("export", "Save the table as CSV…", "export_asked"))
NARRATION_LINES = 3


class DescentPage(PanelPage):
    """Widgets only; what is asked for is told by the signals of its parts and by these."""

    view_chosen = Signal(str)
    log_toggled = Signal(bool)
    copy_asked = Signal()
    export_asked = Signal()

    def __init__(self, palette: Palette, number_font: QFont, small_font: QFont) -> None:
        super().__init__()
        self.form = SetupForm(number_font, self)
        self.transport = Transport(palette, number_font, self)
        self.table = IterateTable(palette, small_font, self)
        self.plots = PlotsView(palette, small_font, self)
        self.race = RaceView(palette, number_font, self)
        self.sweep = SweepView(palette, small_font, self)
        self._build(number_font)
        self.set_palette(palette)

    def _build(self, number_font: QFont) -> None:
        self._step, self._verdict = SteadyLabel(NARRATION_LINES, self), SteadyLabel(parent=self)
        for label in (self._step, self._verdict):
            label.setFont(number_font)
            label.settle()
        self._step.setAccessibleName("This step in numbers")
        self._verdict.setAccessibleName("Where it leads and why")
        self._verdict.setProperty("muted", True)
        self._views = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {
            "table": self.table,
            "plots": self.plots,
            "race": self.race,
            "sweep": self._sweep_page(),
        }
        for page in self._pages.values():
            self._views.addWidget(page)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        for widget in (self.form, self.transport, self._step, self._verdict):
            column.addWidget(widget)
        column.addLayout(self._view_row())
        column.addWidget(self._views, 1)
        scroll = QScrollArea(self)
        scroll.setProperty("panel", True)
        scroll.setAccessibleName("Gradient descent")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _sweep_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.sweep, 1)
        self._sweep_words = QLabel(page, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._sweep_words.setProperty("muted", True)
        self._sweep_words.setAccessibleName("What the sweep found")
        column.addWidget(self._sweep_words)
        return page

    def _view_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.choice = SegmentedControl(VIEWS, self)
        self.choice.setAccessibleName("What is shown of the run")
        self.choice.setToolTip("The iterates, f over the steps, a race of methods, or a sweep of rates")
        self.choice.chosen.connect(self.show_view)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.log = QCheckBox("log", self)
        self.log.setToolTip("Count in powers of ten")
        self.log.setAccessibleName("Logarithmic plots")
        self.log.toggled.connect(self.log_toggled)
        self.log.hide()
        row.addWidget(self.log)
        self._exports = IconButtons(EXPORTS, self, row, pixels=16)
        return row

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        for part in (self.transport, self.table, self.plots, self.race, self.sweep):
            part.set_palette(palette)
        self._exports.set_palette(palette)

    @property
    def view(self) -> str:
        """Which of ``VIEWS`` is shown."""
        return self.choice.choice

    def show_view(self, name: str) -> None:
        """Show one of ``VIEWS``."""
        self.choice.choose(name)
        self._views.setCurrentWidget(self._pages[name])
        self.log.setVisible(name == "plots")
        for button in self._exports:
            button.setVisible(name == "table")
        self.view_chosen.emit(name)

    def show_step(self, numbers: str, meaning: str) -> None:
        """The step from here in numbers, and what it means."""
        self._step.show_text(f"{numbers}\n{meaning}" if meaning else numbers)

    def show_verdict(self, text: str) -> None:
        """Where it leads and why."""
        self._verdict.show_text(text)

    def show_sweep_words(self, text: str) -> None:
        """What the sweep found."""
        if text != self._sweep_words.text():
            self._sweep_words.setText(text)

    def settle(self) -> None:
        """Other words are to come: they get the room that they need."""
        self._step.settle()
        self._verdict.settle()

    @property
    def words(self) -> tuple[str, str]:
        """The step in numbers with what it means, and where it leads."""
        return self._step.words, self._verdict.words
