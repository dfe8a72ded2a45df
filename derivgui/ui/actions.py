"""One table of actions: menus, toolbar, shortcuts and their help all come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from derivgui.model.scene.plane_examples import PLANE_EXAMPLES
from derivgui.ui.examples import EXAMPLES


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing a user can ask for.

    Attributes:
        id: name by which code and tests ask for it.
        menu: title of the menu it stands in.
        text: what the menu says.
        shortcut: portable key sequence, "" for none.
        icon: name of its icon, "" for none.
        checkable: True for a switch.
        separated: True where a line stands above it in its menu.
    """

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    separated: bool = False


TABLE: tuple[ActionRow, ...] = (
    ActionRow("new", "File", "New", "Ctrl+N"),
    ActionRow("open", "File", "Open…", "Ctrl+O", "open"),
    ActionRow("open-unsaved", "File", "Open what was left unsaved", "Ctrl+Shift+O"),
    ActionRow("save", "File", "Save", "Ctrl+S", "save"),
    ActionRow("save-as", "File", "Save as…", "Ctrl+Shift+S"),
    ActionRow("export", "File", "Export…", "Ctrl+Shift+E", "export", separated=True),
    ActionRow("copy-figure", "File", "Copy the figure", "Ctrl+Shift+C", "copy"),
    ActionRow("print", "File", "Print…"),
    ActionRow("save-derivation", "File", "Save the derivation…"),
    ActionRow("quit", "File", "Quit", "Ctrl+Q", separated=True),
    ActionRow("undo", "Edit", "Undo", "Ctrl+Z", "undo"),
    ActionRow("redo", "Edit", "Redo", "Ctrl+Shift+Z", "redo"),
    ActionRow("add-function", "Edit", "Add a function", "Ctrl+Return", "plus", separated=True),
    ActionRow("edit-function", "Edit", "Type over the function", "F2"),
    ActionRow("pin", "Edit", "Pin the tangent", "Ctrl+P", "pin"),
    ActionRow("unpin-all", "Edit", "Unpin all tangents", "Ctrl+Shift+P"),
    ActionRow("tangent", "Show", "Tangent", "Ctrl+1", "tangent", checkable=True),
    ActionRow("secant", "Show", "Secant", "Ctrl+2", "secant", checkable=True),
    ActionRow("triangle", "Show", "Run and rise", "Ctrl+3", "triangle", checkable=True),
    ActionRow(
        "derivative",
        "Show",
        "Curve of the derivative",
        "Ctrl+4",
        "derivative-curve",
        checkable=True,
    ),
    ActionRow("asymptotes", "Show", "Poles as dashed lines", "Ctrl+Shift+A", checkable=True),
    ActionRow("microscope", "Show", "Microscope", "Ctrl+M", "microscope", checkable=True),
    ActionRow("grid", "Show", "Grid", "Ctrl+G", "grid", checkable=True, separated=True),
    ActionRow("pi-ticks", "Show", "Axis in multiples of π", "Ctrl+Shift+G", "pi", checkable=True),
    ActionRow("interest", "Show", "Points of interest", "Ctrl+I", checkable=True, separated=True),
    ActionRow("slope-signs", "Show", "Rising and falling", "Ctrl+R", checkable=True),
    ActionRow("first-formula", "Show", "Formula of f′", "Ctrl+D", checkable=True, separated=True),
    ActionRow("second-formula", "Show", "Formula of f″", "Ctrl+Shift+D", checkable=True),
    ActionRow("gradient", "Show", "Gradient at the point", "Ctrl+5", "gradient", checkable=True, separated=True),
    ActionRow("gradient-field", "Show", "Field of gradients", "Ctrl+6", "gradient-field", checkable=True),
    ActionRow("slices", "Show", "Slices through the point", "Ctrl+7", "slices", checkable=True),
    ActionRow("direction", "Show", "Dial for any direction", "Ctrl+8", "direction", checkable=True),
    ActionRow("critical", "Show", "Critical points", "Ctrl+9", checkable=True),
    ActionRow("approximation", "Show", "Tangent plane and approximation", "Ctrl+Shift+Q", checkable=True),
    ActionRow("logarithmic", "Show", "Levels in powers of ten", "Ctrl+Shift+L", "logarithmic", checkable=True),
    ActionRow("limit-panel", "Show", "h → 0 player and table", "Ctrl+L", checkable=True, separated=True),
    ActionRow("page-derivation", "Show", "Derivation, line by line", "Ctrl+T", "derivation", checkable=True),
    ActionRow("side-panel", "Show", "Functions", "Ctrl+B", checkable=True),
    ActionRow("view-curve", "View", "Curve", "Alt+1", "curve", checkable=True),
    ActionRow("view-contour", "View", "Contour map", "Alt+2", "contour", checkable=True),
    ActionRow("page-descent", "View", "Gradient descent", "Alt+3", "descent", checkable=True),
    ActionRow("fit", "View", "Fit to the window", "Ctrl+0", "fit", separated=True),
    ActionRow("zoom-in", "View", "Zoom in", "Ctrl++", "zoom-in"),
    ActionRow("zoom-out", "View", "Zoom out", "Ctrl+-", "zoom-out"),
    ActionRow("equal", "View", "Equal units on both axes", "Ctrl+E"),
    ActionRow("play", "View", "Let h go to 0", "Ctrl+Space", "play", separated=True),
    ActionRow("step-forward", "View", "Smaller h", "Ctrl+Right", "step-forward"),
    ActionRow("step-back", "View", "Larger h", "Ctrl+Left", "step-back"),
    ActionRow("descent-forward", "View", "Descent: one step", "Ctrl+Shift+Right", "step-forward", separated=True),
    ActionRow("descent-back", "View", "Descent: one step back", "Ctrl+Shift+Left", "step-back"),
    ActionRow("descent-play", "View", "Descent: play", "Ctrl+Shift+Space", "play"),
    ActionRow("descent-end", "View", "Descent: run to the end", "Ctrl+Shift+End", "to-end"),
    ActionRow("descent-reset", "View", "Descent: back to the start", "Ctrl+Shift+Home", "to-start"),
    ActionRow("next-interest", "View", "Next point of interest", "F3", separated=True),
    ActionRow("previous-interest", "View", "Previous point of interest", "Shift+F3"),
    ActionRow("certificate", "View", "What is proven of this window", "Ctrl+J"),
    ActionRow("lagrange", "Notation", "Lagrange: f′(x)", checkable=True),
    ActionRow("leibniz", "Notation", "Leibniz: df/dx", checkable=True),
    ActionRow("operator", "Notation", "Operator: Df(x)", checkable=True),
    ActionRow("degrees", "Notation", "Angles in degrees", checkable=True, separated=True),
    ActionRow("theme-system", "Theme", "As the system", checkable=True),
    ActionRow("theme-light", "Theme", "Light", checkable=True),
    ActionRow("theme-dark", "Theme", "Dark", checkable=True),
    *(ActionRow(example.id, "Examples", example.title) for example in EXAMPLES),
    *(
        ActionRow(example.id, "Examples", example.title, separated=number == 0)
        for number, example in enumerate(PLANE_EXAMPLES)
    ),
    ActionRow("shortcuts", "Help", "Keys and gestures", "F1", "help"),
    ActionRow("about", "Help", "About derivgui"),
)


