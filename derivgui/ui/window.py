"""The main window: makes its panels, views, pages and actions, and joins each to the session through its presenter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from derivgui.model.document import edits
from derivgui.model.document.document import Document
from derivgui.model.numeric.places.typed_number import typed_number
from derivgui.model.scene.numbers import format_typed
from derivgui.painting.palette import Palette
from derivgui.ui.actions import fill_menu_bar, make_actions
from derivgui.ui.certificate.presenter import CertificatePresenter
from derivgui.ui.curve.absence import AbsencePresenter
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.curve.presenter import CurvePresenter
from derivgui.ui.files import DocumentFile
from derivgui.ui.functions.presenter import FunctionPresenter
from derivgui.ui.interest.presenter import InterestPresenter
from derivgui.ui.limit.presenter import LimitPresenter
from derivgui.ui.microscope.presenter import MicroscopePresenter
from derivgui.ui.point.presenter import PointPresenter
from derivgui.ui.session import Session
from derivgui.ui.shell.action_states import ActionStates
from derivgui.ui.shell.editing import Editing
from derivgui.ui.shell.pages import Pages
from derivgui.ui.shell.panels import CRITICAL, INTEREST, NEAR, Panels
from derivgui.ui.shell.views import Views
from derivgui.ui.symbolic import SymbolicService
from derivgui.ui.theme import ThemeChoice, apply_theme, resolve_palette
from derivgui.ui.toolbar import ToolBar
from derivgui.ui.windows import windows

if TYPE_CHECKING:
    from derivgui.ui.contour.view import ContourView
    from derivgui.ui.descent.presenter import DescentPresenter
    from derivgui.ui.export.presenter import ExportPresenter
    from derivgui.ui.microscope.inset import MicroscopeInset

FIRST_SIZE = QSize(1280, 800)
LEAST_SIZE = QSize(900, 600)
# All of a document that menus, tool bar and the panels' places show.
_aspects = attrgetter("functions", "active", "pins", "shown", "notation", "angle", "page")


class MainWindow(QMainWindow):
    """One document in one window. Its panels are attributes: ``canvas``, ``functions``, ``limit``, …"""

    theme_chosen = Signal(str)  # value of a ThemeChoice
    figure_chosen = Signal(str)  # what the export dialog remembers

    def __init__(
        self,
        session: Session,
        theme: ThemeChoice = ThemeChoice.SYSTEM,
        symbolic: SymbolicService | None = None,
    ) -> None:
        super().__init__()
        self._windows = windows()
        session.setParent(self)
        self.session = session
        self.symbolic = symbolic
        self._theme = theme
        self._palette = resolve_palette(theme)
        self.figure_choice = ""
        self.file = DocumentFile(session, self)
        self.resize(FIRST_SIZE)
        self.setMinimumSize(LEAST_SIZE)
        self._build()
        self._join()
        self._connect()
        self.canvas.setFocus()
        self._show_document(session.document)
        self._show_title()

    def _build(self) -> None:
        session, panels = self.session, Panels(self._palette, self)
        self._panels = panels
        self._views = Views(session, panels, self)
        self._pages = Pages(session, panels, self._views, self.symbolic)
        self._editing = Editing(session, self._views, self)
        self.actions_by_id = make_actions(
            self,
            {**self._handlers(), **self._editing.handlers(), **self._views.handlers(), **self._pages.handlers()},
        )
        self._states = ActionStates(self.actions_by_id)
        fill_menu_bar(self.menuBar(), self.actions_by_id)
        self.toolbar = ToolBar(self.actions_by_id, self._palette, self)
        panels.arrange(self, self.toolbar, self._views.makers(), self._pages.makers())
        self.canvas, self.functions, self.points = panels.canvas, panels.functions, panels.points
        self.limit, self.interest, self.critical = panels.limit, panels.interest, panels.critical
        self.side, self.stage, self.right, self.notices = panels.side, panels.stage, panels.right, panels.notices

    def _join(self) -> None:
        """The presenters of what is there from the first frame on."""
        session, panels = self.session, self._panels
        CurvePresenter(session, panels.canvas)
        self._function_presenter = FunctionPresenter(session, panels.functions, panels.sliders, self.symbolic)
        self._point_presenter = PointPresenter(session, panels.points)
        self._limit_presenter = LimitPresenter(session, panels.limit)
        self.microscope = MicroscopePresenter(session, panels.canvas, self._palette, self._make_inset)
        self.certificate = CertificatePresenter(session, panels.canvas, self._palette)
        self.absence = AbsencePresenter(session, panels.canvas, self._palette)
        self._interest_presenter = InterestPresenter(session, panels.interest, panels.canvas)

    def _connect(self) -> None:
        self.session.document_changed.connect(self._on_document_changed)
        self.file.changed.connect(self._show_title)
        for title, name in ((INTEREST, "interest"), (CRITICAL, "critical"), (NEAR, "approximation")):
            self.side.sections[title].toggled.connect(self.actions_by_id[name].trigger)
        self._views.settle_asked.connect(self._settle)
        self._editing.settle_asked.connect(self._settle)
        self.functions.row_focused.connect(self.side.show_widget)
        self.session.notice_raised.connect(self.notices.show_notice)
        self.toolbar.notation.chosen.connect(self._editing.set_notation)
        self.toolbar.views.chosen.connect(self._views.choose)
        self.right.page_chosen.connect(self._pages.open)
        # A closure would keep the window: the desktop's hints outlive it.
        QApplication.styleHints().colorSchemeChanged.connect(self._on_colour_scheme_changed)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What actions do that the window answers itself, by id."""
        return {
            "new": self._start_anew,
            "open": lambda: self.file.open(),
            "open-unsaved": lambda: self.file.open_unsaved(),
            "save": lambda: self.file.save(),
            "save-as": lambda: self.file.save_as(),
            "export": lambda: self.figures.open(self._palette),
            "copy-figure": lambda: self.figures.copy(),
            "print": lambda: self.figures.print(),
            "quit": self.close,
            "undo": lambda: self._travel(self.session.store.undo),
            "redo": lambda: self._travel(self.session.store.redo),
            "add-function": lambda: self._function_presenter.add(),
            "edit-function": lambda: self._function_presenter.edit_active(),
            "pin": lambda: self._point_presenter.pin(),
            "side-panel": lambda: self.side.setVisible(self.actions_by_id["side-panel"].isChecked()),
            "fit": self.fit,
            "play": lambda: self._limit_presenter.toggle_play(),
            "step-forward": self._panels.limit.forward_asked.emit,
            "step-back": self._panels.limit.back_asked.emit,
            "certificate": lambda: self.certificate.open_list(),
            "next-interest": lambda: self._walk(1),
            "previous-interest": lambda: self._walk(-1),
            **{f"theme-{theme.value}": partial(self._choose_theme, theme) for theme in ThemeChoice},
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
        }

    @property
    def contour(self) -> ContourView | None:
        """The contour map, None until it was first shown."""
        return self._views.contour

    @property
    def descent(self) -> DescentPresenter | None:
        """Gradient descent, None until its page was first opened."""
        return self._pages.descent

    @cached_property
    def figures(self) -> ExportPresenter:
        """Exports; made when first asked for."""
        from derivgui.ui.export.presenter import ExportPresenter
        from derivgui.ui.export.window_subjects import WindowSubjects

        subjects = WindowSubjects(
            self.session,
            lambda: None if self.contour is None else self.contour.session.scene,
            lambda: self.descent.k if self.descent is not None and self.session.document.page == "descent" else None,
        )
        presenter = ExportPresenter(subjects, self, self.figure_choice)
        presenter.choice_changed.connect(self.figure_chosen)
        presenter.notice_raised.connect(self.session.notice_raised)
        return presenter

    @staticmethod
    def _make_inset(palette: Palette, canvas: CurveCanvas) -> MicroscopeInset:
        from derivgui.ui.microscope.inset import MicroscopeInset

        return MicroscopeInset(palette, typed_number, format_typed, canvas)

    def _on_document_changed(self, old: Document, new: Document) -> None:
        if _aspects(old) == _aspects(new):
            # A point has moved, which no menu shows.
            self._states.show_history(self.session.store)
        else:
            self._show_document(new)

    def _show_document(self, document: Document) -> None:
        """The view, the panels and the states of actions; what stands in panels has its own presenters."""
        self._views.show_document(document)
        view = self._views.shown
        self._states.show_document(document, view, self.session.scene.tangent is not None and view == "curve")
        self._states.show_history(self.session.store)
        self.toolbar.show_document(document, view)
        self._panels.show_document(document, view)
        self.actions_by_id["side-panel"].setChecked(not self.side.isHidden())
        for choice in ThemeChoice:
            self.actions_by_id[f"theme-{choice.value}"].setChecked(self._theme is choice)

    def _settle(self) -> None:
        """Show what is, after a choice that may have changed nothing."""
        self._show_document(self.session.document)

    def _show_title(self) -> None:
        title = f"{self.file.name}[*] — derivgui" if self.file.name else "derivgui[*]"
        if title != self.windowTitle():
            self.setWindowTitle(title)
        if self.isWindowModified() != self.file.is_modified:
            self.setWindowModified(self.file.is_modified)

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._palette

    def set_theme(self, theme: ThemeChoice) -> None:
        """Other colours for everything."""
        self._theme = theme
        palette = self._palette = resolve_palette(theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, palette)
        for part in (self._panels, self.toolbar, self.microscope, self.certificate, self.absence, self._views):
            part.set_palette(palette)
        self._settle()

    def _on_colour_scheme_changed(self) -> None:
        self.set_theme(self._theme)

    def _choose_theme(self, theme: ThemeChoice) -> None:
        self.set_theme(theme)
        self.theme_chosen.emit(theme.value)

    def fit(self) -> None:
        """Look at what matters of the active function."""
        self._views.fit()
        if self.descent is not None:
            self.descent.keep_in_sight()

    def _walk(self, direction: int) -> None:
        """To the next point worth stopping at."""
        contour = self._views.open_map
        if contour is None:
            self._interest_presenter.walk(direction)
        else:
            contour.critical.walk(direction)

    def _travel(self, through_history: Callable[[], str]) -> None:
        """Undo or redo; a player that went on would undo it at once."""
        self._limit_presenter.stop()
        through_history()

    def _start_anew(self) -> None:
        """The first document again; undo brings the old one back."""
        if self.file.may_leave():
            self._limit_presenter.stop()
            self.file.keep_unsaved()
            self.session.store.seal()
            self.session.edit("New", lambda _: edits.reset())
            self.fit()
            self.file.forget()

    def _show_shortcuts(self) -> None:
        from derivgui.ui.help import show_shortcuts

        show_shortcuts(self)

    def _show_about(self) -> None:
        from derivgui.ui.help import show_about

        show_about(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while no field has the cursor goes into an empty row, so that its beginning is not lost."""
        text = event.text()
        if not (text.strip() and text.isprintable() and self._function_presenter.take_typing(text)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """It stays until it is closed."""
        super().showEvent(event)
        self._windows.hold(self)

    def __del__(self) -> None:
        if isValid(self) and isValid(self._windows):
            self._windows.forget(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about changes; stop the players before the widgets go."""
        if not self.file.may_leave():
            event.ignore()
            return
        self.file.keep_unsaved()
        self.stop()
        super().closeEvent(event)
        self._windows.let_go(self)

    def stop(self) -> None:
        """End whatever goes on by itself."""
        self._limit_presenter.stop()
        self.microscope.stop()
        if "figures" in vars(self):
            self.figures.close()
        self._pages.close()
