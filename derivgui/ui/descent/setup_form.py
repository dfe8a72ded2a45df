"""What a descent is set to: start, method, rate, schedule and parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from derivgui.model.descent.methods import BY_NAME, ROWS, Parameter
from derivgui.model.document.descent import Descent
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene.descent_names import F, named
from derivgui.model.scene.numbers import format_typed
from derivgui.ui.descent.choice import Choice
from derivgui.ui.descent.rates import POSITIONS, from_position, read_count, read_factor, read_parameter, read_rate
from derivgui.ui.descent.rates import to_position as rate_position
from derivgui.ui.number_field import NumberField

SCHEDULES = (
    ("constant", "α stays"),
    ("step", "α falls in steps"),
    ("exponential", "α falls steadily"),
    ("cosine", "α falls as a cosine"),
)
_HAS_FACTOR = ("step", "exponential")
_HAS_EVERY = ("step", "cosine")
FIELD_WIDTH = 76


class SetupForm(QWidget):
    """Fields only: what is entered is told, what is shown comes from ``show_descent``."""

    x_entered = Signal(float)
    y_entered = Signal(float)
    rate_entered = Signal(float)
    rate_slid = Signal(float)
    sliding_ended = Signal()
    method_chosen = Signal(str)
    parameter_entered = Signal(str, float)
    schedule_chosen = Signal(str)
    factor_entered = Signal(float)
    every_entered = Signal(float)

    def __init__(self, number_font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number_font = number_font
        self._method = ""
        self._parameters: dict[str, NumberField] = {}
        self._build()

    def _build(self) -> None:
        methods = ((row.name, row.title) for row in ROWS)
        self._methods = Choice("Method", methods, "How the next point is found", self)
        self._methods.chosen.connect(self.method_chosen)
        self._formula = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._formula.setProperty("muted", True)
        self._extras = QGridLayout()
        self._extras.setHorizontalSpacing(6)
        self._extras.setVerticalSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._methods)
        column.addWidget(self._formula)
        column.addLayout(self._start_row())
        column.addLayout(self._rate_row())
        column.addLayout(self._schedule_row())
        column.addLayout(self._extras)

    def _field(
        self, read: Callable[[str], float], name: str, entered: SignalInstance | Callable[[float], object], tip: str
    ) -> NumberField:
        field = NumberField(read, format_typed, name, self)
        field.setFont(self._number_font)
        field.setToolTip(tip)
        field.entered.connect(entered)
        return field

    def _start_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._x_label, self._y_label = QLabel("start x =", self), QLabel("y =", self)
        tip = "Where it starts; drag the ball as well"
        self._x = self._field(typed_number, "Start x", self.x_entered, tip)
        self._y = self._field(typed_number, "Start y", self.y_entered, tip)
        for widget in (self._x_label, self._x, self._y_label, self._y):
            row.addWidget(widget, 1 if isinstance(widget, NumberField) else 0)
        return row

    def _rate_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._rate = self._field(read_rate, "Rate α", self.rate_entered, "Learning rate α: 0.1, 1/10, 1e-3")
        self._rate.setFixedWidth(FIELD_WIDTH)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, POSITIONS)
        self._slider.setPageStep(30)
        self._slider.setAccessibleName("Rate α, logarithmic")
        self._slider.setToolTip("Learning rate α, from 0.00001 to 10")
        self._slider.sliderMoved.connect(lambda place: self.rate_slid.emit(from_position(place)))
        self._slider.sliderReleased.connect(self.sliding_ended)
        self._slider.actionTriggered.connect(self._on_slider_action_triggered)
        row.addWidget(QLabel("α =", self))
        row.addWidget(self._rate)
        row.addWidget(self._slider, 1)
        return row

    def _schedule_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._schedules = Choice("Schedule of the rate", SCHEDULES, "How α changes from step to step", self)
        self._schedules.chosen.connect(self.schedule_chosen)
        self._factor_label, self._every_label = QLabel("×", self), QLabel("every", self)
        self._factor = self._field(
            read_factor, "Factor of the schedule", self.factor_entered, "α is multiplied by this"
        )
        self._every = self._field(read_count, "Steps of the schedule", self.every_entered, "So many steps")
        row.addWidget(self._schedules, 2)
        for label, field in ((self._factor_label, self._factor), (self._every_label, self._every)):
            field.setMinimumWidth(44)
            row.addWidget(label)
            row.addWidget(field, 1)
        return row

    def _on_slider_action_triggered(self) -> None:
        """Keys and clicks beside the handle; a drag comes through sliderMoved."""
        if not self._slider.isSliderDown():
            self.rate_slid.emit(from_position(self._slider.sliderPosition()))
            self.sliding_ended.emit()

    # What is shown

    def show_descent(
        self, descent: Descent, start: tuple[float, float], variables: tuple[str, ...], name: str = F
    ) -> None:
        """Other settings, for the function of this name; what is the same already costs nothing."""
        main = descent.main
        self._methods.choose(main.method)
        self._show_start(start, variables)
        self._rate.set_value(main.rate)
        if not self._slider.isSliderDown():
            self._slider.setValue(rate_position(main.rate))
        self._show_schedule(descent)
        self._show_method(main.method, len(variables), name)
        chosen = dict(main.parameters)
        for parameter in BY_NAME[main.method].parameters:
            self._parameters[parameter.name].set_value(chosen.get(parameter.name, parameter.default))

    def _show_start(self, start: tuple[float, float], variables: tuple[str, ...]) -> None:
        _set_text(self._x_label, f"start {variables[0]} =")
        for widget in (self._y_label, self._y):
            _set_visible(widget, len(variables) > 1)
        if len(variables) > 1:
            _set_text(self._y_label, f"{variables[1]} =")
        self._x.set_value(start[0])
        self._y.set_value(start[1])

    def _show_schedule(self, descent: Descent) -> None:
        self._schedules.choose(descent.schedule)
        for widget in (self._factor_label, self._factor):
            _set_visible(widget, descent.schedule in _HAS_FACTOR)
        for widget in (self._every_label, self._every):
            _set_visible(widget, descent.schedule in _HAS_EVERY)
        _set_text(self._every_label, "every" if descent.schedule == "step" else "in")
        self._factor.set_value(descent.factor)
        self._every.set_value(float(descent.every))

    def _show_method(self, method: str, dimension: int, name: str) -> None:
        formula = BY_NAME[method].formula
        if dimension > 1:
            formula = formula.replace("f′(x)/f″(x)", "H⁻¹∇f").replace("f′(x)", "∇f")
        _set_text(self._formula, named(formula, name))
        if method == self._method:
            return
        self._method = method
        while (item := self._extras.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._parameters = {}
        for place, parameter in enumerate(BY_NAME[method].parameters):
            self._add_parameter(place, parameter)

    def _add_parameter(self, place: int, parameter: Parameter) -> None:
        tell = partial(self.parameter_entered.emit, parameter.name)
        name = f"Parameter {parameter.name.replace('_', ' ')}"
        field = self._field(partial(read_parameter, parameter), name, tell, f"{parameter.symbol}: {parameter.words}")
        label = QLabel(f"{parameter.symbol} =", self)
        label.setToolTip(field.toolTip())
        self._extras.addWidget(label, place // 2, 2 * (place % 2), Qt.AlignmentFlag.AlignRight)
        self._extras.addWidget(field, place // 2, 2 * (place % 2) + 1)
        self._parameters[parameter.name] = field


def _set_text(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _set_visible(widget: QWidget, visible: bool) -> None:
    if widget.isHidden() == visible:
        widget.setVisible(visible)
