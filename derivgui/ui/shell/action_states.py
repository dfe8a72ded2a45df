"""What actions show of the document: labels, check marks, and which of them can be asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction

from derivgui.model.document.document import Document
from derivgui.model.document.store import Store
from derivgui.ui.shell.editing import NOTATIONS, SWITCHES
from derivgui.ui.shell.pages import PAGES

# The views with the switches that matter in them alone.
VIEWS = {
    "curve": ("derivative", "asymptotes", "microscope", "interest", "slope-signs"),
    "contour": ("gradient", "gradient-field", "slices", "direction", "critical", "approximation", "logarithmic"),
}


class ActionStates:
    """Keeps the actions in step with the document."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions

    def show_document(self, document: Document, view: str, can_pin: bool) -> None:
        """The check marks of a document in a view; ``can_pin`` where there is a tangent to pin."""
        actions = self._actions
        for name, field in SWITCHES.items():
            actions[name].setChecked(getattr(document.shown, field))
        for notation in NOTATIONS:
            actions[notation].setChecked(document.notation == notation)
        for page in PAGES:
            actions[f"page-{page}"].setChecked(document.page == page)
        actions["degrees"].setChecked(document.angle == "degrees")
        actions["limit-panel"].setChecked(document.shown.quotients)
        actions["unpin-all"].setEnabled(bool(document.pins))
        actions["pin"].setEnabled(can_pin)
        for name, switches in VIEWS.items():
            actions[f"view-{name}"].setChecked(name == view)
            for switch in switches:
                actions[switch].setEnabled(name == view)

    def show_history(self, store: Store) -> None:
        """What undo and redo would do."""
        for name, label in (("undo", store.undo_label), ("redo", store.redo_label)):
            action, verb = self._actions[name], name.capitalize()
            if action.isEnabled() != bool(label) or action.data() != label:
                action.setEnabled(bool(label))
                action.setData(label)
                action.setText(f"{verb}: {label}" if label else verb)
