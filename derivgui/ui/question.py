"""A question that must be answered before anything goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Buttons = QMessageBox.StandardButton


def ask(parent: QWidget | None, title: str, text: str, buttons: Buttons, usual: Buttons) -> Buttons:
    """The button that was pressed; ``usual`` is the one that Enter presses.

    ``text`` is shown as it is: what is called <b> is called so, where Qt's own question would take it for HTML.
    """
    box = QMessageBox(QMessageBox.Icon.Question, title, text, buttons, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setDefaultButton(usual)
    return Buttons(box.exec())
