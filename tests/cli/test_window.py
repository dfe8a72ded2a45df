"""The bare command opens the window, or says in one sentence why it cannot."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from derivgui.cli import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="displays are named by DISPLAY on Linux only")


@pytest.mark.parametrize("display", [None, ":97531"])
def test_without_a_display_one_sentence_says_so(display: str | None) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    if display:
        environment["DISPLAY"] = display
    done = subprocess.run(
        [sys.executable, "-m", "derivgui", "x^2"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "display" in done.stderr


def test_the_command_line_works_without_qt_and_sympy() -> None:
    script = (
        "import sys\n"
        "from derivgui.cli import main\n"
        "assert main(['slope', 'x^2', '--at', '2']) == 0\n"
        "assert not {'PySide6', 'pyqtgraph', 'sympy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_a_mistyped_verb_opens_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evalute", "x^2"]) == 2
    assert "evaluate" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--colour"], ["slope", "x^2"], ["slope", "x^2", "--at"]])
def test_words_that_do_not_fit_are_told_in_a_sentence_that_says_where_to_read_on(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err.strip()
    assert said[0].isupper()
    assert said.endswith(f". See derivgui {'slope ' * (words[0] == 'slope')}--help.")
