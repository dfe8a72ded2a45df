"""Help windows: the keys and gestures, taken from the action table; and what this program is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from derivgui.ui.actions import TABLE
from derivgui.version import VERSION

# Of the first column, in both tables.
KEYS_WIDTH = 200
GESTURES = (
    ("Drag the filled point", "move the tangent along the curve"),
    ("Drag the ring", "move the secant's second point"),
    ("Ctrl while dragging", "no snapping to grid and points of interest"),
    ("← →", "move the point that has the focus (on the map ↑ ↓ too); it stops at points of interest on its way"),
    ("Shift, Alt with ← →; Tab", "coarser and finer steps; the other point"),
    ("Drag on the map or a slice", "move the point of a function of x and y; all three follow"),
    ("Turn the dial on the map", "the slope in any direction; it rests at steepest ascent and at no change"),
    ("Click a mark on the map", "the point to a minimum, maximum or saddle; F3: the next one"),
    ("Drag the ball", "start a descent there; its ring moves the start of the path that is shown"),
    ("← → in the sweep of rates", "read a rate; Enter or a click takes it"),
    ("Drag the plane", "move the window"),
    ("Wheel, pinch", "zoom at the pointer, or at the handle below it; Shift: across only, Ctrl: up and down only"),
    ("Wheel on the microscope", "magnify; on its slider: arrows one decade, Page Up and Down ten"),
    ("Shift+drag or right drag", "zoom into a box"),
    ("Double click", "fit the curve"),
    ("Enter in a function", "a new function below"),
    ("Alt+↑ Alt+↓ in a function", "reorder the list"),
    (
        "Click a line of the derivation",
        "its number at x and h; ↑ ↓: the other lines, Ctrl+C: copy, Space: one more line",
    ),
)


def show_shortcuts(parent: QWidget) -> None:
    """Open the list of keys and gestures."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Keys and gestures")
    dialog.resize(560, 640)
    text = QTextBrowser(dialog)
    text.setHtml(_table("With the hand", GESTURES) + _table("With the keyboard", _shortcuts()))
    text.setAccessibleName("Keys and gestures")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.open()


def show_about(parent: QWidget) -> None:
    """Open the few words about this program."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About derivgui")
    box.setText(f"derivgui {VERSION}")
    box.setInformativeText(
        "Touch what a derivative is: drag a point, watch the tangent turn, pull the secant into it.\n\n"
        "MIT licence. Built with Qt for Python (LGPL), pyqtgraph and NumPy."
    )
    box.open()


def _shortcuts() -> tuple[tuple[str, str], ...]:
    rows = []
    for row in TABLE:
        if row.shortcut:
            keys = QKeySequence(row.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            rows.append((keys, row.text))
    return tuple(rows)


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> str:
    style = "style='padding:3px 20px 3px 0'"
    cells = "".join(
        f"<tr><td width='{KEYS_WIDTH}' {style}><b>{escape(keys)}</b></td><td {style}>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title)}</h3><table>{cells}</table>"
