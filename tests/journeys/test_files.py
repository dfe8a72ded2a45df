"""Saving, opening, and never losing anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from derivgui.app import make_window
from derivgui.cli import main
from tests.journeys.driver import App


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The platform's dialogs belong to the platform: they answer with this path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def test_save_then_open_brings_everything_back(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, tmp_path / "lesson")
    app.type_function("a sin x")
    app.type_into("Value of a", "2")
    app.drag_tangent(to=-1.0)
    app.press("pin")
    app.press("zoom-in")
    document, viewport = app.window.session.document, app.window.session.viewport
    app.press("save")
    assert (tmp_path / "lesson.derivgui").exists()
    assert app.window.windowTitle() == "lesson[*] — derivgui"
    app.press("new")
    assert "f(2) = 4" in app.readout
    choose(monkeypatch, tmp_path / "lesson.derivgui")
    app.press("open")
    assert app.window.session.document == document
    assert app.window.session.viewport.x0 == pytest.approx(viewport.x0)


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_a_name_without_its_ending_replaces_no_file_unasked(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    """The platform's dialog asks about "lesson", which is not there, and not about the file that it becomes."""
    kept = tmp_path / "lesson.derivgui"
    kept.write_text("of another day")
    questions: list[str] = []

    def asked(*words: str) -> QMessageBox.StandardButton:
        questions.append(words[2])
        return answer

    monkeypatch.setattr(QMessageBox, "question", asked)
    choose(monkeypatch, tmp_path / "lesson")
    app.press("save-as")
    assert questions == ["lesson.derivgui is there already. Replace it?"]
    assert (kept.read_text() == "of another day") == (answer == QMessageBox.StandardButton.No)


def test_changes_are_marked_and_asked_about(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, tmp_path / "a.derivgui")
    app.press("save")
    assert not app.window.isWindowModified()
    app.drag_tangent(to=1.0)
    assert app.window.isWindowModified()
    app.press("undo")
    assert not app.window.isWindowModified()
    app.press("redo")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    assert not app.window.close()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Save)
    assert app.window.close()
    assert make_window(file=tmp_path / "a.derivgui").session.document.x == 1.0


def test_a_broken_file_is_told_and_the_work_stays(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.derivgui"
    broken.write_text("x^2")
    choose(monkeypatch, broken)
    app.type_function("x^3")
    app.press("open")
    assert app.active_edit().text() == "x^3"
    texts = [label.text() for label in app.window.notices.findChildren(QLabel) if label.isVisible()]
    assert any("not a derivgui document" in text for text in texts)


def test_a_file_that_cannot_be_read_is_told_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.derivgui")]) == 2
    assert "cannot be read" in capsys.readouterr().err
