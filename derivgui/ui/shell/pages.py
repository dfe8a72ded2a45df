"""The pages of the right panel: derivation and gradient descent, each made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from derivgui.model.document import edits
from derivgui.model.document.document import Page
from derivgui.ui.right_panel import PanelPage
from derivgui.ui.session import Session
from derivgui.ui.shell.panels import Panels
from derivgui.ui.shell.views import Views
from derivgui.ui.symbolic import SymbolicService
from derivgui.ui.theme import number_font

if TYPE_CHECKING:
    from derivgui.ui.descent.presenter import DescentPresenter

# With their titles; the action of page NAME is ``page-NAME``.
PAGES: dict[Page, str] = {"derivation": "Derivation", "descent": "Descent"}


class Pages:
    """Which page is open stands in the document; without ``symbolic`` there is no derivation."""

    def __init__(
        self,
        session: Session,
        panels: Panels,
        views: Views,
        symbolic: SymbolicService | None,
    ) -> None:
        self._session = session
        self._panels = panels
        self._views = views
        self.descent: DescentPresenter | None = None
        self._symbolic = symbolic

    def makers(self) -> dict[str, tuple[str, Callable[[], PanelPage]]]:
        """Titles of the pages with what makes them, by name."""
        makers: dict[str, Callable[[], PanelPage]] = {"descent": self._make_descent}
        if self._symbolic is not None:
            makers["derivation"] = partial(self._make_derivation, self._symbolic)
        return {page: (title, makers[page]) for page, title in PAGES.items() if page in makers}

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of pages do, by id."""
        return {
            **{f"page-{page}": partial(self._toggle, page) for page in PAGES},
            "descent-forward": lambda: self._descend(lambda descent: descent.forward()),
            "descent-back": lambda: self._descend(lambda descent: descent.back()),
            "descent-play": lambda: self._descend(lambda descent: descent.toggle_play()),
            "descent-end": lambda: self._descend(lambda descent: descent.run_to_the_end()),
            "descent-reset": lambda: self._descend(lambda descent: descent.reset()),
            "save-derivation": self._save_derivation,
        }

    def open(self, page: Page) -> None:
        """Open a page, "" for none."""
        label = f"{'Show' if page else 'Hide'}: {PAGES[page or self._session.document.page]}"
        self._session.edit(label, lambda d: edits.open_page(d, page))

    def close(self) -> None:
        """End what runs."""
        if self.descent is not None:
            self.descent.close()

    def _toggle(self, page: Page) -> None:
        self.open("" if self._session.document.page == page else page)

    def _descend(self, move: Callable[[DescentPresenter], object]) -> None:
        """Open the page if need be, then move along the run."""
        if self._session.document.page != "descent":
            self.open("descent")
        if self.descent is not None:
            move(self.descent)

    def _make_derivation(self, symbolic: SymbolicService) -> PanelPage:
        from derivgui.ui.derivation.page import DerivationPage
        from derivgui.ui.derivation.presenter import DerivationPresenter

        page = DerivationPage(self._panels.colours, number_font(), self._panels.right)
        DerivationPresenter(self._session, page, symbolic)
        return page

    def _make_descent(self) -> PanelPage:
        from derivgui.ui.descent.page import DescentPage
        from derivgui.ui.descent.presenter import DescentPresenter
        from derivgui.ui.descent.stage import DescentStage

        page = DescentPage(self._panels.colours, number_font(), number_font(-1))
        panels, views = self._panels, self._views
        stage = DescentStage(self._session, panels.canvas, lambda: views.contour, lambda: panels.colours)
        self.descent = DescentPresenter(self._session, page, stage)
        return page

    def _save_derivation(self) -> None:
        from derivgui.ui.derivation.page import DerivationPage
        from derivgui.ui.export.derivation_saver import save_derivation

        page = self._panels.right.page("derivation") if self._session.document.page == "derivation" else None
        shown = page.shown if isinstance(page, DerivationPage) else None
        save_derivation(shown, self._session, self._panels.right.window())
