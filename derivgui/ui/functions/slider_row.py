"""A parameter: its letter, a slider, its exact value."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from derivgui.model.document.document import Slider
from derivgui.ui.number_field import NumberField

POSITIONS = 1000
FEWEST_DIGITS = 3


class SliderRow(QWidget):
    """Emits the value while the slider moves and when a number is entered."""

    moved = Signal(float)
    move_ended = Signal()
    entered = Signal(float)

    def __init__(
        self,
        name: str,
        read: Callable[[str], float],
        write: Callable[[float], str],
        number_font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._slider_shown: Slider | None = None
        label = QLabel(f"{name} =", self)
        italic = label.font()
        italic.setItalic(True)
        label.setFont(italic)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, POSITIONS)
        self._slider.setAccessibleName(f"Parameter {name}")
        self._slider.setPageStep(POSITIONS // 20)
        self._slider.setSingleStep(POSITIONS // 100)
        self._slider.valueChanged.connect(self._on_slider_value_changed)
        self._slider.sliderReleased.connect(self.move_ended)
        self._field = NumberField(read, write, f"Value of {name}", self)
        self._field.setToolTip(f"The value of {name}: 2, -1/3, pi/2")
        self._field.setFixedWidth(76)
        self._field.setFont(number_font)
        self._field.entered.connect(self.entered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._field)

    def show_slider(self, slider: Slider) -> None:
        """Another value or range."""
        if slider == self._slider_shown:
            return
        self._slider_shown = slider
        self._field.set_value(slider.value)
        share = (slider.value - slider.minimum) / (slider.maximum - slider.minimum)
        self._slider.blockSignals(True)
        if not self._slider.isSliderDown():
            self._slider.setValue(round(POSITIONS * share))
        self._slider.blockSignals(False)
        self._slider.setToolTip(f"{slider.minimum:g} to {slider.maximum:g}; type a number to go further")

    def _on_slider_value_changed(self, position: int) -> None:
        slider = self._slider_shown
        if slider is not None:
            value = slider.minimum + (slider.maximum - slider.minimum) * position / POSITIONS
            self.moved.emit(round(value, _digits(slider)))


def _digits(slider: Slider) -> int:
    """Decimals that tell two positions of a slider apart."""
    step = (slider.maximum - slider.minimum) / POSITIONS
    return max(FEWEST_DIGITS, 1 - math.floor(math.log10(step)))
