"""A sentence with formulas in it, wrapped like any other text."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QSizeF, Qt
from PySide6.QtGui import QFontInfo, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from derivgui.painting.typesetting import Typesetter

SHARPNESS = 2.0
SCALE = 1.2
_FORMULA = re.compile(r"\$([^$]*)\$")


def _words(piece: str) -> str:
    return escape(piece).replace("\n", "<br>")


class NoteLabel(QLabel):
    """Formulas stand between dollar signs and are set inline, in the colour of the text."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._note = ""
        self.setWordWrap(True)
        self.setProperty("muted", True)

    def set_note(self, note: str) -> None:
        """Another sentence."""
        self._note = note
        self.setAccessibleName(note.replace("$", ""))
        self.setVisible(bool(note))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Formulas take on another colour or size with the words."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._show()

    def _show(self) -> None:
        if "$" not in self._note:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(self._note)
            return
        pieces = _FORMULA.split(self._note)
        html = "".join(self._picture(piece) if place % 2 else _words(piece) for place, piece in enumerate(pieces))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(html)

    def _picture(self, tex: str) -> str:
        """The formula as an inline image, high enough for its own ink only."""
        colour = self.palette().color(self.foregroundRole()).name()
        size = SCALE * QFontInfo(self.font()).pixelSize()
        formula = self._typesetter.typeset(tex, size=size, color=colour, display=False, plain=tex)
        box = QSizeF(formula.width + 1, formula.ascent + formula.descent + 1).toSize()
        picture = QPixmap(box * SHARPNESS)
        picture.setDevicePixelRatio(SHARPNESS)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        formula.paint(painter, 0.5, formula.ascent + 0.5)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        data = bytes(buffer.data().toBase64().data()).decode()
        return (
            f'<img src="data:image/png;base64,{data}" width="{box.width()}" height="{box.height()}" '
            'style="vertical-align: middle">'
        )
