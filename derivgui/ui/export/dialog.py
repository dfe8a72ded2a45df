"""The export dialog: forms on the left, the figure as it will be on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.export.figure_form import FigureForm
from derivgui.ui.export.film_form import FilmForm
from derivgui.ui.export.preview import Preview

FIRST_SIZE = QSize(980, 600)
FORM_WIDTH = 340
MARGIN = 16
SAVE_FIGURE = "Save it: PNG, SVG, PDF, TikZ, CSV or a Python script"
SAVE_FILM = "Save it: GIF, WebP, MP4 or numbered PNG pictures"


class ExportDialog(QDialog):
    """Knows no figure: the presenter fills the forms and paints the preview."""

    save_asked = Signal()
    copy_asked = Signal()
    print_asked = Signal()
    closing = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setWindowTitle("Export")
        self.resize(FIRST_SIZE)
        self.figure = FigureForm(self)
        self.film = FilmForm(self)
        self.preview = Preview(palette, self)
        self.size_words = QLabel(self)
        self.size_words.setProperty("muted", True)
        self.notice = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notice.setAccessibleName("Notice")
        self.notice.hide()
        self.copy = _button("Copy", "Put the picture on the clipboard, as pixels and as SVG")
        self.print = _button("Print…", "Print it in its own size")
        self.save = _button("Save…", SAVE_FIGURE)
        self.save.setDefault(True)
        self._arrange()
        self.save.clicked.connect(self.save_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.print.clicked.connect(self.print_asked)
        self.tabs.currentChanged.connect(lambda _: self._show_buttons())

    def _arrange(self) -> None:
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("What is exported")
        for form, label in ((self.figure, "Figure"), (self.film, "Film")):
            page = QWidget(self)
            inner = QVBoxLayout(page)
            inner.setContentsMargins(0, 14, 0, 0)
            inner.addWidget(form)
            inner.addStretch(1)
            self.tabs.addTab(page, label)
        self.tabs.setFixedWidth(FORM_WIDTH)
        right = QVBoxLayout()
        right.addWidget(self.preview, 1)
        right.addWidget(self.size_words, 0, Qt.AlignmentFlag.AlignHCenter)
        upper = QHBoxLayout()
        upper.setSpacing(MARGIN)
        upper.addWidget(self.tabs)
        upper.addLayout(right, 1)
        lower = QHBoxLayout()
        lower.addWidget(self.copy)
        lower.addWidget(self.print)
        lower.addWidget(self.notice, 1)
        lower.addStretch(0)
        lower.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(12)
        layout.addLayout(upper, 1)
        layout.addLayout(lower)

    @property
    def is_film(self) -> bool:
        """Whether a film is to be saved, and no figure."""
        return self.tabs.currentIndex() == 1

    def _show_buttons(self) -> None:
        self.save.setText("Save film…" if self.is_film else "Save…")
        self.save.setToolTip(SAVE_FILM if self.is_film else SAVE_FIGURE)
        for button in (self.copy, self.print):
            button.setHidden(self.is_film)
        self.show_notice("")

    def show_notice(self, text: str, bad: bool = False) -> None:
        """A sentence beside the buttons, "" for none."""
        colour = self._palette.error if bad else self._palette.muted
        self.notice.setStyleSheet(f"color: {colour}")
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def set_ready(self, ready: bool) -> None:
        """Whether there is a figure to save."""
        for button in (self.save, self.copy, self.print):
            button.setEnabled(ready)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is running ends."""
        self.closing.emit()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes."""
        self.closing.emit()
        super().reject()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.setAutoDefault(False)
    return button
