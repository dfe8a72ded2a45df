"""The one driver of journeys: a user's verbs, made of real mouse and key events; a user's eyes."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from derivgui.model.calculus.tangent import Secant, Tangent
from derivgui.model.scene.contour import PlanePoint
from derivgui.painting.points import HandleName, handle_positions
from derivgui.ui.contour.slice_canvas import SliceCanvas
from derivgui.ui.contour.view import ContourView
from derivgui.ui.window import MainWindow

W = TypeVar("W", bound=QWidget)

STEPS_OF_A_DRAG = 12
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class App:
    """derivgui as its user sees it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._bot = qtbot
        self.window = window
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        self.settle()
        # A dialog of an earlier window may still be on its way out, and take the focus along.
        if not window.isActiveWindow():
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)

    # Verbs

    def type_function(self, text: str) -> None:
        """Replace the text of the active function by typing."""
        edit = self.active_edit()
        self._click(edit)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        _write(edit, text)
        self.settle()

    def type_into(self, field: str, text: str) -> None:
        """Type into the field with this accessible name and press Enter."""
        edit = self.find(QLineEdit, field)
        self._click(edit)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        self.settle()

    def drag_tangent(self, to: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag the tangent point until it is above x = ``to``."""
        self._drag_handle("tangent", to, keys)

    def drag_secant(self, to: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag the secant point until it is above x = ``to``."""
        self._drag_handle("secant", to, keys)

    def drag_point(self, to: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag the point of the contour map to (x, y)."""
        self.drag_on_map("point", to, keys)

    def drag_on_map(self, handle: str, to: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag a handle of the contour map until the pointer is over (x, y)."""
        view = self.map.session.viewport
        self._drag(self.map.canvas.viewport(), self.map.canvas.handles()[handle], QPointF(*view.to_pixel(*to)), keys)

    def drag_on_slice(self, axis: str, handle: str, to: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drag a handle of the slice along "x" or "y" until the pointer is above ``to``."""
        canvas = self.slice(axis)
        shown = canvas.shown
        assert shown is not None
        start = canvas.handles()[handle]
        self._drag(canvas, start, QPointF(shown.statics.viewport.to_pixel(to, 0.0)[0], start.y()), keys)

    def press(self, action: str) -> None:
        """Use an action of the table, by its id, as its menu item would."""
        self.action(action).trigger()
        self.settle()

    def keys(self, *sequence: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press keys on the canvas that is shown."""
        canvas = self.window.stage.currentWidget()
        if canvas is self.window.contour:
            canvas = self.map.canvas
        canvas.setFocus()
        for key in sequence:
            QTest.keyClick(canvas, key, modifiers)
        self.settle()

    def click(self, name: str) -> None:
        """Click the widget with this accessible name."""
        self._click(self.find(QWidget, name))
        self.settle()

    def settle(self) -> None:
        """Let the window take in what has happened, and what takes longer than a turn come."""
        QTest.qWait(1)
        self._bot.waitUntil(lambda: not (self.window.session.resolver.waits or self._is_looking_closer()))

    def _is_looking_closer(self) -> bool:
        view = self.window.contour
        shown = view.session.scene.point if view is not None and view.isVisible() else None
        return shown is not None and shown.is_awaited

    # Eyes

    @property
    def canvas(self) -> QWidget:
        """The canvas."""
        return self.window.canvas

    @property
    def map(self) -> ContourView:
        """The contour view, which a function of two variables opens."""
        view = self.window.contour
        assert view is not None
        assert view.isVisible()
        return view

    def slice(self, axis: str) -> SliceCanvas:
        """The slice along "x" or "y"."""
        return self.map.slices.along_x if axis == "x" else self.map.slices.along_y

    def slice_slope(self, axis: str) -> float:
        """The slope of the tangent on a slice."""
        shown = self.slice(axis).shown
        assert shown is not None
        assert shown.tangent is not None
        return shown.tangent.slope

    @property
    def point(self) -> PlanePoint:
        """The point of the contour map."""
        point = self.map.session.scene.point
        assert point is not None
        return point

    @property
    def map_readout(self) -> str:
        """The readout card of the contour map, line by line."""
        return "\n".join("".join(run.text for run in line.runs) for line in self.map.session.scene.readout)

    @property
    def tangent(self) -> Tangent:
        """The tangent on the canvas."""
        tangent = self.window.session.scene.tangent
        assert tangent is not None
        return tangent

    @property
    def secant(self) -> Secant:
        """The secant on the canvas."""
        secant = self.window.session.scene.secant
        assert secant is not None
        return secant

    @property
    def readout(self) -> str:
        """The readout card, line by line."""
        lines = self.window.session.scene.readout
        return "\n".join("".join(run.text for run in line.runs) for line in lines)

    def table(self, row: int) -> tuple[str, str, str]:
        """A row of the table of quotients."""
        table = self.window.limit.table
        return table.text(row, 0), table.text(row, 1), table.text(row, 2)

    def action(self, name: str) -> QAction:
        """An action by its id."""
        return self.window.actions_by_id[name]

    def active_edit(self) -> QLineEdit:
        """The text field of the active function."""
        row = self.window.functions.row(self.window.session.document.active)
        assert row is not None
        return row.edit

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget of a kind with this accessible name."""
        found = [w for w in self.window.findChildren(kind) if w.accessibleName() == name and w.isVisible()]
        assert found, f"nothing here is called {name!r}"
        return found[0]

    def spot(self, handle: HandleName) -> QPoint:
        """Where a handle is on the canvas, in pixels."""
        return handle_positions(self.window.session.scene)[handle].toPoint()

    def picture(self) -> bytes:
        """All pixels of the canvas."""
        image = self.canvas.grab().toImage()
        return bytes(image.constBits())

    def _drag_handle(self, handle: HandleName, to: float, keys: Qt.KeyboardModifier) -> None:
        start = self.spot(handle)
        end = QPointF(self.window.session.viewport.to_pixel(to, 0.0)[0], start.y())
        self._drag(self.window.canvas.viewport(), QPointF(start), end, keys)

    def _drag(self, widget: QWidget, begin: QPointF, finish: QPointF, keys: Qt.KeyboardModifier) -> None:
        start, end = begin.toPoint(), finish.toPoint()
        QTest.mouseMove(widget, start)
        QTest.mousePress(widget, LEFT, keys, start)
        for step in range(1, STEPS_OF_A_DRAG + 1):
            QTest.mouseMove(widget, _between(start, end, step))
            if keys != NO_KEYS:
                _move_with_keys(widget, _between(start, end, step), keys)
        QTest.mouseRelease(widget, LEFT, keys, end)
        self.settle()

    def _click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT, NO_KEYS, widget.rect().center())


def _write(edit: QLineEdit, text: str) -> None:
    """Type; what no keyboard of QTest has, and long texts, come from the clipboard, as they would by hand."""
    if not text:
        QTest.keyClick(edit, Qt.Key.Key_Delete)
    elif text.isascii() and len(text) < 200:
        QTest.keyClicks(edit, text)
    else:
        QApplication.clipboard().setText(text)
        QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _between(start: QPoint, end: QPoint, step: int) -> QPoint:
    share = step / STEPS_OF_A_DRAG
    return QPoint(round(start.x() + (end.x() - start.x()) * share), round(start.y() + (end.y() - start.y()) * share))


def _move_with_keys(widget: QWidget, spot: QPoint, keys: Qt.KeyboardModifier) -> None:
    """QTest.mouseMove knows no modifiers."""
    where = QPointF(spot)
    event = QMouseEvent(QEvent.Type.MouseMove, where, QPointF(widget.mapToGlobal(spot)), LEFT, LEFT, keys)
    QApplication.sendEvent(widget, event)
