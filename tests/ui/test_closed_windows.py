"""A window that was closed and is held by nobody ends with all that it was made of, whatever was open in it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from derivgui import app
from derivgui.app import make_application, make_window
from derivgui.model.document import edits
from derivgui.painting.palette import DARK
from derivgui.ui import window as window_module
from derivgui.ui.theme import ThemeChoice
from derivgui.ui.window import MainWindow


def typing(text: str) -> Callable[[MainWindow], object]:
    return lambda window: window.session.edit("Type", lambda d: edits.set_text(d, d.active, text))


def pressing(action: str) -> Callable[[MainWindow], object]:
    return lambda window: window.actions_by_id[action].trigger()


def exporting(window: MainWindow) -> None:
    window.actions_by_id["export"].trigger()
    assert window.figures.dialog is not None
    window.figures.dialog.close()


DOINGS: dict[str, tuple[Callable[[MainWindow], object], ...]] = {
    "nothing": (),
    "a curve with all that is beside it": (
        pressing("microscope"),
        pressing("first-formula"),
        pressing("certificate"),
        lambda window: window.limit.show_view("errors"),
        pressing("play"),
    ),
    "a map with all that is beside it": (typing("x^2 y"), pressing("approximation"), pressing("direction")),
    "a derivation": (pressing("page-derivation"),),
    "a descent on a curve": (pressing("page-descent"), pressing("descent-play")),
    "a descent on a map": (typing("x^2 + y^2"), pressing("page-descent"), pressing("descent-forward")),
    "the export dialog": (exporting,),
    "another theme": (pressing("theme-dark"), pressing("theme-light")),
}


@pytest.fixture(autouse=True)
def application(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """As it was started, where what a window is made of is set aside at once; without what earlier tests have left."""
    monkeypatch.setattr(app, "SETTLED_MS", 0)
    made = make_application()
    gc.collect()
    gc.freeze()
    yield made
    gc.unfreeze()
    gc.enable()


def opened(qtbot: QtBot, *doings: Callable[[MainWindow], object]) -> MainWindow:
    window = make_window("x^2")
    window.show()
    qtbot.wait(50)
    for doing in doings:
        doing(window)
        qtbot.wait(50)
    return window


def close(window: MainWindow) -> dict[str, weakref.ref[object]]:
    """Close it without a question; what ought to end with it."""
    parts = {"window": window, "session": window.session, "canvas": window.canvas, "resolver": window.session.resolver}
    if window.contour is not None:
        parts["map"] = window.contour
    if window.descent is not None:
        parts["descent"] = window.descent
    window.file.forget()
    assert window.close()
    return {name: weakref.ref(part) for name, part in parts.items()}


def living(parts: Mapping[str, weakref.ref[object]]) -> list[str]:
    # It is noted, taken down between two events, and with its connections goes what they alone have held.
    for _ in range(3):
        gc.collect()
        QApplication.processEvents()
    return [name for name, part in parts.items() if part() is not None]


@pytest.mark.parametrize("name", DOINGS)
def test_a_closed_window_ends_after(name: str, qtbot: QtBot) -> None:
    # Not in one line: pytest keeps what stands in an assertion.
    parts = close(opened(qtbot, *DOINGS[name]))
    assert living(parts) == []


def test_a_closed_window_that_is_held_still_tells_its_document(qtbot: QtBot) -> None:
    window = opened(qtbot)
    parts = close(window)
    assert living(parts) == list(parts)
    assert window.session.document.functions[0].text == "x^2"
    window.show()
    assert window.isVisible()
    window.close()
    del window
    assert living(parts) == []


def test_the_other_window_goes_on_without_what_the_closed_one_was(qtbot: QtBot) -> None:
    first, second = opened(qtbot), opened(qtbot)
    parts = close(first)
    del first
    qtbot.waitUntil(lambda: all(part() is None for part in parts.values()))
    # What is left is set aside again.
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    second.session.edit("Move", lambda d: edits.move_point(d, 1.5))
    assert second.session.scene.tangent is not None
    assert second.session.scene.tangent.slope == 3.0
    assert living(close(second)) == ["window", "session", "canvas", "resolver"]


def test_an_open_window_needs_no_name(qtbot: QtBot) -> None:
    parts: dict[str, weakref.ref[object]] = {"window": weakref.ref(opened(qtbot))}
    gc.unfreeze()
    assert living(parts) == ["window"]
    window = parts["window"]()
    assert isinstance(window, MainWindow)
    close(window)
    del window
    assert living(parts) == []


def test_no_window_is_taken_down_where_garbage_is_found(qtbot: QtBot) -> None:
    """There Qt may hold locks, and the thread may be another one."""
    window = opened(qtbot)
    gone: list[int] = []
    window.destroyed.connect(partial(gone.append, 1))
    close(window)
    del window
    with ThreadPoolExecutor(1) as pool:
        pool.submit(gc.collect).result()
    assert gone == []
    QApplication.processEvents()
    assert gone == [1]


def test_a_window_follows_the_colours_of_the_desktop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(qtbot)
    monkeypatch.setattr(window_module, "resolve_palette", lambda choice: DARK)
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert window.colours is DARK
    monkeypatch.undo()
    window.set_theme(ThemeChoice.LIGHT)
    window.close()
