"""The end of the process, however it comes: no crash, no word, no process left behind, nothing half written."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as POSIX knows them")

# Crashes at exit came once in two or three runs.
RUNS = 4
PATIENCE = 60

OPEN = """
import sys, time
from PySide6.QtCore import QTimer
from derivgui import app
application = app.make_application()
window = app.make_window({text!r})
window.show()
def live(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
def press(name):
    window.actions_by_id[name].trigger()
    application.processEvents()
"""
FILM = """
from PySide6.QtWidgets import QFileDialog
QFileDialog.getSaveFileName = lambda *_: (sys.argv[1] + "/film.gif", "")
press("export")
dialog = window.figures.dialog
dialog.tabs.setCurrentIndex(1)
dialog.film.seconds.setValue(30)
dialog.save.click()
"""
DOINGS = {
    "just started": ("x^2", ""),
    "a contour map": ("x^2 y", "live(0.3)"),
    "the worker thinks": ("sin(x)^3 e^x/(x^2 + 1)", "press('page-derivation'); live(0.3)"),
    "a descent plays": ("x^4 - 3x", "press('page-descent'); press('descent-play'); live(0.2)"),
    "h goes to 0": ("sin x", "press('play'); live(0.1)"),
    "a film is made": ("sin x", FILM + "live(0.3)"),
    "the window is examined": ("tan(x) sin(1/x)", "live(0.4)"),
}


def _start(text: str, doing: str, *arguments: str) -> subprocess.Popen[str]:
    script = OPEN.format(text=text) + doing
    command = [sys.executable, "-W", "error", "-X", "faulthandler", "-c", script, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _end_of(process: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def test_a_script_may_end_without_closing_the_window() -> None:
    running = [_start("x^2 y", "live(0.5)") for _ in range(RUNS)]
    assert [_end_of(process) for process in running] == [(0, "")] * RUNS


@pytest.mark.parametrize("doing", DOINGS)
def test_the_script_may_end_while(doing: str, tmp_path: Path) -> None:
    text, work = DOINGS[doing]
    process = _start(text, work + "\nsys.exit(3)", str(tmp_path))
    assert _end_of(process) == (3, "")
    assert not list(tmp_path.iterdir())


def test_a_slot_may_end_the_program() -> None:
    process = _start("x^2 y", "QTimer.singleShot(100, lambda: sys.exit(3))\napplication.exec()")
    assert _end_of(process) == (3, "")


def test_ctrl_c_ends_the_window_and_its_processes() -> None:
    waiting = "import derivgui.ui.ending as ending\npress('page-derivation'); live(0.5)\n"
    pids = "print(*window.symbolic.supervisor.pids(), flush=True)\n"
    turning = "QTimer.singleShot(0, lambda: print('turning', flush=True))\n"
    process = _start("sin x", waiting + pids + turning + "sys.exit(ending.run_event_loop(application))")
    assert process.stdout is not None
    children = [int(word) for word in process.stdout.readline().split()]
    assert children
    assert process.stdout.readline() == "turning\n"
    process.send_signal(signal.SIGINT)
    assert _end_of(process) == (130, "")
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_the_command(number: signal.Signals, status: int) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from derivgui import app, cli\n"
        "app.make_application()\n"
        "QTimer.singleShot(100, lambda: print('shown', flush=True))\n"
        "sys.exit(cli.main(['x^2']))\n"
    )
    command = [sys.executable, "-W", "error", "-X", "faulthandler", "-c", script]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "shown\n"
    process.send_signal(number)
    assert _end_of(process) == (status, "")


def test_ctrl_c_asks_about_changes_and_a_second_one_ends_at_once(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "import derivgui.ui.ending as ending\n"
        "window.file.save_path(Path(sys.argv[1]) / 'kept.derivgui')\n"
        "press('grid')\n"
        "def look():\n"
        "    if application.activeModalWidget() is not None:\n"
        "        print('asked', flush=True)\n"
        "        watch.stop()\n"
        "watch = QTimer(interval=20)\n"
        "watch.timeout.connect(look)\n"
        "watch.start()\n"
        "QTimer.singleShot(0, lambda: print('shown', flush=True))\n"
        "sys.exit(ending.run_event_loop(application))"
    )
    process = _start("x^2", script, str(tmp_path))
    assert process.stdout is not None
    for expected in ("shown\n", "asked\n"):
        assert process.stdout.readline() == expected
        process.send_signal(signal.SIGINT)
    assert _end_of(process) == (130, "")


def test_ctrl_c_in_a_script_that_explores_is_a_keyboard_interrupt() -> None:
    script = (
        "import os, signal, derivgui\n"
        "from PySide6.QtCore import QTimer\n"
        "from derivgui import app\n"
        "app.make_application()\n"
        "QTimer.singleShot(200, lambda: os.kill(os.getpid(), signal.SIGINT))\n"
        "try:\n"
        "    derivgui.explore('x^2 y')\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")
