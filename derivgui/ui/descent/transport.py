"""The controls of a run: step, back, play, to the end, reset, and a scrubber along its history."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.descent.choice import Choice
from derivgui.ui.theme import icon

BUTTONS = (
    ("to-start", "Back to the start", "reset_asked"),
    ("step-back", "One step back", "back_asked"),
    ("play", "Play the steps", "play_asked"),
    ("step-forward", "One step", "forward_asked"),
    ("to-end", "Run to the end", "end_asked"),
    ("fork", "Start anew from this step", "fork_asked"),
)
SPEEDS = (("1", "1 a second"), ("3", "3 a second"), ("10", "10 a second"), ("60", "60 a second"), ("1000", "1000"))
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
        self._palette = palette
        self._playing = False
        self._build(number_font)
        self.set_palette(palette)

    def _build(self, number_font: QFont) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._buttons: dict[str, QToolButton] = {}
        for name, tip, signal in BUTTONS:
            button = QToolButton(self)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(getattr(self, signal))
            row.addWidget(button)
            self._buttons[name] = button
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
        self._palette = palette
        for name, button in self._buttons.items():
            button.setIcon(icon("pause" if name == "play" and self._playing else name, palette))

    def set_playing(self, playing: bool) -> None:
        """Show a pause button while it plays."""
        if playing != self._playing:
            self._playing = playing
            button = self._buttons["play"]
            button.setIcon(icon("pause" if playing else "play", self._palette))
            button.setToolTip("Pause" if playing else "Play the steps")
            button.setAccessibleName(button.toolTip())

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
        for name in ("to-start", "step-back", "fork"):
            _enable(self._buttons[name], k > 0)
        for name in ("step-forward", "to-end", "play"):
            _enable(self._buttons[name], can_go_on)

    def _on_slider_value_changed(self, value: int) -> None:
        self.scrubbed.emit(value)


def _enable(button: QToolButton, enabled: bool) -> None:
    if button.isEnabled() != enabled:
        button.setEnabled(enabled)
