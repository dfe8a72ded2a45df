"""Child processes: their exit codes come back, and they end when asked to."""

from __future__ import annotations

import subprocess
import sys

import pytest

import _process

PYTHON = sys.executable


def test_the_exit_code_comes_back() -> None:
    assert _process.run([PYTHON, "-c", "raise SystemExit(3)"]) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_child_that_died_of_a_signal_has_the_exit_code_a_shell_would_give() -> None:
    assert _process.run([PYTHON, "-c", "import os; os.kill(os.getpid(), 15)"]) == 128 + 15


def test_captured_output_comes_back_as_text() -> None:
    done = _process.capture([PYTHON, "-c", "import sys; print('out'); sys.stderr.write('err')"])
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "out", "err")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_child_that_will_not_end_is_made_to() -> None:
    stubborn = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True)"
    command = [PYTHON, "-c", f"{stubborn}; time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        _process.end(child, seconds=0.2)
        assert child.returncode == -9
