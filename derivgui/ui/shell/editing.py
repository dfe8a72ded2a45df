"""Actions that edit the document: switches, notation, angle unit, pins and examples."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from derivgui.model.document import edits
from derivgui.model.document.document import AngleUnit, Notation
from derivgui.model.scene.plane_examples import PLANE_EXAMPLES, PlaneExample
from derivgui.ui.actions import TABLE
from derivgui.ui.examples import EXAMPLES, Example, add_example, add_plane_example
from derivgui.ui.session import Session
from derivgui.ui.shell.views import Views

NOTATIONS: tuple[Notation, ...] = ("lagrange", "leibniz", "operator")
# The action of each field of ``document.shown`` that is a switch.
SWITCHES = {
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
_TEXTS = {row.id: row.text for row in TABLE}


class Editing(QObject):
    """One labelled edit an action."""

    settle_asked = Signal()
    """After an edit that may have changed nothing, check marks have to fall back."""

    def __init__(self, session: Session, views: Views, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._views = views

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the editing actions do, by id."""
        return {
            **{name: partial(self.toggle, name) for name in SWITCHES},
            **{name: partial(self.set_notation, name) for name in NOTATIONS},
            **{example.id: partial(self._add_example, example) for example in EXAMPLES},
            **{example.id: partial(self._add_plane_example, example) for example in PLANE_EXAMPLES},
            "limit-panel": self._toggle_limit_panel,
            "degrees": self._toggle_degrees,
            "unpin-all": lambda: self._session.edit("Unpin all tangents", edits.unpin_all),
        }

    def toggle(self, name: str) -> None:
        """Show what was hidden, hide what was shown; ``name`` is the action's."""
        field = SWITCHES[name]
        shown = not getattr(self._session.document.shown, field)
        verb = "Show" if shown else "Hide"
        self._session.edit(f"{verb}: {_TEXTS[name]}", lambda d: edits.show(d, **{field: shown}))

    def set_notation(self, name: str) -> None:
        """Write derivatives another way."""
        chosen = next(notation for notation in NOTATIONS if notation == name)
        self._session.edit("Notation", lambda d: edits.set_notation(d, chosen))
        self.settle_asked.emit()

    def _toggle_limit_panel(self) -> None:
        shown = not self._session.document.shown.quotients
        self._session.edit("h → 0 panel", lambda d: edits.show(d, quotients=shown))

    def _toggle_degrees(self) -> None:
        unit: AngleUnit = "radians" if self._session.document.angle == "degrees" else "degrees"
        self._session.edit("Angle unit", lambda d: edits.set_angle(d, unit))

    def _add_example(self, example: Example) -> None:
        self._session.store.seal()
        self._session.edit(f"Example: {example.title}", lambda d: add_example(d, example))
        if example.notice:
            self._session.notice_raised.emit("info", example.notice, example.hint)

    def _add_plane_example(self, example: PlaneExample) -> None:
        """The map of a function worth a look, in its window, with its story."""
        self._session.store.seal()
        self._session.edit(f"Example: {example.title}", lambda d: add_plane_example(d, example))
        if self._views.contour is not None:
            self._views.contour.session.show_bounds(example.window)
        self._session.notice_raised.emit("info", example.title, example.story)
