"""What stands above the lines of a derivation: how and where it is found, how much of it is in sight, copies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from derivgui.painting.palette import Palette
from derivgui.ui.derivation.line import COPIES
from derivgui.ui.theme import icon
from derivgui.ui.widgets.segmented_control import SegmentedControl

MARGIN = 12
GAP = 8


class DerivationControls(QWidget):
    """Switches, and below them buttons."""

    method_chosen = Signal(str)  # "definition" or "rules"
    place_chosen = Signal(str)  # "everywhere" or "point"
    variable_chosen = Signal(str)
    next_asked = Signal()
    all_asked = Signal()
    restart_asked = Signal()
    trial_asked = Signal()
    copy_asked = Signal(str)  # text, latex or markdown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._variables: tuple[str, ...] = ()
        self._by: SegmentedControl | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._make_switches())
        column.addLayout(self._make_buttons())

    def _make_switches(self) -> QBoxLayout:
        self._method = SegmentedControl((("definition", "Definition"), ("rules", "Rules")), self)
        self._method.setAccessibleName("How the derivative is found")
        self._method.setToolTip("From the limit of the difference quotient, or by the rules of differentiation")
        self._method.chosen.connect(self.method_chosen)
        self._place = SegmentedControl((("everywhere", "at x"), ("point", "at the point")), self)
        self._place.setAccessibleName("Where the derivative is found")
        self._place.setToolTip("For every x, or at the number under the tangent point")
        self._place.chosen.connect(self.place_chosen)
        self._switches = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._switches.setSpacing(GAP)
        for control in (self._method, self._place):
            self._switches.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        self._switches.addStretch(1)
        return self._switches

    def _make_buttons(self) -> QHBoxLayout:
        self._restart = self._button("to-start", "", "Hide all lines but the first", self.restart_asked.emit)
        self._next = self._button("step-forward", "Next", "Reveal one more line (Space)", self.next_asked.emit)
        self._all = self._button("", "All", "Reveal all lines", self.all_asked.emit)
        self._try = self._button(
            "", "Let me try", "Type the next line yourself and have it checked", self.trial_asked.emit
        )
        self._try.setCheckable(True)
        self._copy = self._button("copy", "", "Copy the derivation", self._open_copy_menu)
        row = QHBoxLayout()
        row.setSpacing(GAP // 2)
        for button in (self._restart, self._next, self._all, self._try):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._copy)
        return row

    def _button(self, name: str, label: str, words: str, call: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(label)
        if label and name:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _=False: call())
        return button

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        for button in (self._restart, self._next, self._copy):
            button.setIcon(icon(button.objectName(), palette))

    @property
    def can_reveal_more(self) -> bool:
        """Whether there is another line to reveal."""
        return self._next.isEnabled()

    def show_reach(self, revealed: int, count: int, begins_bare: bool) -> None:
        """What the buttons can do with so many of ``count`` lines in sight; by rules none need be."""
        self._next.setEnabled(revealed < count)
        self._all.setEnabled(revealed < count)
        self._try.setEnabled(count > (0 if begins_bare else 1))
        self._restart.setEnabled(revealed > 1 and count > 1)
        self._copy.setEnabled(count > 0)

    def show_trying(self, is_trying: bool) -> None:
        """Whether the reader is asked for the next line."""
        self._try.setChecked(is_trying)

    def show_choices(self, method: str, place: str, variable: str, place_label: str) -> None:
        """What the switches stand on; ``place_label`` names the point, such as "at x = 2".

        The rules lead to a formula and not to a number, so there is no place to choose.
        """
        self._method.choose(method)
        if self._place.isHidden() != (method == "rules"):
            self._place.setVisible(method != "rules")
            self._turn()
        self._place.choose(place)
        self._place.set_label("everywhere", f"at {variable}")
        self._place.set_label("point", place_label)

    def show_variables(self, variables: tuple[str, ...], chosen: str) -> None:
        """Which of several variables is differentiated by; nothing where there is one."""
        if variables != self._variables:
            self._variables = variables
            if self._by is not None:
                self._switches.removeWidget(self._by)
                self._by.deleteLater()
                self._by = None
            if len(variables) > 1:
                self._by = SegmentedControl([(name, f"∂/∂{name}") for name in variables], self)
                self._by.setAccessibleName("Variable of differentiation")
                self._by.setToolTip("Which partial derivative is found; the other variable is held fast")
                self._by.chosen.connect(self.variable_chosen)
                self._switches.insertWidget(self._switches.count() - 1, self._by, 0, Qt.AlignmentFlag.AlignLeft)
            self._turn()
        if self._by is not None:
            self._by.choose(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """The switches stand below each other where they have no room side by side."""
        controls = [control for control in (self._method, self._place, self._by) if control and not control.isHidden()]
        wanted = sum(control.sizeHint().width() + GAP for control in controls) + 2 * MARGIN
        fits = wanted <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._switches.direction() != direction:
            self._switches.setDirection(direction)

    def _open_copy_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for shape, label in COPIES:
            menu.addAction(label.replace("Copy", "Copy all"), partial(self.copy_asked.emit, shape))
        menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))
