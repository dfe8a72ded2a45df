"""``derivgui animate``: films without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from derivgui.cli import main
from tests.cli.test_evaluate import mistake

QUICK = ("--seconds", "0.2", "--fps", "20", "--size", "160", "120")


@pytest.mark.parametrize(
    "words",
    [
        ("secant", "-x^2", "--secant", "-1,0.5"),
        ("microscope", "|x|", "--at", "0", "--zoom", "3"),
        ("descent", "x^2 + 3y^2", "--start", "-3,2", "--rate", "0.2", "--steps", "5"),
        ("slider", "a x^2 + b", "--slider", "a=-1,1", "--let", "b=2", "--at", "1"),
    ],
)
def test_each_kind_of_film_is_written(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "a.gif"
    assert main(["animate", *words, "-o", str(file), *QUICK]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{file}: 4 frames of 160 by 120 pixels")
    assert "100%" in said.err
    found: Any
    with Image.open(file) as found:
        assert (found.n_frames, found.size) == (4, (160, 120))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("walk", "x^2", "-o", "a.gif"), "walk"),
        (("secant", "x^2", "-o", "a.doc"), ".doc"),
        (("secant", "x^2", "-o", "a.gif", "--seconds", "0"), "0 seconds"),
        (("secant", "x^2", "-o", "a.gif", "--fps", "1000"), "1000 frames"),
        (("secant", "x^2", "-o", "a.gif", "--secant", "1,0"), "h cannot be 0"),
        (("descent", "x^2", "-o", "a.gif"), "Where does the descent start"),
        (("descent", "x^2", "-o", "a.gif", "--start", "1,2"), "one coordinate"),
        (("descent", "x^2", "-o", "a.gif", "--start", "1", "--rate", "0"), "positive"),
        (("descent", "x^2", "-o", "a.gif", "--start", "1", "--steps", "2.5"), "2.5 steps"),
        (("slider", "x^2", "-o", "a.gif"), "Which parameter"),
        (("slider", "x^2", "-o", "a.gif", "--slider", "a=0,1"), "does not occur"),
        (("slider", "a x", "-o", "a.gif", "--slider", "a=1,1"), "different ends"),
        (("slider", "a b x", "-o", "a.gif", "--slider", "a=0,1"), "b has no value"),
        (("secant", "x^2", "-o", "missing/a.gif", *QUICK), "cannot be written"),
    ],
)
def test_a_mistake_is_a_sentence_and_no_file(
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    part: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert part in mistake(capsys, "animate", *words)["message"]
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_nothing(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("derivgui.cli.animate._Bar.show", stopped)
    assert main(["animate", "secant", "x", "-o", str(tmp_path / "a.gif"), *QUICK]) == 130
    assert "Stopped." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
