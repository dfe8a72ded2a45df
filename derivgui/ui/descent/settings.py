"""Joins what a descent is set to, its form and the fields of the race, to the document."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from derivgui.model.descent.methods import ROWS
from derivgui.model.document import descent_edits as edits
from derivgui.model.document.descent import Contestant, usual_rate
from derivgui.model.document.document import Document
from derivgui.ui.descent.page import DescentPage
from derivgui.ui.session import Session


class SettingsPresenter(QObject):
    """One for each descent page."""

    def __init__(self, session: Session, page: DescentPage) -> None:
        super().__init__(page)
        self._session = session
        self._is_hurried = False
        form, race = page.form, page.race
        form.rate_entered.connect(self._set_rate)
        form.rate_slid.connect(self._on_rate_slid)
        form.sliding_ended.connect(session.store.seal)
        form.method_chosen.connect(lambda name: self.edit("Method", lambda d: edits.set_method(d, 0, name)))
        form.parameter_entered.connect(self._on_parameter_entered)
        form.schedule_chosen.connect(lambda kind: self.edit("Schedule", lambda d: edits.set_schedule(d, kind)))
        form.factor_entered.connect(self._on_factor_entered)
        form.every_entered.connect(self._on_every_entered)
        page.sweep.rate_chosen.connect(self._set_rate)
        race.method_chosen.connect(lambda n, name: self.edit("Rival", lambda d: edits.set_method(d, n, name)))
        race.rate_entered.connect(lambda n, rate: self.edit("Rival’s α", lambda d: edits.set_rate(d, n, rate)))
        race.remove_asked.connect(lambda n: self.edit("Remove a rival", lambda d: edits.remove_rival(d, n)))
        race.add_asked.connect(self._add_rival)

    @property
    def is_hurried(self) -> bool:
        """True while an edit of a drag is under way: what takes time can wait."""
        return self._is_hurried

    def edit(self, label: str, change: Callable[[Document], Document], merge_key: str = "") -> None:
        """Change the document as one step of undo, or with a key as part of a gesture."""
        if not merge_key:
            self._session.store.seal()
        self._session.edit(label, change, merge_key)

    def hurry(self, label: str, change: Callable[[Document], Document], merge_key: str) -> None:
        """An edit within a drag."""
        self._is_hurried = True
        try:
            self.edit(label, change, merge_key)
        finally:
            self._is_hurried = False

    def _set_rate(self, rate: float) -> None:
        self.edit("Set α", lambda d: edits.set_rate(d, 0, rate))

    def _on_rate_slid(self, rate: float) -> None:
        self.hurry("Set α", lambda d: edits.set_rate(d, 0, rate), "slide rate")

    def _on_parameter_entered(self, name: str, value: float) -> None:
        self.edit("Set a parameter", lambda d: edits.set_parameter(d, 0, name, value))

    def _on_factor_entered(self, factor: float) -> None:
        self.edit("Schedule", lambda d: edits.set_schedule(d, d.descent.schedule, factor=factor))

    def _on_every_entered(self, every: float) -> None:
        self.edit("Schedule", lambda d: edits.set_schedule(d, d.descent.schedule, every=int(every)))

    def _add_rival(self) -> None:
        """A method that does not run yet, with the main one's rate where that suits it."""
        descent = self._session.document.descent
        taken = {one.method for one in descent.contestants}
        method = next((row.name for row in ROWS if row.name not in taken), "gd")
        main = descent.main
        rate = main.rate if usual_rate(main.method) == usual_rate(method) else usual_rate(method)  # type: ignore[arg-type]
        self.edit("Add a rival", lambda d: edits.add_rival(d, Contestant(method, rate)))  # type: ignore[arg-type]
