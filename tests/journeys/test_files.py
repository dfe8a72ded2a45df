"""Saving, opening, and never losing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from derivgui.app import make_window
from derivgui.cli import main
from derivgui.ui.files import unsaved_path
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

    def asked(box: QMessageBox) -> QMessageBox.StandardButton:
        questions.append(box.text())
        return answer

    monkeypatch.setattr(QMessageBox, "exec", asked)
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
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Cancel)
    assert not app.window.close()
    monkeypatch.setattr(QMessageBox, "exec", lambda _: QMessageBox.StandardButton.Save)
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


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """Windows of other tests have left something unsaved."""
    unsaved_path().unlink(missing_ok=True)
    yield
    unsaved_path().unlink(missing_ok=True)


def texts(app: App) -> list[str]:
    return [item.text for item in app.window.session.document.functions]


@pytest.mark.usefixtures("nothing_left")
def test_what_was_typed_and_never_saved_can_be_opened_after_the_window_has_closed(app: App, qtbot: QtBot) -> None:
    app.type_function("x^3 - 3x")
    app.press("pin")
    document = app.window.session.document
    assert app.window.close()
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    window.actions_by_id["open-unsaved"].trigger()
    assert window.session.document == document
    assert window.windowTitle() == "derivgui[*]"
    assert not window.isWindowModified()
    # It still belongs to no file, so it is kept once more.
    unsaved_path().unlink()
    assert window.close()
    assert unsaved_path().exists()


@pytest.mark.usefixtures("nothing_left")
def test_a_window_in_which_only_the_point_moved_replaces_nothing(app: App) -> None:
    app.drag_tangent(to=1.0)
    assert app.window.close()
    assert not unsaved_path().exists()


@pytest.mark.usefixtures("nothing_left")
def test_what_is_saved_is_not_left_unsaved(app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, tmp_path / "lesson")
    app.type_function("x^3")
    app.press("save")
    assert app.window.close()
    assert not unsaved_path().exists()


@pytest.mark.usefixtures("nothing_left")
def test_a_new_document_and_another_file_leave_the_old_one_unsaved(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "lesson.derivgui")
    app.type_function("x^5")
    app.press("new")
    app.press("open-unsaved")
    assert texts(app) == ["x^5"]
    app.press("save")
    app.press("new")
    app.type_function("x^7")
    app.press("open")
    assert texts(app) == ["x^5"]
    app.press("open-unsaved")
    assert texts(app) == ["x^7"]


@pytest.mark.usefixtures("nothing_left")
def test_where_nothing_was_left_a_sentence_says_so(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.session.notice_raised) as raised:
        app.press("open-unsaved")
    assert raised.args is not None
    assert raised.args[1] == "Nothing was left unsaved."


@pytest.mark.usefixtures("nothing_left")
def test_a_window_closes_also_where_nothing_can_be_kept(app: App) -> None:
    folder = unsaved_path().parent
    folder.mkdir(parents=True, exist_ok=True)
    unsaved_path().mkdir()
    try:
        app.type_function("x^3")
        assert app.window.close()
    finally:
        unsaved_path().rmdir()
