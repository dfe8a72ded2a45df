"""A figure leaves the window: saved, copied, dragged, printed, as a film."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from derivgui.app import make_window
from derivgui.model.document.whole_file import FileError
from derivgui.ui import save_path
from derivgui.ui.derivation.page import DerivationPage
from derivgui.ui.export.dialog import ExportDialog
from derivgui.ui.window import MainWindow
from tests.journeys.driver import NO_KEYS, App

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def new_user() -> None:
    """Nobody has chosen anything yet."""
    QSettings("derivgui", "derivgui").clear()


@pytest.fixture
def dialog(app: App, qtbot: QtBot) -> ExportDialog:
    """The export dialog of a window with a parabola."""
    app.press("export")
    found = app.window.figures.dialog
    assert found is not None
    qtbot.waitExposed(found)
    return found


def saving_to(monkeypatch: pytest.MonkeyPatch, path: Path, label: str = "") -> None:
    """The system's dialog answers with this file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), label))


def settle(dialog: ExportDialog) -> None:
    """Until the preview has followed."""
    window = dialog.parent()
    assert isinstance(window, MainWindow)
    QTest.qWait(1)
    for _ in range(1000):
        if window.figures.is_settled:
            return
        QTest.qWait(10)
    raise AssertionError("the preview does not come to rest")


def click(dialog: ExportDialog, text: str) -> None:
    found = [b for b in dialog.findChildren(QAbstractButton) if b.text() == text and b.isVisible()]
    QTest.mouseClick(found[0], LEFT)
    settle(dialog)


def type_into(dialog: ExportDialog, name: str, text: str) -> None:
    field = next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name)
    field.selectAll()
    QTest.keyClicks(field, text)
    settle(dialog)


def choose(dialog: ExportDialog, name: str, label: str) -> None:
    box = next(b for b in dialog.findChildren(QComboBox) if b.accessibleName() == name)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != label:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, f"no {label}"
    settle(dialog)


def test_the_preview_is_the_figure_that_is_saved(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "a.png")
    click(dialog, "Save…")
    saved = QImage(str(tmp_path / "a.png"))
    assert (saved.width(), saved.height()) == (1920, 1080)
    shown = dialog.preview.image
    assert shown.width() / shown.height() == pytest.approx(16 / 9, rel=0.01)
    assert "Saved as a.png" in dialog.notice.text()


def test_each_choice_is_seen_at_once(dialog: ExportDialog) -> None:
    light = QImage(dialog.preview.image)
    click(dialog, "Dark")
    dark = QImage(dialog.preview.image)
    assert light.pixelColor(2, 2).lightness() > 200 > 60 > dark.pixelColor(2, 2).lightness()
    type_into(dialog, "Title", "A parabola")
    assert dialog.preview.image != dark
    choose(dialog, "Size for", "Social square")
    assert dialog.preview.image.width() == dialog.preview.image.height()
    assert "1080 × 1080 pixels" in dialog.size_words.text()


def test_an_impossible_size_is_told_where_the_picture_was(dialog: ExportDialog) -> None:
    type_into(dialog, "Width", "wide")
    assert dialog.preview.image.isNull()
    assert "no length" in dialog.preview.accessibleDescription()
    assert not dialog.save.isEnabled()
    type_into(dialog, "Width", "900")
    assert dialog.save.isEnabled()
    assert dialog.figure.preset.currentText() == "Custom size"


def test_the_caption_can_say_what_is_seen(dialog: ExportDialog) -> None:
    click(dialog, "What is seen")
    assert "x^{2}" in dialog.figure.caption.text()
    assert "tangent" in dialog.figure.caption.text()


def test_a_copy_is_pixels_and_svg(dialog: ExportDialog) -> None:
    click(dialog, "Copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")


def test_the_picture_can_be_dragged_out(app: App, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[tuple[bool, bytes, bytes]] = []

    def exec_(drag: QDrag, *_: object) -> Qt.DropAction:
        data = drag.mimeData()
        file = Path(data.urls()[0].toLocalFile())
        dropped.append((data.hasImage(), bytes(data.data("image/svg+xml").data())[:5], file.read_bytes()[:4]))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", exec_)
    middle = dialog.preview.rect().center()
    QTest.mousePress(dialog.preview, LEFT, pos=middle)
    for step in range(1, 8):
        where = middle + QPoint(6 * step, 0)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(where), dialog.preview.mapToGlobal(QPointF(where)), LEFT, LEFT, NO_KEYS
        )
        QApplication.sendEvent(dialog.preview, event)
    assert dropped == [(True, b"<?xml", b"\x89PNG")]


