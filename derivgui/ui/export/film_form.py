"""The form for films: what moves, how long, and how far the making is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from derivgui.export.animation.film import Timing
from derivgui.export.animation.job import Progress
from derivgui.ui.widgets.form_labels import centre_labels


class FilmForm(QWidget):
    """Asks for a timing; shows progress with a button that cancels."""

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName("What moves")
        self.seconds = _number("Seconds", 0.2, 60.0, 4.0, " s")
        self.fps = _number("Frames per second", 1.0, 60.0, 25.0, "")
        self.hold = _number("Last frame stays", 0.0, 30.0, 1.0, " s")
        self.loop = QCheckBox("Begin again", self)
        self.loop.setChecked(True)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName("Progress")
        self.progress.setTextVisible(False)
        self.left = QLabel(self)
        self.cancel = QPushButton("Cancel", self)
        self.cancel.setAutoDefault(False)
        self.cancel.setToolTip("Stop; nothing is written then")
        self._arrange()
        self.cancel.clicked.connect(self.cancel_asked)
        self.show_idle()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("What moves", self.kinds)
        form.addRow("Seconds", self.seconds)
        form.addRow("Frames per second", self.fps)
        form.addRow("Last frame stays", self.hold)
        form.addRow("", self.loop)
        centre_labels(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.left)
        layout.addWidget(self.cancel)
        layout.addStretch(1)

    def show_kinds(self, labels: Mapping[str, str]) -> None:
        """Which films can be made now."""
        chosen = self.kinds.currentData()
        self.kinds.clear()
        for name, label in labels.items():
            self.kinds.addItem(label, name)
        self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))

    @property
    def kind(self) -> str:
        """The film that is chosen."""
        return str(self.kinds.currentData() or "")

    @property
    def timing(self) -> Timing:
        """How it runs; ``TimingError`` where that is too long."""
        return Timing(self.seconds.value(), self.fps.value(), self.hold.value(), self.loop.isChecked())

    def show_progress(self, progress: Progress) -> None:
        """A film is being made."""
        self._show_working(True)
        self.progress.setMaximum(progress.total)
        self.progress.setValue(progress.done)
        self.left.setText(f"frame {progress.done} of {progress.total}, {progress.seconds_left:.0f} s left")

    def show_idle(self) -> None:
        """None is being made."""
        self._show_working(False)

    def _show_working(self, working: bool) -> None:
        for widget in (self.progress, self.left, self.cancel):
            widget.setVisible(working)


def _number(name: str, low: float, high: float, value: float, unit: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setAccessibleName(name)
    box.setRange(low, high)
    box.setDecimals(1)
    box.setSuffix(unit)
    box.setValue(value)
    return box
