"""The limit panel: player and scrubber on the left, the table of quotients or the error picture on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from derivgui.model.calculus.quotient import QuotientTable
from derivgui.painting.palette import Palette
from derivgui.ui.limit.player import POSITIONS, is_at_end, reached_row, to_position
from derivgui.ui.limit.table import QuotientView
from derivgui.ui.widgets.formula_label import FormulaLabel
from derivgui.ui.widgets.icon_buttons import IconButtons
from derivgui.ui.widgets.segmented_control import SegmentedControl
from derivgui.ui.widgets.subscripts import with_subscripts

if TYPE_CHECKING:
    from derivgui.ui.limit.error_view import ErrorView

VIEWS = (("table", "Table"), ("errors", "Errors"))
BUTTONS = (
    ("to-start", "Start again at h = 1", "restart_asked"),
    ("step-back", "Larger h, one row up", "back_asked"),
    ("play", "Let h go to 0", "play_asked"),
    ("step-forward", "Smaller h, one row down", "forward_asked"),
)
# Narrower than this, player and table do not fit side by side.
NARROW = 690
# And here the hand does what two of the buttons do, and the slider has a line of its own.
CRAMPED = 460
# Lower than this, a narrow panel has no line to spare for words.
LOW = 176
ANY_HEIGHT = 2000


class LimitPanel(QWidget):
    """Shows h on its way to 0; knows no document."""

    play_asked = Signal()
    forward_asked = Signal()
    back_asked = Signal()
    restart_asked = Signal()
    side_asked = Signal()
    scrubbed = Signal(int)
    scrubbing_ended = Signal()
    step_chosen = Signal(float)  # size of h, from the error picture
    view_changed = Signal()

    def __init__(self, palette: Palette, number_font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._palette = palette
        self._errors: ErrorView | None = None
        self._build(number_font)

    def _build(self, number_font: QFont) -> None:
        self.formula = FormulaLabel(self, at_leisure=True)
        self.formula.setMinimumHeight(48)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, POSITIONS)
        self._slider.setAccessibleName("Step h, from wide to nothing")
        self._slider.setToolTip("Drag to the right: h goes to 0")
        self._slider.sliderMoved.connect(self.scrubbed)
        self._slider.sliderReleased.connect(self.scrubbing_ended)
        self._slider.actionTriggered.connect(self._on_slider_action_triggered)
        self._sentence = QLabel(self)
        self._sentence.setProperty("muted", True)
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._buttons_row = self._buttons()
        left = self._left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.formula)
        left.addLayout(self._buttons_row)
        left.addWidget(self._slider)
        left.addWidget(self._sentence, 1)
        self.table = QuotientView(self._palette, number_font, self)
        layout = self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(20)
        layout.addLayout(left, 4)
        self._views = QStackedWidget(self)
        self._views.addWidget(self.table)
        layout.addWidget(self._views, 6)
        self._is_narrow = self._slider_is_beside_buttons = False
        self.setMinimumHeight(150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the numbers come first: the slider joins the buttons while there is room for it."""
        super().resizeEvent(event)
        width = event.size().width()
        for button in (self._side, self._player["to-start"]):
            button.setVisible(width >= CRAMPED)
        self._show_sentence()
        self._put_slider(beside_buttons=CRAMPED <= width < NARROW)
        is_narrow = width < NARROW
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(4 if is_narrow else 20)
        self._halves.setStretch(0, 0 if is_narrow else 4)
        self._show_formula()

    def _show_sentence(self) -> None:
        """In a narrow panel it has one line, and gives way to the error picture and where the table has little room."""
        is_wide = self.width() >= NARROW
        has_room = self.height() >= LOW and self.width() >= CRAMPED and not self.shows_errors
        self._sentence.setVisible(is_wide or has_room)
        if self._errors is not None:
            # What a picture that stands alone has to say is told where the pointer rests.
            self._errors.setToolTip("" if is_wide else self._sentence.text())
            self._errors.setAccessibleDescription(self._sentence.accessibleName())
        self._sentence.setMaximumHeight(ANY_HEIGHT if is_wide else self._sentence.fontMetrics().lineSpacing())

    def _put_slider(self, beside_buttons: bool) -> None:
        if beside_buttons == self._slider_is_beside_buttons:
            return
        self._slider_is_beside_buttons = beside_buttons
        if beside_buttons:
            self._buttons_row.insertWidget(self._buttons_row.indexOf(self.choice), self._slider, 8)
        else:
            self._left.insertWidget(2, self._slider)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the buttons allow."""
        return QSize(self._buttons_row.minimumSize().width() + 28, 150)

    def _show_formula(self) -> None:
        self.formula.setVisible(not self._is_narrow and not self.shows_errors)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._player = IconButtons(BUTTONS, self, row)
        self._side = QToolButton(self)
        self._side.setText("h → −h")
        self._side.setToolTip("Put the second point on the other side")
        self._side.setAccessibleName(self._side.toolTip())
        self._side.clicked.connect(self.side_asked)
        row.addSpacing(8)
        row.addWidget(self._side)
        row.addStretch(1)
        self.choice = SegmentedControl(VIEWS, self)
        self.choice.setAccessibleName("What is shown of the limit")
        self.choice.setToolTip("The quotients as a table, or how far numerical differences are from f′ at each h")
        self.choice.chosen.connect(self.show_view)
        row.addWidget(self.choice)
        self._player.set_palette(self._palette)
        return row

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self.table.set_palette(palette)
        if self._errors is not None:
            self._errors.set_palette(palette)
        self._player.set_palette(palette)

    @property
    def shows_errors(self) -> bool:
        """True while the error picture is in place of the table."""
        return self.choice.choice == "errors"

    @property
    def errors(self) -> ErrorView:
        """The error picture, made when it is first asked for."""
        if self._errors is None:
            from derivgui.ui.limit.error_view import ErrorView
            from derivgui.ui.theme import number_font

            self._errors = ErrorView(self._palette, number_font(-1), self)
            self._errors.step_chosen.connect(self.step_chosen)
            self._errors.choosing_ended.connect(self.scrubbing_ended)
            self._views.addWidget(self._errors)
        return self._errors

    def show_view(self, name: str) -> None:
        """Show "table" or "errors". The definition gives its room to what is said about errors."""
        self.choice.choose(name)
        self._views.setCurrentWidget(self.errors if name == "errors" else self.table)
        self._show_formula()
        self._show_sentence()
        self.view_changed.emit()

    def set_playing(self, playing: bool) -> None:
        """Show a pause button while it plays."""
        if playing:
            self._player.set_face("play", "pause", "Pause")
        else:
            self._player.set_face("play", "play", "Let h go to 0")

    def set_sentence(self, text: str) -> None:
        """One sentence on what the numbers do; a low line lowers what comes behind it."""
        rich = with_subscripts(text)
        if rich != self._sentence.text():
            self._sentence.setText(rich)
            self._sentence.setAccessibleName(text)
            # A narrow panel may cut it.
            self._sentence.setToolTip(rich)
            self._show_sentence()

    def show_step(self, h: float, table: QuotientTable | None) -> None:
        """Another h or other quotients."""
        if not self.shows_errors:
            self.table.show_table(table, reached_row(h), h > 0)
        if not self._slider.isSliderDown():
            self._slider.setValue(to_position(h))
        self._player.set_enabled(not is_at_end(h), "step-forward")

    def _on_slider_action_triggered(self) -> None:
        """Keys and clicks beside the handle; a drag comes through sliderMoved."""
        if not self._slider.isSliderDown():
            self.scrubbed.emit(self._slider.sliderPosition())
            self.scrubbing_ended.emit()