def test_a_closed_dialog_is_gone_and_opens_anew(app: App, dialog: ExportDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    app.settle()
    assert app.window.figures.dialog is None
    app.press("export")
    assert app.window.figures.dialog is not None


def test_copying_needs_no_dialog(app: App) -> None:
    told: list[str] = []
    app.window.session.notice_raised.connect(lambda _, text, __: told.append(text))
    app.press("copy-figure")
    assert QGuiApplication.clipboard().image().width() == 1920
    assert told == ["The figure is on the clipboard, 1920 by 1080 pixels."]


def test_an_ending_that_was_left_out_is_the_chosen_formats(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "tangent", "PDF (*.pdf)")
    click(dialog, "Save…")
    assert (tmp_path / "tangent.pdf").read_bytes().startswith(b"%PDF")
    asked: list[str] = []

    def no(_: object, __: str, text: str, *___: object) -> QMessageBox.StandardButton:
        asked.append(text)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(save_path, "ask", no)
    (tmp_path / "tangent.pdf").write_bytes(b"mine")
    click(dialog, "Save…")
    assert asked == ["tangent.pdf is there already. Replace it?"]
    assert (tmp_path / "tangent.pdf").read_bytes() == b"mine"


def test_a_disk_that_is_full_is_told_and_leaves_nothing(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    saving_to(monkeypatch, tmp_path / "a.svg")
    monkeypatch.setattr(os, "fsync", full)
    click(dialog, "Save…")
    assert "No space left" in dialog.notice.text()
    assert list(tmp_path.iterdir()) == []


def test_choices_are_there_in_the_next_window(qtbot: QtBot, dialog: ExportDialog) -> None:
    click(dialog, "Print")
    click(dialog, "Frame")
    choose(dialog, "Size for", "Worksheet A4")
    dialog.close()
    second = App(qtbot, make_window())
    second.press("export")
    found = second.window.figures.dialog
    assert found is not None
    assert (found.figure.theme.choice, found.figure.axes.choice) == ("print", "frame")
    assert found.figure.preset.currentText() == "Worksheet A4"


def test_the_microscope_can_be_shown(dialog: ExportDialog) -> None:
    curve = QImage(dialog.preview.image)
    choose(dialog, "What is shown", "Microscope")
    assert dialog.preview.image != curve
    assert "×\N{THIN SPACE}100" in dialog.preview.accessibleDescription()


def test_with_nothing_to_show_nothing_can_be_saved(app: App) -> None:
    app.type_function("x +")
    app.press("export")
    found = app.window.figures.dialog
    assert found is not None
    assert not found.save.isEnabled()
    assert "nothing to show" in found.preview.accessibleDescription()


def test_a_film_is_made_beside_the_window(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "a.gif")
    choose(dialog, "Size for", "Social square")
    dialog.tabs.setCurrentIndex(1)
    dialog.film.seconds.setValue(0.2)
    click(dialog, "Save film…")
    qtbot.waitUntil(lambda: "Saved as a.gif" in dialog.notice.text(), timeout=20_000)
    assert (tmp_path / "a.gif").read_bytes().startswith(b"GIF89a")
    qtbot.waitUntil(dialog.save.isEnabled)


def test_a_film_can_be_cancelled(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "a.gif")
    dialog.tabs.setCurrentIndex(1)
    dialog.film.seconds.setValue(30)
    click(dialog, "Save film…")
    qtbot.waitUntil(dialog.film.cancel.isVisible, timeout=20_000)
    click(dialog, "Cancel")
    qtbot.waitUntil(dialog.save.isEnabled, timeout=20_000)
    assert list(tmp_path.iterdir()) == []


def test_after_a_film_an_impossible_size_still_cannot_be_saved(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving_to(monkeypatch, tmp_path / "a.gif")
    dialog.tabs.setCurrentIndex(1)
    dialog.film.seconds.setValue(30)
    click(dialog, "Save film…")
    qtbot.waitUntil(dialog.film.cancel.isVisible, timeout=20_000)
    dialog.tabs.setCurrentIndex(0)
    type_into(dialog, "Width", "wide")
    dialog.tabs.setCurrentIndex(1)
    click(dialog, "Cancel")
    qtbot.waitUntil(lambda: not dialog.film.cancel.isVisible(), timeout=20_000)
    assert not dialog.save.isEnabled()


def test_a_figure_is_printed_in_its_own_size(app: App, tmp_path: Path) -> None:
    from derivgui.ui.export.printing import paint_page
    from tests.export.figures import curve_figure

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    paint_page(curve_figure("x^2", size=(400, 300)), printer)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_what_cannot_be_printed_is_told(dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def accepted(self: QPrintDialog) -> QDialog.DialogCode:
        self.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.printer().setOutputFileName(str(tmp_path / "missing" / "page.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    click(dialog, "Print…")
    assert dialog.notice.text() == "The figure could not be printed. Choose another printer or another file."


def test_a_picture_too_large_for_the_memory_is_told_where_it_is_asked_for(
    app: App, dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> QImage:
        raise FileError("There is not enough memory for this picture.", "Take a smaller size.")

    monkeypatch.setattr("derivgui.ui.export.clipboard.image", refuse)
    click(dialog, "Copy")
    assert dialog.notice.text().startswith("There is not enough memory")
    told: list[str] = []
    app.window.session.notice_raised.connect(lambda _, text, __: told.append(text))
    app.press("copy-figure")
    assert told == ["There is not enough memory for this picture."]
    monkeypatch.setattr("derivgui.ui.export.presenter.image", refuse)
    click(dialog, "Dark")
    assert not dialog.save.isEnabled()


def test_the_derivation_is_saved_as_a_web_page(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    app.window.session.notice_raised.connect(lambda _, text, __: told.append(text))
    app.press("save-derivation")
    assert told == ["There is no derivation to save yet."]
    app.press("page-derivation")
    page = app.window.right.page("derivation")
    assert isinstance(page, DerivationPage)
    qtbot.waitUntil(lambda: page.shown is not None, timeout=20_000)
    saving_to(monkeypatch, tmp_path / "square.html")
    app.press("save-derivation")
    assert told[-1] == "The derivation is saved as square.html."
    assert "<math" in (tmp_path / "square.html").read_text(encoding="utf-8")


def test_a_descent_is_on_offer_while_its_page_is_open(app: App) -> None:
    app.press("page-descent")
    app.press("descent-forward")
    app.press("export")
    found = app.window.figures.dialog
    assert found is not None
    views = [found.figure.views.itemText(place) for place in range(found.figure.views.count())]
    assert views[:2] == ["Descent", "Descent over its steps"]
    assert found.film.kinds.itemText(0) == "The descent, step by step"
    assert "Gradient descent" in found.preview.accessibleDescription()


def test_a_map_is_on_offer_with_its_slices(app: App, qtbot: QtBot) -> None:
    app.type_function("x^2 + 3y^2")
    app.press("export")
    found = app.window.figures.dialog
    assert found is not None
    assert [found.figure.views.itemText(n) for n in range(2)] == ["Contour map", "Slices"]
    assert found.preview.accessibleDescription().startswith("A contour map of f of x and y")


def test_every_name_in_the_forms_is_shown_whole(dialog: ExportDialog) -> None:
    for tab in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(tab)
        settle(dialog)
        for box in (box for box in dialog.findChildren(QComboBox) if box.isVisible()):
            texts = [box.itemText(place) for place in range(box.count())]
            # The frame and the arrow take 40 pixels.
            assert all(box.fontMetrics().horizontalAdvance(text) <= box.width() - 40 for text in texts), texts


def test_no_sentence_is_taken_for_html(app: App, dialog: ExportDialog) -> None:
    for page in ("page-derivation", "page-descent"):
        app.press(page)
    labels = [*app.window.findChildren(QLabel), *dialog.findChildren(QLabel)]
    sentences = [label for label in labels if label.wordWrap()]
    assert len(sentences) > 10
    assert [label.text() for label in sentences if label.textFormat() == Qt.TextFormat.AutoText] == []