class _TableAction(QAction):
    """An action of the table with its handler.

    Qt keeps a closure that is connected to a signal as long as the sender, and with it all that the closure knows: the
    window, whose part the sender is, would never end. It keeps no method of an object of its own.
    """

    def __init__(self, text: str, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(text, parent)
        self._handler = handler
        self.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        self._handler()


def make_actions(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """One QAction a row, connected to its handler; a missing or unknown handler is a KeyError at start."""
    unknown = handlers.keys() - {row.id for row in TABLE}
    if unknown:
        raise KeyError(f"no action for handlers {sorted(unknown)}")
    actions: dict[str, QAction] = {}
    for row in TABLE:
        action = _TableAction(row.text, handlers[row.id], parent)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        # A check mark and an icon do not go together in a menu.
        action.setIconVisibleInMenu(not row.checkable)
        if row.shortcut:
            action.setShortcuts(_sequences(row.shortcut))
            native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{row.text} ({native})")
        actions[row.id] = action
    return actions


def fill_menu_bar(bar: QMenuBar, actions: Mapping[str, QAction]) -> None:
    """The menus of the table, with its actions in its order."""
    menus: dict[str, QMenu] = {}
    for row in TABLE:
        menu = menus.get(row.menu)
        if menu is None:
            menu = menus[row.menu] = bar.addMenu(_with_letter(row.menu, menus))
        if row.separated:
            menu.addSeparator()
        menu.addAction(actions[row.id])


def _with_letter(title: str, others: Iterable[str]) -> str:
    """The title with "&" before the letter that opens it with Alt: its first one that opens none of the others."""
    taken: set[str] = set()
    for other in (*others, title):
        letter = next(letter for letter in other.lower() if letter not in taken)
        taken.add(letter)
    place = title.lower().index(letter)
    return f"{title[:place]}&{title[place:]}"


def _sequences(shortcut: str) -> list[QKeySequence]:
    extra = {"Ctrl+Shift+Z": "Ctrl+Y", "Ctrl++": "Ctrl+=", "F3": "Ctrl+]", "Shift+F3": "Ctrl+["}
    return [QKeySequence(text) for text in (shortcut, extra.get(shortcut)) if text]
