"""The controls of a run: step, back, play, to the end, reset, and a scrubber along its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.descent.choice import Choice
from derivgui.ui.widgets.icon_buttons import IconButtons

BUTTONS = (
    ("to-start", "Back to the start", "reset_asked"),
    ("step-back", "One step back", "back_asked"),
    ("play", "Play the steps", "play_asked"),
    ("step-forward", "One step", "forward_asked"),
    ("to-end", "Run to the end", "end_asked"),
    ("fork", "Start anew from this step", "fork_asked"),
)
SPEEDS = (
    ("1", "1 a second"),
    ("3", "3 a second"),
    ("10", "10 a second"),
    ("60", "60 a second"),
    ("1000", "1,000 a second"),
)
FIRST_SPEED = "3"


class Transport(QWidget):
    """Buttons and a scrubber; knows no run."""

    reset_asked = Signal()
    back_asked = Signal()
    play_asked = Signal()
    forward_asked = Signal()
    end_asked = Signal()
    fork_asked = Signal()
    scrubbed = Signal(int)

    def __init__(self, palette: Palette, number_font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing = False
        self._build(number_font)
        self.set_palette(palette)

    def _build(self, number_font: QFont) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._buttons = IconButtons(BUTTONS, self, row)
        self.speeds = Choice("Speed", SPEEDS, "Steps a second while it plays", self)
        self.speeds.choose(FIRST_SPEED)
        row.addSpacing(4)
        row.addWidget(self.speeds, 1)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setAccessibleName("Step k, along the history")
        self._slider.setToolTip("Drag through the steps done so far")
        self._slider.valueChanged.connect(self._on_slider_value_changed)
        self._count = QLabel(self)
        self._count.setFont(number_font)
        self._count.setProperty("muted", True)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("k = 00 of 000"))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        scrub = QHBoxLayout()
        scrub.setSpacing(8)
        scrub.addWidget(self._slider, 1)
        scrub.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(scrub)

    @property
    def speed(self) -> float:
        """Steps a second."""
        return float(self.speeds.currentData())

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._buttons.set_palette(palette)

    def set_playing(self, playing: bool) -> None:
        """Show a pause button while it plays."""
        if playing != self._playing:
            self._playing = playing
            if playing:
                self._buttons.set_face("play", "pause", "Pause")
            else:
                self._buttons.set_face("play", "play", "Play the steps")

    def show_place(self, k: int, last: int, can_go_on: bool) -> None:
        """At step k of ``last`` done so far; whether there is another one."""
        blocked = self._slider.blockSignals(True)
        if self._slider.maximum() != last:
            self._slider.setMaximum(last)
            self._slider.setPageStep(max(1, last // 10))
        if self._slider.value() != k:
            self._slider.setValue(k)
        self._slider.blockSignals(blocked)
        text = f"k = {k:,} of {last:,}" if last else "k = 0"
        if text != self._count.text():
            self._count.setText(text)
        self._buttons.set_enabled(k > 0, "to-start", "step-back", "fork")
        self._buttons.set_enabled(can_go_on, "step-forward", "to-end", "play")

    def _on_slider_value_changed(self, value: int) -> None:
        self.scrubbed.emit(value)
