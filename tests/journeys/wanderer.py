"""A user who tries everything in no order: types half formulas, drags, zooms far, presses whatever there is."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider, QWidget

from derivgui.ui.actions import TABLE
from derivgui.ui.plane_canvas import PlaneCanvas
from tests.journeys.driver import App

FORMULAS = (
    *("x^2", "sin x", "1/x", "|x|", "tan x", "x^x", "floor x", "e^-x^2", "x^(2/3)", "ln x", "sqrt(x)", "x sin(1/x)"),
    *("{x<0: -x, x^2}", "{x=0: 0, x sin(1/x)}", "a x^2 + b x + c", "sin(1/x)", "1/(1 + 10^12 (x-1/3)^2)", "9^9^9^9 x"),
    *("10^300 x", "x^400", "1e-300 x", "x!", "sin(10^6 x)", "5", "", "(x^2-1)/(x-1)", "1/0", "ln(-1-x^2)", "atan x"),
    *(r"\frac{1}{\sqrt{x}}", r"\left|x-1\right|", r"\begin{cases} -x & x<0 \\ x^2 & x \ge 0 \end{cases}", "∛x + π"),
    *(
        "x^2 y + y^3",
        "x^2 + y^2",
        "x y",
        "sin x cos y",
        "1/(x^2+y^2)",
        "|x| + |y|",
        "ln(x y)",
        "a x^2 - y^2",
        "floor(x+y)",
    ),
    *("(1-x)^2 + 100 (y-x^2)^2", "sqrt(x^2+y^2)", "x y/(x^2+y^2)", "e^(x y)", "{x<y: x, y}", "x^y", "f(x,y)=3", "y"),
    *("x y z", "x; import os", "((((((", "x^", r"\frac{", "🙂", "nan", "∞", "x\u202ey", "' OR 1", "x" * 500, "(" * 500),
)
NUMBERS = ("0", "1", "-1", "1/3", "pi", "1e-9", "-1e-14", "1e15", "1e308", "1e400", "", "x", "-", "nan", "0.1", "2,3")
SIZES = ((900, 600), (1280, 800), (1000, 650), (1200, 780), (900, 800))
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace),
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
# The end of the journey, and a dialog of the system that no test can close.
LEFT_ALONE = ("quit", "print")
MOVES_OF_A_DRAG = 4


W = TypeVar("W", bound=QWidget)


class Wanderer:
    """Does ``step`` after ``step``; the same seed does the same things.

    Attributes:
        diary: what was done, the latest last.
        slowest: seconds of processor time of the slowest turn of the event loop since it was reset, and what it was.
    """

    def __init__(self, app: App, seed: int) -> None:
        self._app = app
        self._chance = random.Random(seed)
        self._deeds: dict[Callable[[], str], int] = {
            self._type: 6,
            self._type_half: 4,
            self._drag: 12,
            self._zoom: 8,
            self._zoom_far: 1,
            self._press: 14,
            self._press_keys: 6,
            self._fill_a_field: 4,
            self._click_something: 8,
            self._slide: 3,
            self._travel: 6,
            self._resize: 2,
            self._fit: 3,
            self._rest: 3,
        }
        self.diary: list[str] = []
        self.slowest = (0.0, "")

    def step(self) -> None:
        """Do one thing, whatever it is, and let the window take it in."""
        (deed,) = self._chance.choices(list(self._deeds), list(self._deeds.values()))
        self.diary.append(f"{deed.__name__.strip('_')}…")
        self.diary[-1] = deed()
        self._close_dialogs()

    # Deeds

    def _type(self) -> str:
        text = self._chance.choice(FORMULAS)
        edit = self._formula_edit()
        if edit is None:
            return self._press_action("add-function")
        edit.selectAll()
        self._write(edit, text)
        return f"type {text[:60]!r}"

    def _type_half(self) -> str:
        """Part of a formula at the caret, letter by letter."""
        text = self._chance.choice(FORMULAS)
        half = text[: self._chance.randint(0, min(len(text), 12))]
        edit = self._formula_edit()
        if edit is None:
            return self._press_action("add-function")
        for letter in half:
            self._write(edit, letter)
        return f"type on {half!r}"

    def _drag(self) -> str:
        canvas = self._canvas()
        if canvas is None:
            return "no canvas"
        handles = list(canvas.handles().values())
        start = self._chance.choice(handles) if handles and self._chance.random() < 0.7 else self._spot(canvas)
        ends = [self._spot(canvas) for _ in range(MOVES_OF_A_DRAG)]
        self._turn(lambda: QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start.toPoint()), "press")
        for end in ends:
            self._turn(lambda end=end: QTest.mouseMove(canvas.viewport(), end.toPoint()), "drag")  # type: ignore[misc]
        spot = ends[-1].toPoint()
        self._turn(lambda: QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot), "release")
        return f"drag on {canvas.accessibleName()} from {start.toTuple()} by {[end.toTuple() for end in ends]}"

    def _zoom(self) -> str:
        canvas = self._canvas()
        if canvas is None:
            return "no canvas"
        spot, angle = self._spot(canvas), self._chance.choice((-480, -120, 120, 480))
        keys = self._chance.choice(MODIFIERS[:3])
        self._turn(lambda: self._wheel(canvas, spot, angle, keys), "wheel")
        return f"wheel {angle} at {spot.toTuple()} with {keys.name}"

    def _zoom_far(self) -> str:
        """As far as it goes, in or out."""
        canvas = self._canvas()
        if canvas is None:
            return "no canvas"
        spot, angle = self._spot(canvas), self._chance.choice((-1200, 1200))
        for _ in range(25):
            self._turn(lambda: self._wheel(canvas, spot, angle, MODIFIERS[0]), "wheel far")
        return f"wheel far {angle} at {spot.toTuple()}"

    def _press(self) -> str:
        return self._press_action(self._chance.choice([row.id for row in TABLE if row.id not in LEFT_ALONE]))

    def _press_keys(self) -> str:
        widget = QApplication.focusWidget() or self._app.window
        key, keys = self._chance.choice(KEYS), self._chance.choice(MODIFIERS)
        self._turn(lambda: QTest.keyClick(widget, key, keys), "key")
        return f"key {key.name} with {keys.name} on {widget.accessibleName()!r}"

    def _fill_a_field(self) -> str:
        fields = [edit for edit in self._seen(QLineEdit) if not edit.isReadOnly()]
        if not fields:
            return "no field"
        field, text = self._chance.choice(fields), self._chance.choice(NUMBERS)
        field.selectAll()
        self._write(field, text)
        self._turn(lambda: QTest.keyClick(field, Qt.Key.Key_Return), "enter")
        return f"fill {field.accessibleName()!r} with {text!r}"

    def _click_something(self) -> str:
        widgets = [w for w in self._seen(QWidget) if w.accessibleName() and w.isEnabled()]
        widget = self._chance.choice(widgets)
        name = f"{type(widget).__name__} {widget.accessibleName()!r}"
        spot = QPoint(self._chance.randrange(max(1, widget.width())), self._chance.randrange(max(1, widget.height())))
        self._turn(lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot), f"click {name}")
        return f"click {name} at {spot.toTuple()}"

    def _slide(self) -> str:
        sliders = [slider for slider in self._seen(QSlider) if slider.isEnabled()]
        if not sliders:
            return "no slider"
        slider = self._chance.choice(sliders)
        value = self._chance.randint(slider.minimum(), slider.maximum())
        self._turn(lambda: slider.setValue(value), f"slide {slider.accessibleName()}")
        return f"slide {slider.accessibleName()!r} to {value}"

    def _travel(self) -> str:
        return self._press_action(self._chance.choice(("undo", "undo", "redo")))

    def _resize(self) -> str:
        size = QSize(*self._chance.choice(SIZES))
        self._turn(lambda: self._app.window.resize(size), "resize")
        return f"resize to {size.toTuple()}"

    def _fit(self) -> str:
        return self._press_action("fit")

    def _rest(self) -> str:
        """Look at it for a moment: what is found at rest comes now."""
        for _ in range(6):
            self._turn(lambda: QTest.qWait(5), "rest")
        return "rest"

    # Hands

    def _turn(self, act: Callable[[], object], name: str) -> None:
        """Act, and let the window answer, a turn of the event loop at a time."""
        for part in (act, QApplication.processEvents, _delete_what_is_gone):
            began = time.thread_time()
            part()
            spent = time.thread_time() - began
            if spent > self.slowest[0]:
                self.slowest = (spent, name)

    def _press_action(self, name: str) -> str:
        action = self._app.action(name)
        self._turn(action.trigger, f"press {name}")
        return f"press {name}"

    def _write(self, edit: QLineEdit, text: str) -> None:
        edit.setFocus()
        if text.isascii() and len(text) < 40:
            self._turn(lambda: QTest.keyClicks(edit, text), f"type {text!r}")
        else:
            self._turn(lambda: edit.insert(text), f"paste {text[:60]!r}")

    def _formula_edit(self) -> QLineEdit | None:
        row = self._app.window.functions.row(self._app.window.session.document.active)
        return None if row is None else row.edit

    def _canvas(self) -> PlaneCanvas | None:
        shown = [canvas for canvas in self._seen(PlaneCanvas) if min(canvas.width(), canvas.height()) > 20]
        return self._chance.choice(shown) if shown else None

    def _spot(self, canvas: QWidget) -> QPointF:
        return QPointF(self._chance.randrange(canvas.width()), self._chance.randrange(canvas.height()))

    def _wheel(self, canvas: PlaneCanvas, spot: QPointF, angle: int, keys: Qt.KeyboardModifier) -> None:
        where = QPointF(canvas.viewport().mapToGlobal(spot.toPoint()))
        turn = QPoint(0, angle)
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(spot, where, QPoint(), turn, Qt.MouseButton.NoButton, keys, phase, False)
        QApplication.sendEvent(canvas.viewport(), event)

    def _seen(self, kind: type[W]) -> list[W]:
        return [widget for widget in self._app.window.findChildren(kind) if widget.isVisible()]

    def _close_dialogs(self) -> None:
        """Escape from what stands in front of the window."""
        for _ in range(5):
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self._app.window]
            front = front or next((w for w in others if w.isWindow() and w.windowType() == Qt.WindowType.Dialog), None)
            if front is None:
                return
            self._turn(lambda front=front: QTest.keyClick(front, Qt.Key.Key_Escape), "escape")  # type: ignore[misc]


def _delete_what_is_gone() -> None:
    """A running event loop does it between two turns."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
