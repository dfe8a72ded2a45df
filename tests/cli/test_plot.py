"""``derivgui plot``: figures without a window and without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from derivgui.model.document.file_format import Saved, write_file
from tests.cli.test_evaluate import answer, mistake
from tests.export.figures import document


def test_a_picture_has_the_size_asked_for(qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    found = answer(capsys, "plot", "x^2", "-o", str(file), "--tangent", "1", "--size", "640", "480")
    assert (found["file"], found["width"], found["height"]) == (str(file), 640, 480)
    assert "tangent at x = 1, of slope 2" in found["description"]
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (640, 480)
    assert picture.text("Title").startswith("f(x) = x^2")


def test_paper_sizes_know_their_dots(qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answer(capsys, "plot", "x", "-o", str(tmp_path / "a.png"), "--size", "10cm", "5cm", "--dpi", "254")
    assert (found["width"], found["height"]) == (1000, 500)
    assert QImage(str(tmp_path / "a.png")).dotsPerMeterX() == pytest.approx(10_000, abs=1)


@pytest.mark.parametrize(("ending", "start"), [(".png", b"\x89PNG"), (".pdf", b"%PDF"), (".SVG", b"<?xml")])
def test_the_ending_tells_the_format(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str, start: bytes
) -> None:
    file = tmp_path / f"a{ending}"
    answer(capsys, "plot", "-x^2", "sin x", "-o", str(file), "--secant", "-1,0.5", "--secant", "1,-1", "--derivative")
    assert file.read_bytes().startswith(start)


def test_every_switch_can_be_given_at_once(qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = "--window -2pi 2pi -2 2 --theme print --axes frame --pi --no-grid --no-legend --transparent --caption"
    options = [*words.split(), "--title", "Waves of $a \\sin x$", "--let", "a=1/2"]
    answer(capsys, "plot", "a sin x", "-o", str(tmp_path / "a.png"), *options)
    assert QImage(str(tmp_path / "a.png")).hasAlphaChannel()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("x^2 + y^2", "--point", "1,-2"), "A contour map of f of x and y"),
        (("sin x", "--view", "microscope", "--tangent", "0", "--zoom", "3"), "around x = 0"),
        (("sin x", "--view", "errors", "--tangent", "1"), "Errors of difference quotients"),
        (("x^2", "--view", "descent", "--start", "5", "--method", "gd", "--method", "adam"), "Adam, α = 0.1"),
        (("x^2 y", "--view", "curve", "--let", "y=2"), "The curve of f of x"),
    ],
)
def test_each_view_is_described(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], part: str
) -> None:
    assert part in answer(capsys, "plot", *words, "-o", str(tmp_path / "a.png"))["description"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("x^^2", "-o", "a.png"), "missing"),
        (("x^2", "-o", "a.bmp"), ".bmp"),
        (("x^2", "-o", "a"), "no ending"),
        (("x^2",), "--output"),
        (("a x", "-o", "a.png"), "a has no value"),
        (("x", "-o", "a.png", "--let", "b=1"), "b"),
        (("x", "-o", "a.png", "--secant", "2"), "no secant"),
        (("x", "-o", "a.png", "--secant", "2,0"), "h cannot be 0"),
        (("x", "-o", "a.png", "--tangent", "1/0"), ""),
        (("x", "-o", "a.png", "--view", "contour"), "two variables"),
        (("x y", "-o", "a.png", "--point", "1"), "no point"),
        (("x", "-o", "a.png", "--size", "0", "3"), "no size"),
        (("x", "-o", "a.png", "--size", "90000", "90000"), "too many"),
        (("x", "-o", "a.png", "--dpi", "x"), ""),
        (("x", "-o", "a.png", "--window", "1", "0", "0", "1"), "window"),
        (("x", "-o", "missing/folder/a.png"), "cannot be written"),
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
    assert part in mistake(capsys, "plot", *words)["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_picture(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "cannot be written" in mistake(capsys, "plot", "x", "-o", str(file))["message"]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are configured like this on Linux")
def test_it_draws_without_a_display_and_without_any_font(tmp_path: Path) -> None:
    settings = tmp_path / "none.conf"
    settings.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    variables = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "derivgui", "plot", "x^2", "--tangent", "1", "-o", str(tmp_path / "a.svg")]
    done = subprocess.run(
        command, env={**variables, "FONTCONFIG_FILE": str(settings)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "DejaVu Sans" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_saved_document_is_drawn_as_it_was_left(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lesson = tmp_path / "lesson.derivgui"
    write_file(lesson, Saved(document("sin x", "cos x", x=1.0), (-3.0, 3.0, -2.0, 2.0)))
    found = answer(capsys, "plot", str(lesson), "-o", str(tmp_path / "a.csv"))
    assert found["description"].startswith("The curve of f of x equal to the sine of x and g of x")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()[1].startswith("g,1,-3,")
    assert "cannot be read" in mistake(capsys, "plot", "none.derivgui", "-o", str(tmp_path / "b.png"))["message"]


@pytest.mark.parametrize("ending", [".csv", ".svg"])
def test_a_secant_may_be_endlessly_wide(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"a{ending}"
    for text in ("x", "sin x", "1/x", "x^400"):
        answer(capsys, "plot", text, "-o", str(file), "--derivative", "--secant", "0.5,1e308", "--tangent", "-1e300")
        assert file.stat().st_size > 0


def test_a_folder_that_is_not_there_is_said_before_anything_is_painted(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = mistake(capsys, "plot", "x", "-o", str(tmp_path / "none" / "a.png"))
    assert found["message"] == "a.png cannot be written."
    assert found["hint"] == "No such file or directory."
