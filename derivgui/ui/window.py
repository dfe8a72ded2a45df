"""The main window: builds the views and joins each to the session through its presenter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from derivgui.model.document import edits
from derivgui.model.document.document import AngleUnit, Document, Notation, Page
from derivgui.model.language.parser import parse_number
from derivgui.model.scene.numbers import format_typed
from derivgui.model.scene.plane_examples import PLANE_EXAMPLES, PlaneExample
from derivgui.painting.palette import Palette
from derivgui.ui.actions import TABLE, make_actions
from derivgui.ui.certificate.presenter import CertificatePresenter
from derivgui.ui.curve.canvas import CurveCanvas
from derivgui.ui.curve.presenter import CurvePresenter
from derivgui.ui.examples import EXAMPLES, Example, add_example, add_plane_example
from derivgui.ui.files import DocumentFile
from derivgui.ui.functions.panel import FunctionPanel, SliderPanel
from derivgui.ui.functions.presenter import FunctionPresenter
from derivgui.ui.interest.panel import InterestPanel
from derivgui.ui.interest.presenter import InterestPresenter
from derivgui.ui.limit.panel import LimitPanel
from derivgui.ui.limit.presenter import LimitPresenter
from derivgui.ui.microscope.presenter import MicroscopePresenter
from derivgui.ui.point.panel import PointPanel
from derivgui.ui.point.presenter import PointPresenter
from derivgui.ui.right_panel import PanelPage, RightPanel
from derivgui.ui.session import Session
from derivgui.ui.side_panel import SidePanel
from derivgui.ui.symbolic import SymbolicService
from derivgui.ui.theme import ThemeChoice, apply_theme, interface_font, number_font, resolve_palette
from derivgui.ui.toolbar import ToolBar
from derivgui.ui.widgets.lazy_stack import LazyStack
from derivgui.ui.widgets.notice_strip import NoticeStrip

if TYPE_CHECKING:
    from derivgui.ui.contour.session import ContourSession
    from derivgui.ui.contour.view import ContourView
    from derivgui.ui.descent.presenter import DescentPresenter
    from derivgui.ui.export.presenter import ExportPresenter
    from derivgui.ui.microscope.inset import MicroscopeInset
    from derivgui.ui.right_panel import PanelPage

FIRST_SIZE = QSize(1280, 800)
ZOOM_STEP = 1.25
PANEL_HEIGHT = 186
INTEREST = "Points of interest"
CRITICAL = "Critical points"
NEAR = "Near the point"
# The views with the switches that matter in them alone.
VIEWS = {
    "curve": ("derivative", "asymptotes", "microscope", "interest", "slope-signs"),
    "contour": ("gradient", "gradient-field", "slices", "direction", "critical", "approximation", "logarithmic"),
}
_NOTATIONS: tuple[Notation, ...] = ("lagrange", "leibniz", "operator")
# Pages of the right panel with their titles; the action of page NAME is ``page-NAME``.
PAGES: dict[Page, str] = {"derivation": "Derivation", "descent": "Descent"}
_SWITCHES = {
    "tangent": "tangent",
    "secant": "secant",
    "triangle": "triangle",
    "derivative": "derivative",
    "asymptotes": "asymptotes",
    "grid": "grid",
    "pi-ticks": "pi_ticks",
    "interest": "interest",
    "slope-signs": "slope_signs",
    "microscope": "microscope",
    "first-formula": "first_formula",
    "second-formula": "second_formula",
    "gradient": "gradient",
    "gradient-field": "gradient_field",
    "slices": "slices",
    "direction": "direction",
    "logarithmic": "logarithmic",
    "approximation": "approximation",
    "critical": "critical",
}


class MainWindow(QMainWindow):
    """One document in one window."""

    theme_chosen = Signal(str)  # value of a ThemeChoice
    figure_chosen = Signal(str)  # what the export dialog remembers

    def __init__(
        self,
        session: Session,
        theme: ThemeChoice = ThemeChoice.SYSTEM,
        symbolic: SymbolicService | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.symbolic = symbolic
        self._theme = theme
        self._palette = resolve_palette(theme)
        self.contour: ContourView | None = None
        self.descent: DescentPresenter | None = None
        self._view = "curve"
        self.figure_choice = ""
        self.file = DocumentFile(session, self)
        self.resize(FIRST_SIZE)
        self.setMinimumSize(QSize(900, 600))
        self._build()
        self._connect()
        self._show_document(session.document)
        self._show_title()

    def _build(self) -> None:
        palette = self._palette
        small, numbers = interface_font(-1), number_font()
        self.canvas = CurveCanvas(palette, number_font(-1), number_font(1), self)
        self.functions = FunctionPanel(palette, self)
        self.sliders = SliderPanel(parse_number, format_typed, numbers, self)
        self.points = PointPanel(parse_number, format_typed, palette, numbers, self)
        self.limit = LimitPanel(palette, numbers, self)
        self.limit.setFont(small)
        self.interest = InterestPanel(palette, number_font(-1), self)
        self.critical = InterestPanel(palette, number_font(-1), self, CRITICAL)
        self.near = QWidget(self)
        self.actions_by_id = self._make_actions()
        self._build_menus()
        self.toolbar = ToolBar(self.actions_by_id, palette, self)
        left = QWidget(self)
        stack = QVBoxLayout(left)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        stack.addWidget(self.functions)
        stack.addWidget(self.sliders)
        sections = (
            ("Functions", left),
            ("Point and step", self.points),
            (INTEREST, self.interest),
            (CRITICAL, self.critical),
            (NEAR, self.near),
        )
        self.side = SidePanel(sections, self)
        self._arrange()
        self.notices = NoticeStrip(self.stage)
        self._presenters = (
            CurvePresenter(self.session, self.canvas),
            FunctionPresenter(self.session, self.functions, self.sliders, self.symbolic),
            PointPresenter(self.session, self.points),
            LimitPresenter(self.session, self.limit),
        )
        self.microscope = MicroscopePresenter(self.session, self.canvas, palette, self._make_inset)
        self.certificate = CertificatePresenter(self.session, self.canvas, palette)
        _, self._function_presenter, self._point_presenter, self._limit_presenter = self._presenters
        self._interest_presenter = InterestPresenter(self.session, self.interest, self.canvas)

    def _arrange(self) -> None:
        self.stage = LazyStack(self)
        self.stage.add_page("curve", lambda: self.canvas)
        self.stage.add_page("contour", self._make_contour)
        self.stage.show_page("curve")
        self._upright = QSplitter(Qt.Orientation.Vertical, self)
        self._upright.addWidget(self.stage)
        self._upright.addWidget(self.limit)
        self._upright.setSizes([600, PANEL_HEIGHT])
        self._upright.setStretchFactor(0, 1)
        self.right = RightPanel(self._palette, self)
        if self.symbolic is not None:
            self.right.add_page("derivation", PAGES["derivation"], partial(self._make_derivation, self.symbolic))
        self.right.add_page("descent", PAGES["descent"], self._make_descent)
        self._beside = QSplitter(Qt.Orientation.Horizontal, self)
        self._beside.addWidget(self._upright)
        self._beside.addWidget(self.right)
        self._beside.setStretchFactor(0, 1)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self._beside, 1)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._across.addWidget(self.side)
        self._across.addWidget(right)
        self._across.setStretchFactor(1, 1)
        for splitter in (self._upright, self._beside, self._across):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self._across)

    def _make_actions(self) -> dict[str, QAction]:
        session = self.session
        handlers: dict[str, Callable[[], object]] = {
            "new": self._start_anew,
            "open": lambda: self.file.open(),
            "save": lambda: self.file.save(),
            "save-as": lambda: self.file.save_as(),
            "export": lambda: self.figures.open(self._palette),
            "copy-figure": lambda: self.figures.copy(),
            "print": lambda: self.figures.print(),
            "save-derivation": self._save_derivation,
            "quit": self.close,
            "undo": lambda: self._travel(session.store.undo),
            "redo": lambda: self._travel(session.store.redo),
            "add-function": lambda: self._function_presenter.add(),
            "pin": lambda: self._point_presenter.pin(),
            "unpin-all": lambda: session.edit("Unpin all tangents", edits.unpin_all),
            "limit-panel": self._toggle_limit_panel,
            "side-panel": lambda: self.side.setVisible(self.actions_by_id["side-panel"].isChecked()),
            "view-curve": lambda: self._choose_view("curve"),
            "view-contour": lambda: self._choose_view("contour"),
            "fit": self.fit,
            "zoom-in": lambda: self._zoom(1 / ZOOM_STEP),
            "zoom-out": lambda: self._zoom(ZOOM_STEP),
            "equal": self._equal_units,
            "play": lambda: self._limit_presenter.toggle_play(),
            "step-forward": self.limit.forward_asked.emit,
            "step-back": self.limit.back_asked.emit,
            "certificate": lambda: self.certificate.open_list(),
            "next-interest": lambda: self._walk(1),
            "previous-interest": lambda: self._walk(-1),
            "descent-forward": lambda: self._descend(lambda descent: descent.forward()),
            "descent-back": lambda: self._descend(lambda descent: descent.back()),
            "descent-play": lambda: self._descend(lambda descent: descent.toggle_play()),
            "descent-end": lambda: self._descend(lambda descent: descent.run_to_the_end()),
            "descent-reset": lambda: self._descend(lambda descent: descent.reset()),
            "degrees": self._toggle_degrees,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
        }
        for page in PAGES:
            handlers[f"page-{page}"] = partial(self._toggle_page, page)
        for name in _SWITCHES:
            handlers[name] = partial(self._toggle, name)
        for example in EXAMPLES:
            handlers[example.id] = partial(self._add_example, example)
        for plane_example in PLANE_EXAMPLES:
            handlers[plane_example.id] = partial(self._add_plane_example, plane_example)
        for theme in ThemeChoice:
            handlers[f"theme-{theme.value}"] = partial(self._choose_theme, theme)
        for notation in _NOTATIONS:
            handlers[notation] = partial(self._set_notation, notation)
        return make_actions(self, handlers)

    def _build_menus(self) -> None:
        menus: dict[str, QMenu] = {}
        for row in TABLE:
            menu = menus.get(row.menu)
            if menu is None:
                menu = menus[row.menu] = self.menuBar().addMenu(f"&{row.menu}")
            if row.separated:
                menu.addSeparator()
            menu.addAction(self.actions_by_id[row.id])

    def _make_inset(self, palette: Palette, canvas: CurveCanvas) -> MicroscopeInset:
        from derivgui.ui.microscope.inset import MicroscopeInset

        return MicroscopeInset(palette, parse_number, format_typed, canvas)

    @cached_property
    def figures(self) -> ExportPresenter:
        """Exports; made when first asked for."""
        from derivgui.ui.export.presenter import ExportPresenter
        from derivgui.ui.export.window_subjects import WindowSubjects

        subjects = WindowSubjects(
            self.session,
            lambda: None if self.contour is None else self.contour.session.viewport,
            lambda: self.descent.k if self.descent is not None and self.session.document.page == "descent" else None,
        )
        presenter = ExportPresenter(subjects, self, self.figure_choice)
        presenter.choice_changed.connect(self.figure_chosen)
        presenter.notice_raised.connect(self.session.notice_raised)
        return presenter

    def _save_derivation(self) -> None:
        from derivgui.ui.derivation.page import DerivationPage
        from derivgui.ui.export.derivation_saver import save_derivation

        page = self.right.page("derivation") if self.session.document.page == "derivation" else None
        save_derivation(page.shown if isinstance(page, DerivationPage) else None, self.session, self)

    def _make_contour(self) -> ContourView:
        from derivgui.ui.contour.view import ContourView

        self.contour = ContourView(self.session, self._palette, self.critical, self.near, self)
        return self.contour

    def _make_derivation(self, symbolic: SymbolicService) -> PanelPage:
        from derivgui.ui.derivation.page import DerivationPage
        from derivgui.ui.derivation.presenter import DerivationPresenter

        page = DerivationPage(self._palette, number_font(), self)
        DerivationPresenter(self.session, page, symbolic)
        return page

    def _make_descent(self) -> PanelPage:
        from derivgui.ui.descent.page import DescentPage
        from derivgui.ui.descent.presenter import DescentPresenter
        from derivgui.ui.descent.stage import DescentStage

        page = DescentPage(self._palette, interface_font(), number_font(), number_font(-1))
        stage = DescentStage(self.session, self.canvas, lambda: self.contour, lambda: self._palette)
        self.descent = DescentPresenter(self.session, page, stage)
        return page

    def _descend(self, move: Callable[[DescentPresenter], object]) -> None:
        """Open the page if need be, then move along the run."""
        if self.session.document.page != "descent":
            self._open_page("descent")
        if self.descent is not None:
            move(self.descent)

    def _connect(self) -> None:
        self.session.document_changed.connect(lambda _, new: self._show_document(new))
        self.file.changed.connect(self._show_title)
        self.side.sections[INTEREST].toggled.connect(lambda _: self._toggle("interest"))
        self.side.sections[CRITICAL].toggled.connect(lambda _: self._toggle("critical"))
        self.side.sections[NEAR].toggled.connect(lambda _: self._toggle("approximation"))
        self.functions.row_focused.connect(self.side.show_widget)
        self.session.notice_raised.connect(self.notices.show_notice)
        self.toolbar.notation.chosen.connect(self._set_notation)
        self.toolbar.views.chosen.connect(self._choose_view)
        self.right.page_chosen.connect(self._open_page)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self.set_theme(self._theme))

    def _show_document(self, document: Document) -> None:
        """Labels and check marks of actions; views have their own presenters."""
        self._show_view(document)
        actions, store = self.actions_by_id, self.session.store
        for name, label in (("undo", store.undo_label), ("redo", store.redo_label)):
            verb = name.capitalize()
            if actions[name].isEnabled() != bool(label) or actions[name].data() != label:
                actions[name].setEnabled(bool(label))
                actions[name].setData(label)
                actions[name].setText(f"{verb}: {label}" if label else verb)
        for name, switch in _SWITCHES.items():
            actions[name].setChecked(getattr(document.shown, switch))
        for notation in _NOTATIONS:
            actions[notation].setChecked(document.notation == notation)
        actions["degrees"].setChecked(document.angle == "degrees")
        for title, is_open, is_shown in (
            (INTEREST, document.shown.interest, self._view == "curve"),
            (CRITICAL, document.shown.critical, self._view == "contour"),
            (NEAR, document.shown.approximation, self._view == "contour"),
        ):
            section = self.side.sections[title]
            if section.is_open != is_open:
                section.set_open(is_open)
            if section.isHidden() == is_shown:
                section.setVisible(is_shown)
        actions["limit-panel"].setChecked(document.shown.quotients)
        actions["side-panel"].setChecked(not self.side.isHidden())
        actions["unpin-all"].setEnabled(bool(document.pins))
        actions["pin"].setEnabled(self.session.scene.tangent is not None and self._view == "curve")
        for choice in ThemeChoice:
            actions[f"theme-{choice.value}"].setChecked(self._theme is choice)
        self.toolbar.notation.choose(document.notation)
        self.right.show_page(document.page)
        for page in PAGES:
            actions[f"page-{page}"].setChecked(document.page == page)
        # Who walks down a slope has no secant to watch.
        shows_limit = document.shown.quotients and document.page != "descent"
        if self.limit.isHidden() == shows_limit:
            self.limit.setVisible(shows_limit)

    def _show_title(self) -> None:
        title = f"{self.file.name}[*] — derivgui" if self.file.name else "derivgui[*]"
        if title != self.windowTitle():
            self.setWindowTitle(title)
        if self.isWindowModified() != self.file.is_modified:
            self.setWindowModified(self.file.is_modified)

    def set_theme(self, theme: ThemeChoice) -> None:
        """Other colours for everything."""
        self._theme = theme
        palette = self._palette = resolve_palette(theme)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, palette)
        for view in (
            self.canvas,
            self.functions,
            self.points,
            self.interest,
            self.critical,
            self.limit,
            self.toolbar,
            self.microscope,
            self.certificate,
            self.right,
        ):
            view.set_palette(palette)
        if self.contour is not None:
            self.contour.set_palette(palette)
        self._show_document(self.session.document)

    def _choose_theme(self, theme: ThemeChoice) -> None:
        self.set_theme(theme)
        self.theme_chosen.emit(theme.value)

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._palette

    def _travel(self, through_history: Callable[[], str]) -> None:
        """Undo or redo; a player that went on would undo it at once."""
        self._limit_presenter.stop()
        through_history()

    def _toggle(self, name: str) -> None:
        shown = not getattr(self.session.document.shown, _SWITCHES[name])
        text = self.actions_by_id[name].text()
        verb = "Show" if shown else "Hide"
        self.session.edit(f"{verb}: {text}", lambda d: edits.show(d, **{_SWITCHES[name]: shown}))

    def _add_example(self, example: Example) -> None:
        self.session.store.seal()
        self.session.edit(f"Example: {example.title}", lambda d: add_example(d, example))
        if example.notice:
            self.session.notice_raised.emit("info", example.notice, example.hint)

    def _add_plane_example(self, example: PlaneExample) -> None:
        """The map of a function worth a look, in its window, with its story."""
        self.session.store.seal()
        self.session.edit(f"Example: {example.title}", lambda d: add_plane_example(d, example))
        if self.contour is not None:
            self.contour.session.show_bounds(example.window)
        self.session.notice_raised.emit("info", example.title, example.story)

    def _toggle_limit_panel(self) -> None:
        shown = not self.session.document.shown.quotients
        self.session.edit("h → 0 panel", lambda d: edits.show(d, quotients=shown))

    def _toggle_page(self, page: Page) -> None:
        self._open_page("" if self.session.document.page == page else page)

    def _open_page(self, page: Page) -> None:
        label = f"{'Show' if page else 'Hide'}: {PAGES[page or self.session.document.page]}"
        self.session.edit(label, lambda d: edits.open_page(d, page))

    def _toggle_degrees(self) -> None:
        unit: AngleUnit = "radians" if self.session.document.angle == "degrees" else "degrees"
        self.session.edit("Angle unit", lambda d: edits.set_angle(d, unit))

    def _set_notation(self, notation: str) -> None:
        chosen = next(n for n in _NOTATIONS if n == notation)
        self.session.edit("Notation", lambda d: edits.set_notation(d, chosen))
        self._show_document(self.session.document)

    def _show_view(self, document: Document) -> None:
        """The view that suits the active function; a text that cannot be read leaves the one that is open."""
        item, resolver = document.item(document.active), self.session.resolver
        if item is not None and resolver.reading(document, item).expression is not None:
            self._view = "contour" if resolver.is_mapped(document, item) else "curve"
            self.stage.show_page(self._view)
        if self.toolbar.view != self._view:
            self.toolbar.show_view(self._view)
        self.toolbar.views.choose(self._view)
        for view, switches in VIEWS.items():
            self.actions_by_id[f"view-{view}"].setChecked(view == self._view)
            for name in switches:
                self.actions_by_id[name].setEnabled(view == self._view)

    def _choose_view(self, name: str) -> None:
        """A function of two variables as a map or as the curve of its slice."""
        document, resolver = self.session.document, self.session.resolver
        rows = [item for item in document.functions if resolver.reading(document, item).second]
        chosen = next((item for item in rows if item.id == document.active), None)
        if name == "contour" and chosen is None:
            chosen = next(iter(rows), None)
            if chosen is None:
                self.session.notice_raised.emit(
                    "info", "A contour map needs a function of two variables.", "Type x and y, as in x^2 y + y^3."
                )
        if chosen is not None:
            row = chosen.id
            self.session.store.adjust(lambda d: edits.activate(edits.set_sliced(d, row, name == "curve"), row))
        self._show_document(self.session.document)

    def _looking(self) -> Session | ContourSession:
        """Where panning and zooming go."""
        return self.contour.session if self._view == "contour" and self.contour is not None else self.session

    def _walk(self, direction: int) -> None:
        """To the next point worth stopping at."""
        if self._view == "contour" and self.contour is not None:
            self.contour.critical.walk(direction)
        else:
            self._interest_presenter.walk(direction)

    def fit(self) -> None:
        """Look at what matters of the active function."""
        self._looking().fit()
        if self.descent is not None:
            self.descent.keep_in_sight()

    def _zoom(self, factor: float) -> None:
        looking = self._looking()
        view = looking.viewport
        looking.look(view.zoomed(factor, factor, view.width / 2, view.height / 2))

    def _equal_units(self) -> None:
        looking = self._looking()
        view = looking.viewport
        factor = view.pixels_per_y / view.pixels_per_x
        looking.look(view.zoomed(1.0, factor, view.width / 2, view.height / 2))

    def _show_shortcuts(self) -> None:
        from derivgui.ui.help import show_shortcuts

        show_shortcuts(self)

    def _show_about(self) -> None:
        from derivgui.ui.help import show_about

        show_about(self)

    def _start_anew(self) -> None:
        """The first document again; undo brings the old one back."""
        if self.file.may_leave():
            self._limit_presenter.stop()
            self.session.store.seal()
            self.session.edit("New", lambda _: edits.reset())
            self.fit()
            self.file.forget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about changes; stop the players before the widgets go."""
        if not self.file.may_leave():
            event.ignore()
            return
        self.stop()
        super().closeEvent(event)

    def stop(self) -> None:
        """End whatever goes on by itself."""
        self._limit_presenter.stop()
        self.microscope.stop()
        if "figures" in vars(self):
            self.figures.close()
        if self.descent is not None:
            self.descent.close()
