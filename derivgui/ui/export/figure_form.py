"""The form: what is shown, how large, in which look, with which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from derivgui.export.figure import Axes
from derivgui.ui.export.choice import CUSTOM, PRESETS, Choice
from derivgui.ui.widgets.form_labels import centre_labels
from derivgui.ui.widgets.segmented_control import SegmentedControl

THEMES = (("light", "Light"), ("dark", "Dark"), ("print", "Print"))
AXES = (("origin", "Through the origin"), ("frame", "Frame"))
W = TypeVar("W", bound=QWidget)

MATHEMATICS = "Mathematics between dollar signs, as in $x^2$"


class FigureForm(QWidget):
    """Shows a choice and tells of each change of it."""

    changed = Signal(object)  # Choice
    view_chosen = Signal(str)
    words_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.views = _named(QComboBox(self), "What is shown")
        self.preset = _named(QComboBox(self), "Size for")
        for preset in PRESETS:
            self.preset.addItem(preset.label, preset.name)
        self.preset.addItem("Custom size", CUSTOM)
        self.width_field = _named(QLineEdit(self), "Width")
        self.height_field = _named(QLineEdit(self), "Height")
        self.dpi_field = _named(QLineEdit(self), "Dots per inch")
        for field, tip in (
            (self.width_field, "Pixels (800) or a length (16 cm, 6.3 in)"),
            (self.height_field, "As the width"),
        ):
            field.setToolTip(tip)
        self.dpi_field.setToolTip("Dots to the inch: letters keep their size on paper")
        self.theme = _named(SegmentedControl(THEMES, self), "Colours")
        self.theme.setToolTip("Print is black and white, told apart by dashes")
        self.axes = _named(SegmentedControl(AXES, self), "Axes")
        self.title = _named(QLineEdit(self), "Title")
        self.caption = _named(QLineEdit(self), "Caption")
        for field in (self.title, self.caption):
            field.setToolTip(MATHEMATICS)
        self.words = QToolButton(self)
        self.words.setText("What is seen")
        self.words.setToolTip("Write what is seen into the caption")
        self.legend = QCheckBox("Legend", self)
        self.transparent = QCheckBox("Transparent background", self)
        self._arrange()

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("Show", self.views)
        form.addRow("Size for", self.preset)
        form.addRow("Size", _row(self.width_field, QLabel("×", self), self.height_field))
        form.addRow("Dots per inch", self.dpi_field)
        form.addRow("Colours", self.theme)
        form.addRow("Axes", self.axes)
        form.addRow("Title", self.title)
        form.addRow("Caption", _row(self.caption, self.words))
        form.addRow("", self.legend)
        form.addRow("", self.transparent)
        centre_labels(form)

    def _connect(self) -> None:
        self.views.activated.connect(lambda _: self.view_chosen.emit(self.views.currentData()))
        self.preset.activated.connect(lambda _: self._change(self._choice.with_preset(self.preset.currentData())))
        for field in (self.width_field, self.height_field, self.dpi_field):
            field.textEdited.connect(self._on_size_edited)
        for field in (self.title, self.caption):
            field.textEdited.connect(self._on_words_edited)
        self.theme.chosen.connect(lambda name: self._change(replace(self._choice, theme=name)))
        self.axes.chosen.connect(self._on_axes_chosen)
        self.legend.toggled.connect(lambda on: self._change(replace(self._choice, legend=on)))
        self.transparent.toggled.connect(lambda on: self._change(replace(self._choice, transparent=on)))
        self.words.clicked.connect(self.words_asked)

    def show_views(self, labels: Mapping[str, str], chosen: str) -> None:
        """What can be shown."""
        self.views.clear()
        for name, label in labels.items():
            self.views.addItem(label, name)
        self.views.setCurrentIndex(max(self.views.findData(chosen), 0))

    def show_choice(self, choice: Choice) -> None:
        """Fill the form; what is just being typed stays as it is."""
        self._choice = choice
        self.preset.setCurrentIndex(self.preset.findData(choice.preset))
        self.theme.choose(choice.theme)
        self.axes.choose(choice.axes)
        fields = {
            self.width_field: choice.width,
            self.height_field: choice.height,
            self.dpi_field: choice.dpi,
            self.title: choice.title,
            self.caption: choice.caption,
        }
        for field, text in fields.items():
            if field.text() != text:
                field.setText(text)
        for box, on in ((self.legend, choice.legend), (self.transparent, choice.transparent)):
            if box.isChecked() != on:
                box.blockSignals(True)
                box.setChecked(on)
                box.blockSignals(False)

    def mark_size(self, problem: str) -> None:
        """Show or clear what is wrong with the size."""
        for field in (self.width_field, self.height_field, self.dpi_field):
            if bool(field.property("invalid")) != bool(problem):
                field.setProperty("invalid", bool(problem))
                field.style().polish(field)

    def _change(self, choice: Choice) -> None:
        if choice != self._choice:
            self.show_choice(choice)
            self.changed.emit(choice)

    def _on_size_edited(self) -> None:
        width, height, dpi = self.width_field.text(), self.height_field.text(), self.dpi_field.text()
        self._change(replace(self._choice, preset=CUSTOM, width=width, height=height, dpi=dpi))

    def _on_words_edited(self) -> None:
        self._change(replace(self._choice, title=self.title.text(), caption=self.caption.text()))

    def _on_axes_chosen(self, name: str) -> None:
        axes: Axes = "frame" if name == "frame" else "origin"
        self._change(replace(self._choice, axes=axes))


def _named(widget: W, name: str) -> W:
    widget.setAccessibleName(name)
    return widget


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    return row
