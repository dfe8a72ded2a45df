"""Joins the export dialog to what the window shows."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from derivgui.export.animation.film import TimingError
from derivgui.export.animation.job import Progress
from derivgui.export.extent import Extent, ExtentError
from derivgui.export.figure import Figure
from derivgui.export.formats import write_figure
from derivgui.export.look import look
from derivgui.export.raster import image
from derivgui.model.document.whole_file import FileError
from derivgui.painting.palette import Palette
from derivgui.ui.export.choice import Choice, from_text, to_text
from derivgui.ui.export.clipboard import drag_figure, figure_data
from derivgui.ui.export.dialog import ExportDialog
from derivgui.ui.export.film_worker import FilmWorker
from derivgui.ui.export.subjects import Subject, Subjects
from derivgui.ui.save_path import ask_for_path

PREVIEW_MS = 40
FILTERS = {
    ".png": "PNG picture (*.png)",
    ".svg": "SVG drawing (*.svg)",
    ".pdf": "PDF (*.pdf)",
    ".tex": "TikZ for LaTeX (*.tex)",
    ".csv": "CSV numbers (*.csv)",
    ".py": "Python script for matplotlib (*.py)",
}
FILM_FILTERS = {
    ".gif": "GIF (*.gif)",
    ".webp": "WebP (*.webp)",
    ".mp4": "MP4 video (*.mp4)",
    ".png": "Numbered PNG pictures (*.png)",
}


class ExportPresenter(QObject):
    """One for each window; its dialog is made when it is first opened."""

    choice_changed = Signal(str)  # what to remember
    notice_raised = Signal(str, str, str)  # level, text, hint

    def __init__(self, subjects: Subjects, window: QWidget, remembered: str = "") -> None:
        super().__init__(window)
        self._subjects = subjects
        self._window = window
        self._choice = from_text(remembered)
        self._dialog: ExportDialog | None = None
        self._subject: Subject | None = None
        self._worker: FilmWorker | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._soon = QTimer(self, interval=PREVIEW_MS, singleShot=True)
        self._soon.timeout.connect(self._show_preview)

    @property
    def dialog(self) -> ExportDialog | None:
        """The dialog, None until it is first opened."""
        return self._dialog

    @property
    def is_settled(self) -> bool:
        """Whether the preview shows what is chosen."""
        return not self._soon.isActive()

    def open(self, palette: Palette) -> None:
        """Open the dialog on what is on screen."""
        dialog = self._dialog = ExportDialog(palette, self._window)
        dialog.setModal(True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._connect(dialog)
        found = self._subjects.subjects()
        self._subject = found[0] if found else None
        dialog.figure.show_views({subject.name: subject.label for subject in found}, found[0].name if found else "")
        dialog.figure.show_choice(self._choice)
        self._show_films()
        dialog.show()
        self._show_preview()

    def _connect(self, dialog: ExportDialog) -> None:
        dialog.figure.changed.connect(self._on_choice_changed)
        dialog.figure.view_chosen.connect(self._on_view_chosen)
        dialog.figure.words_asked.connect(self._on_words_asked)
        dialog.preview.resized.connect(self._soon.start)
        dialog.preview.drag_began.connect(self._on_drag_began)
        dialog.save_asked.connect(self._on_save_asked)
        dialog.copy_asked.connect(self._on_copy_asked)
        dialog.print_asked.connect(self._on_print_asked)
        dialog.film.cancel_asked.connect(self.stop)
        dialog.closing.connect(self._on_closing)

    # Figures

    def copy(self) -> None:
        """Put what is on screen on the clipboard in the remembered look, without asking."""
        made = self._figure_on_screen()
        if made is None:
            return
        try:
            QGuiApplication.clipboard().setMimeData(figure_data(*made))
        except FileError as error:
            self.notice_raised.emit("error", error.message, error.hint)
            return
        width, height = made[1].pixels
        self.notice_raised.emit("info", f"The figure is on the clipboard, {width} by {height} pixels.", "")

    def print(self) -> None:
        """Print what is on screen in the remembered look."""
        from derivgui.ui.export.printing import print_figure

        made = self._figure_on_screen()
        if made is None:
            return
        try:
            print_figure(made[0], self._window)
        except FileError as error:
            self.notice_raised.emit("error", error.message, error.hint)

    def _figure_on_screen(self) -> tuple[Figure, Extent] | None:
        """The figure of what is on screen; None, and a notice, where there is none."""
        found = self._subjects.subjects()
        if not found:
            self.notice_raised.emit("info", "There is nothing to show yet.", "Type a function.")
            return None
        try:
            return self._figure(found[0])
        except (ExtentError, FileError) as error:
            self.notice_raised.emit("error", error.message, error.hint)
            return None

    def _figure(self, subject: Subject) -> tuple[Figure, Extent]:
        """The figure of the choice with its size; ``ExtentError`` where that is none."""
        choice, size = self._choice, self._choice.size
        figure = Figure(subject.make(), *size.units, look(choice.theme, choice.transparent), choice.wishes)
        return figure, size

    def _chosen_figure(self) -> tuple[Figure, Extent] | None:
        """The same for the dialog, where a mistake is told in its place."""
        if self._dialog is None or self._subject is None:
            return None
        try:
            return self._figure(self._subject)
        except (ExtentError, FileError) as error:
            self._tell_error(error)
            return None

    def _show_preview(self) -> None:
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        try:
            size = self._choice.size
        except ExtentError as error:
            dialog.figure.mark_size(error.message)
            dialog.preview.show_problem(f"{error.message} {error.hint}")
            dialog.size_words.clear()
            dialog.set_ready(False)
            return
        dialog.figure.mark_size("")
        if self._subject is None:
            dialog.preview.show_problem("There is nothing to show yet. Type a function.")
            dialog.set_ready(False)
            return
        room = dialog.preview.room(size.units)
        try:
            figure, _ = self._figure(self._subject)
            picture = image(figure, Extent(room.width(), room.height()))
        except FileError as error:
            dialog.preview.show_problem(f"{error.message} {error.hint}")
            dialog.set_ready(False)
            return
        dialog.preview.show_image(picture, figure.description)
        dialog.size_words.setText(_size_words(size))
        dialog.set_ready(self._worker is None)

    def _on_choice_changed(self, choice: Choice) -> None:
        self._remember(choice)
        self._soon.start()

    def _on_view_chosen(self, name: str) -> None:
        self._subject = next((s for s in self._subjects.subjects() if s.name == name), self._subject)
        self._soon.start()

    def _on_words_asked(self) -> None:
        if self._subject is not None and self._dialog is not None:
            self._choice = replace(self._choice, caption=self._subject.make().words.tex)
            self._dialog.figure.show_choice(self._choice)
            self._soon.start()

    def _on_copy_asked(self) -> None:
        made = self._chosen_figure()
        if made is None:
            return
        try:
            QGuiApplication.clipboard().setMimeData(figure_data(*made))
        except FileError as error:
            self._tell_error(error)
            return
        self._tell("It is on the clipboard.")

    def _on_drag_began(self) -> None:
        made = self._chosen_figure()
        if made is not None and self._dialog is not None:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="derivgui-")
            try:
                drag_figure(*made, Path(self._folder.name), self._dialog.preview)
            except FileError as error:
                self._tell_error(error)

    def _on_print_asked(self) -> None:
        from derivgui.ui.export.printing import print_figure

        made = self._chosen_figure()
        if made is None or self._dialog is None:
            return
        try:
            print_figure(made[0], self._dialog)
        except FileError as error:
            self._tell_error(error)

    def _on_save_asked(self) -> None:
        if self._dialog is not None and self._dialog.is_film:
            self._make_film()
            return
        made = self._chosen_figure()
        path = None if made is None else self._ask_for_path("Save figure", "figure", FILTERS, self._choice.ending)
        if made is None or path is None or self._dialog is None:
            return
        try:
            write_figure(*made, path)
        except FileError as error:
            self._tell_error(error)
            return
        self._remember(replace(self._choice, folder=str(path.parent), ending=path.suffix.lower()))
        self._tell(f"Saved as {path.name}.")

    def _ask_for_path(self, title: str, stem: str, filters: dict[str, str], ending: str) -> Path | None:
        """Where to, beginning where the last one went."""
        start = Path(self._choice.folder or Path.home()) / f"{stem}{ending}"
        return ask_for_path(self._dialog, title, start, filters)

    def _remember(self, choice: Choice) -> None:
        before, self._choice = self._choice, choice
        if to_text(before) != to_text(choice):
            self.choice_changed.emit(to_text(choice))

    # Films

    def _show_films(self) -> None:
        if self._dialog is not None:
            self._dialog.film.show_kinds({film.name: film.label for film in self._subjects.films()})

    def _make_film(self) -> None:
        dialog = self._dialog
        if dialog is None or self._worker is not None:
            return
        try:
            timing, size = dialog.film.timing, self._choice.size
        except (TimingError, ExtentError) as error:
            self._tell_error(error)
            return
        chosen = next((film for film in self._subjects.films() if film.name == dialog.film.kind), None)
        ending = self._choice.film_ending
        path = None if chosen is None else self._ask_for_path("Save film", "film", FILM_FILTERS, ending)
        if chosen is not None and path is not None:
            self._remember(replace(self._choice, folder=str(path.parent), film_ending=path.suffix.lower()))
            choice = self._choice
            film = chosen.make(size.units, look(choice.theme, choice.transparent), choice.wishes)
            self._start(FilmWorker(film, timing, size, path, self))

    def _start(self, worker: FilmWorker) -> None:
        self._worker = worker
        worker.progressed.connect(self._on_worker_progressed)
        worker.written.connect(lambda path: self._tell(f"Saved as {Path(path).name}."))
        worker.failed.connect(lambda message, hint: self._tell(f"{message} {hint}".strip(), bad=True))
        worker.finished.connect(self._on_worker_finished)
        self._tell("")
        if self._dialog is not None:
            self._dialog.set_ready(False)
        worker.start()

    def stop(self) -> None:
        """Cancel the film that is being made, if any, and wait until its thread has ended."""
        if self._worker is not None:
            self._worker.stop()
            self._worker.wait()

    def _tell(self, text: str, bad: bool = False) -> None:
        if self._dialog is not None:
            self._dialog.show_notice(text, bad)

    def _tell_error(self, error: ExtentError | TimingError | FileError) -> None:
        self._tell(f"{error.message} {error.hint}".strip(), bad=True)

    def _on_worker_progressed(self, progress: Progress) -> None:
        if self._dialog is not None and self._worker is not None:
            self._dialog.film.show_progress(progress)

    def _on_worker_finished(self) -> None:
        if self._worker is not None:
            self._worker.deleteLater()
        self._worker = None
        if self._dialog is not None:
            self._dialog.film.show_idle()
            # Meanwhile a size may have been typed that is none.
            self._show_preview()

    def _on_closing(self) -> None:
        self.stop()
        self._dialog = None

    def close(self) -> None:
        """The window closes: nothing goes on, and files that were dragged out are not kept any longer."""
        self.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _size_words(size: Extent) -> str:
    width, height = size.pixels
    across, up = (inches * 2.54 for inches in size.inches)
    return f"{width} × {height} pixels, {across:.1f} × {up:.1f} cm at {size.dpi:.0f} dots per inch"
