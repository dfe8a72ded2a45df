"""The composition root: makes the application, the session and the window, and catches what nobody expected."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import re
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from derivgui.ui.symbolic import SymbolicService
    from derivgui.ui.theme import ThemeChoice
    from derivgui.ui.window import MainWindow

THEME_KEY = "theme"
# By then the first frame is on the screen.
SETTLED_MS = 250
FIGURE_KEY = "figure"
# What the first frame needs of the model, numpy included. It needs no Qt, and Qt for Python reads the source of each
# module that is imported after it, to see whether that uses Qt: as costly again as the import.
MODEL = "derivgui.model.scene.resolve"
# What a map needs beside contour lines: computing, then painting, the parts before what is made of them.
MODEL_OF_A_MAP = (
    "numeric.identities.settle",
    "scene.partial_forms",
    "scene.contour_resolve",
    "scene.contour_window",
    "scene.slices",
    "scene.directions",
    "scene.gradient_words",
    "scene.critical_words",
    "document.file_format",
)
VIEW_OF_A_MAP = (
    "painting.contour.map",
    "painting.contour.point",
    "painting.contour.angle_graph",
    *(f"ui.contour.{part}" for part in ("canvas", "slices", "direction", "floor", "near", "critical", "view")),
)
# In seconds. While others import, the window gets its turn within so long, and not after Python's usual 0.005.
SWITCH_SECONDS = 0.0005
# What a window manager puts around a window, in pixels: left, above, right, below. It tells only afterwards.
FRAME = (4, 36, 4, 4)

log = logging.getLogger("derivgui")


class NoDisplayError(RuntimeError):
    """There is no screen to open a window on."""


@contextmanager
def display_required() -> Iterator[None]:
    """Raise ``NoDisplayError`` where Qt would abort the process.

    The X server that was asked is kept on the line: one that loses its only client starts anew, and Qt would wait.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        yield
        return
    display = os.environ.get("DISPLAY")
    if not display:
        raise NoDisplayError("derivgui needs a display, and none is set (DISPLAY, WAYLAND_DISPLAY).")
    with _connection(display):
        yield


def _connection(display: str) -> AbstractContextManager[object]:
    """An open connection to the X server there. Unusual names are left to Qt."""
    match = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if match is None:
        return nullcontext()
    path = f"/tmp/.X11-unix/X{match[1]}"
    for address in (path, "\0" + path):
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            continue
        return connection
    raise NoDisplayError(f"derivgui needs a display, and {display} does not answer.")


def make_application() -> QApplication:
    """The one QApplication of the process, made if need be, with our name and colours; a window brings its style."""
    # Start-up only makes objects; looking for garbage among them costs a tenth of the time to the first frame.
    gc.disable()
    with display_required():
        importlib.import_module(MODEL)
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        if not isinstance(application, QApplication):
            application = QApplication(sys.argv[:1])
    from derivgui.ui.theme import apply_colours, interface_font, resolve_palette

    application.setApplicationName("derivgui")
    application.setApplicationDisplayName("derivgui")
    application.setDesktopFileName("derivgui")
    application.setFont(interface_font())
    apply_colours(application, resolve_palette(chosen_theme()))
    return application


def _settings() -> QSettings:
    from PySide6.QtCore import QSettings

    return QSettings("derivgui", "derivgui")


def chosen_theme() -> ThemeChoice:
    """The theme chosen in an earlier window; the system's where none was, or where the setting is damaged."""
    from derivgui.ui.theme import ThemeChoice

    value = _settings().value(THEME_KEY)
    return next((theme for theme in ThemeChoice if theme.value == value), ThemeChoice.SYSTEM)


def symbolic_service() -> SymbolicService:
    """The one that all windows ask; its processes end with the application."""
    from PySide6.QtWidgets import QApplication

    from derivgui.ui.symbolic import SymbolicService

    application = QApplication.instance()
    assert application is not None
    found = application.findChild(SymbolicService)
    if found is None:
        found = SymbolicService(application)
        application.aboutToQuit.connect(found.close)
    return found


def make_window(text: str | None = None, file: Path | None = None) -> MainWindow:
    """A window, with ``text`` as its first function (also a text that cannot be read: it can be mended there).

    Or with the document in a file: ``FileError`` where it cannot be read.
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QIcon

    from derivgui.model.document import edits
    from derivgui.model.document.document import Document
    from derivgui.resources import resource_path
    from derivgui.ui.ending import end_windows_at_exit
    from derivgui.ui.garbage import GarbageTimer
    from derivgui.ui.session import Session
    from derivgui.ui.theme import dress
    from derivgui.ui.window import MainWindow

    document = Document() if text is None else edits.set_text(Document(), Document().active, text)
    theme = chosen_theme()
    end_windows_at_exit()
    window = MainWindow(Session(document), theme, symbolic_service())
    dress(window.colours)
    window.theme_chosen.connect(lambda name: _settings().setValue(THEME_KEY, name))
    window.figure_choice = str(_settings().value(FIGURE_KEY) or "")
    window.figure_chosen.connect(lambda text: _settings().setValue(FIGURE_KEY, text))
    if file is not None:
        from derivgui.model.document.file_format import read_file

        saved = read_file(file)
        window.session.open(saved.document, saved.window, saved.map)
        window.file.belongs_to(file)
    window.setWindowIcon(QIcon(str(resource_path("derivgui.svg"))))
    GarbageTimer(window)
    QTimer.singleShot(SETTLED_MS, _on_settled)
    return window


def _on_settled() -> None:
    """After the first frame: what start-up made stays anyway, so no garbage is looked for in it."""
    from derivgui.ui.windows import windows

    windows().set_aside()
    _import_ahead()


def _import_ahead() -> None:
    """What a hand may ask for next: computing beside the window, and then, in turns of the window's own, painting."""
    from PySide6.QtWidgets import QApplication

    from derivgui.ui.imports import ImportTimer

    application = QApplication.instance()
    if application is None or application.findChild(ImportTimer) is not None:
        return
    # Waited for at exit: an import that is broken off in the middle of a library takes the process down.
    thread = threading.Thread(target=_import_beside)
    thread.start()
    ImportTimer(tuple(f"derivgui.{name}" for name in VIEW_OF_A_MAP), thread, application)


def _import_beside() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        _import_referees()
    finally:
        sys.setswitchinterval(usual)


def _import_referees() -> None:
    """Balls and germs step in while a hand moves, where doubles cannot tell; their import must not be felt then.

    Nothing here knows Qt.
    """
    from derivgui.model.numeric.enclosures import balls

    balls.preload()
    for name in ("nearby.behaviour", "places.roots", "ends.subjects"):
        importlib.import_module(f"derivgui.model.numeric.{name}")
    # numpy imports its masked arrays with the first sorting out of equal numbers.
    importlib.import_module("numpy.ma")
    # The first key that makes it a function of two variables opens the map.
    for name in ("contourpy", *(f"derivgui.model.{name}" for name in MODEL_OF_A_MAP)):
        importlib.import_module(name)


def run(text: str | None = None, file: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit status."""
    application = make_application()
    window = make_window(text, file)
    sys.excepthook = _ExceptionHook(window)
    _show(window, text)
    from derivgui.ui.ending import run_event_loop

    return run_event_loop(application)


def _show(window: MainWindow, text: str | None) -> None:
    """The window as a whole on its screen, title bar and all, fitted to its function."""
    from PySide6.QtCore import QMargins

    room = window.screen().availableSize()
    window.resize(window.size().boundedTo(room.shrunkBy(QMargins(*FRAME))))
    window.show()
    if text is not None:
        window.fit()


def explore(text: str | None = None) -> MainWindow:
    """A window beside whatever else the process does; see ``derivgui.explore``."""
    from PySide6.QtCore import QThread

    application = make_application()
    window = make_window(text)
    _show(window, text)
    if QThread.currentThread().loopLevel() == 0 and not _join_ipython():
        from derivgui.ui.ending import INTERRUPTED, run_event_loop

        status = run_event_loop(application)
        # What the script goes on with is no matter of the window.
        gc.enable()
        if status == INTERRUPTED:
            raise KeyboardInterrupt
    return window


def _join_ipython() -> bool:
    """Let IPython's prompt run Qt's events between keystrokes; False where this is not IPython."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    if shell is None:
        return False
    shell.enable_gui("qt6")
    # While a cell runs there are no turns of the event loop, and much else than the window to look for garbage in.
    shell.events.register("pre_run_cell", _leave_garbage_to_python)
    return True


def _leave_garbage_to_python(*_: object) -> None:
    gc.enable()


class _ExceptionHook:
    """An error nobody expected: it is logged and shown with a report to copy, and the window stays open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._showing = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", report)
        if not self._showing:
            self._showing = True
            self._show(report)

    def _show(self, report: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Something went wrong")
        box.setText("derivgui made a mistake. Your work is still here.")
        box.setInformativeText("Undo (Ctrl+Z) may help. The details can be copied into a report.")
        box.setDetailedText(report)
        box.finished.connect(self._on_box_finished)
        box.open()

    def _on_box_finished(self) -> None:
        self._showing = False
