"""The page of the right panel that shows a derivation; it knows only what it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from derivgui.model.scene.derivation_page import Line, Page
from derivgui.model.scene.scene import RoleName
from derivgui.painting.palette import Palette
from derivgui.painting.typesetting import Typesetter
from derivgui.ui.derivation.line import COPIES, STATUS_WORDS, LineView, StatusDot
from derivgui.ui.derivation.note import NoteLabel
from derivgui.ui.derivation.trial import TrialForm
from derivgui.ui.right_panel import PanelPage
from derivgui.ui.theme import icon
from derivgui.ui.widgets.segmented_control import SegmentedControl


class DerivationPage(PanelPage):
    """Lines from the top, as many as are revealed; controls above, how sure it is below."""

    method_chosen = Signal(str)  # "definition" or "rules"
    place_chosen = Signal(str)  # "everywhere" or "point"
    variable_chosen = Signal(str)
    next_asked = Signal()
    all_asked = Signal()
    restart_asked = Signal()
    trial_asked = Signal()
    line_entered = Signal(str)
    line_picked = Signal(int)
    copy_asked = Signal(str, int)  # text, latex or markdown; the place of a line, -1 for all
    cancel_asked = Signal()
    arrived = Signal()
    """All lines of the page that was asked for are set and in their places."""

    def __init__(self, palette: Palette, numbers: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._numbers = palette, numbers
        self._typesetter = Typesetter()
        self._page: Page | None = None
        self._coming: Page | None = None
        self._unset: list[tuple[int, Line]] = []
        self._revealed = 0
        self._picked: int | None = None
        self._views: list[LineView] = []
        self._variables: tuple[str, ...] = ()
        self._by: SegmentedControl | None = None
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self._build_controls()
        self._build_lines()
        self._build_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._controls)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        self.set_palette(palette)
        self.show_page(None, 0)

    def _build_controls(self) -> None:
        self._controls = QWidget(self)
        self.method = SegmentedControl((("definition", "Definition"), ("rules", "Rules")), self)
        self.method.setAccessibleName("How the derivative is found")
        self.method.setToolTip("From the limit of the difference quotient, or by the rules of differentiation")
        self.method.chosen.connect(self.method_chosen)
        self.place = SegmentedControl((("everywhere", "at x"), ("point", "at the point")), self)
        self.place.setAccessibleName("Where the derivative is found")
        self.place.setToolTip("For every x, or at the number under the tangent point")
        self.place.chosen.connect(self.place_chosen)
        self._switches = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._switches.setSpacing(8)
        for control in (self.method, self.place):
            self._switches.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        self._switches.addStretch(1)
        self._restart = self._button("to-start", "", "Hide all lines but the first", self.restart_asked.emit)
        self._next = self._button("step-forward", "Next", "Reveal one more line (Space)", self.next_asked.emit)
        self._all = self._button("", "All", "Reveal all lines", self.all_asked.emit)
        self._try = self._button(
            "", "Let me try", "Type the next line yourself and have it checked", self.trial_asked.emit
        )
        self._try.setCheckable(True)
        self._copy = self._button("copy", "", "Copy the derivation", self._open_copy_menu)
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self._restart, self._next, self._all, self._try):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._copy)
        column = QVBoxLayout(self._controls)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._switches)
        column.addLayout(row)

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

    def _build_lines(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("panel", True)
        self._scroll.setAccessibleName("Lines of the derivation")
        inside = QWidget(self._scroll)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._trial = TrialForm(self._palette, inside)
        self._trial.entered.connect(self.line_entered)
        self._trial.left.connect(self.trial_asked)
        self._trial.hide()
        self._message = QLabel(inside)
        self._message.setWordWrap(True)
        self._domain = NoteLabel(self._typesetter, inside)
        self._limits = NoteLabel(self._typesetter, inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 0, 4, 8)
        column.setSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self._trial)
        for label in (self._message, self._domain, self._limits):
            label.setContentsMargins(8, 0, 12, 0)
            column.addWidget(label)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _build_foot(self) -> None:
        self._foot = QFrame(self)
        self._dot = StatusDot(self._palette, self)
        self._status = QLabel(self)
        self._status.setProperty("muted", True)
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(72)
        self._busy.setAccessibleName("Working it out")
        self._stop = QToolButton(self)
        self._stop.setText("Stop")
        self._stop.setToolTip("Stop working it out")
        self._stop.clicked.connect(self.cancel_asked)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._status, 1)
        row.addWidget(self._busy)
        row.addWidget(self._stop)
        self.set_busy(False)

    # What is shown

    @property
    def lines(self) -> list[LineView]:
        """The lines in sight."""
        return [view for view in self._views[: self._revealed] if not view.isHidden()]

    @property
    def shown(self) -> Page | None:
        """All that is known, also the lines that are not revealed yet; None before the first answer."""
        return self._page

    @property
    def status(self) -> str:
        """What the foot says."""
        return self._status.text()

    @property
    def message(self) -> str:
        """The sentence below the lines, "" for none."""
        return "" if self._message.isHidden() else self._message.text()

    @property
    def is_busy(self) -> bool:
        """Whether the page says that it is thinking."""
        return not self._busy.isHidden()

    @property
    def trial(self) -> TrialForm:
        """Where the reader types."""
        return self._trial

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        for button in (self._restart, self._next, self._copy):
            button.setIcon(icon(button.objectName(), palette))
        self._trial.set_palette(palette)
        for view in self._views:
            view.set_palette(palette)
        if self._page is not None:
            self._dot.show_status(self._page.status, palette)

    def show_page(self, page: Page | None, revealed: int) -> None:
        """Another derivation, or None, with so many lines in sight.

        Setting formulas takes milliseconds each: they are set one by one while the old lines stay, then shown at once.
        """
        self._revealed = revealed
        if self._coming is not None and page is self._coming:
            return
        if page is self._page:
            self._coming = None
            self._show_lines()
            return
        self._coming = page
        self._unset = [] if page is None else list(enumerate(page.lines))
        if page is None:
            self._arrive()
        else:
            self._making.start()

    def _make_some(self) -> None:
        """One formula or one widget, then events are handled again."""
        if self._coming is None:
            self._making.stop()
        elif self._unset:
            place, line = self._unset.pop(0)
            if place >= len(self._views):
                self._views.append(self._make_view(place))
            self._views[place].prepare(line, self._coming)
        else:
            self._making.stop()
            self._arrive()

    def _arrive(self) -> None:
        self._page, self._coming, self._picked = self._coming, None, None
        lines = self._page.lines if self._page is not None else ()
        for place, view in enumerate(self._views):
            view.set_picked(False)
            if self._page is not None and place < len(lines):
                view.show_line(lines[place], place, self._page)
        self._show_lines()
        self.arrived.emit()

    def _show_lines(self) -> None:
        count = len(self._page.lines) if self._page is not None else 0
        for place, view in enumerate(self._views):
            is_shown = place < min(self._revealed, count)
            if view.isHidden() == is_shown:
                view.setVisible(is_shown)
        self._show_end()

    def _make_view(self, place: int) -> LineView:
        view = LineView(self._palette, self._numbers, self._typesetter, self._scroll.widget())
        view.picked.connect(partial(self.line_picked.emit, place))
        view.step_asked.connect(lambda by: self._walk(place + by))
        view.copy_asked.connect(lambda shape: self.copy_asked.emit(shape, place))
        view.hide()
        self._list.addWidget(view)
        return view

    def _walk(self, place: int) -> None:
        if 0 <= place < min(self._revealed, len(self._views)):
            self.line_picked.emit(place)
            self._views[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._views[place], 0, 24)

    def _show_end(self) -> None:
        """What stands below the last line, only when that is in sight, and what the buttons can do."""
        page = self._page
        count = len(page.lines) if page is not None else 0
        is_whole = page is not None and self._revealed >= count
        self._next.setEnabled(0 < self._revealed < count)
        self._all.setEnabled(self._revealed < count)
        self._try.setEnabled(count > 1 and page is not None and page.method == "definition")
        self._restart.setEnabled(self._revealed > 1 and count > 1)
        self._copy.setEnabled(count > 0)
        message = page.message if page is not None and is_whole else ""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        domain = page.domain if page is not None and is_whole else ""
        self._domain.set_note(f"This holds for ${domain}$." if domain else "")
        limits = page.limits if page is not None and is_whole else ()
        told = "\n".join(f"${latex}$:  {reason}" for latex, reason in limits)
        self._limits.set_note(f"Why the standard limits hold:\n{told}" if told else "")
        status = page.status if page is not None and count else ""
        self._dot.show_status(status, self._palette)
        self._status.setText(status.capitalize())
        self._status.setToolTip(STATUS_WORDS.get(status, ""))

    def show_message(self, sentence: str) -> None:
        """A sentence where the lines would be."""
        self.show_page(None, 0)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def set_busy(self, is_busy: bool) -> None:
        """Whether something is being worked out, shown below the lines."""
        self._busy.setVisible(is_busy)
        self._stop.setVisible(is_busy)

    def show_choices(self, method: str, place: str, variable: str, place_label: str) -> None:
        """What the switches stand on; ``place_label`` names the point, such as "at x = 2"."""
        self.method.choose(method)
        self.place.choose(place)
        self.place.set_label("everywhere", f"at {variable}")
        self.place.set_label("point", place_label)

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
                self._by.setAccessibleName("Variable to differentiate by")
                self._by.chosen.connect(self.variable_chosen)
                self._switches.insertWidget(self._switches.count() - 1, self._by)
        if self._by is not None:
            self._by.choose(chosen)

    def show_picked(self, place: int | None) -> None:
        """Which line's number is shown."""
        if place == self._picked:
            return
        self._picked = place
        for other, view in enumerate(self._views):
            view.set_picked(other == place)

    def show_value(self, where: str, value: str, role: RoleName) -> None:
        """The number of the picked line."""
        if self._picked is not None and self._picked < len(self._views):
            palette = self._palette
            colour = {"secant": palette.secant_text, "tangent": palette.tangent_text}.get(role, palette.text)
            self._views[self._picked].value.show_value(where, value, colour, palette.muted)

    def show_trial(self, is_open: bool) -> None:
        """Whether the reader is asked for the next line."""
        self._try.setChecked(is_open)
        if is_open:
            self._trial.show()
            self._trial.start()
            QTimer.singleShot(0, self._trial, lambda: self._scroll.ensureWidgetVisible(self._trial, 0, 24))
        else:
            self._trial.hide()

    def show_last_line(self) -> None:
        """Scroll until the last line in sight is."""
        views = self.lines
        if views:
            QTimer.singleShot(0, views[-1], lambda: self._scroll.ensureWidgetVisible(views[-1], 0, 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The switches stand below each other where they have no room side by side."""
        super().resizeEvent(event)
        wanted = sum(control.sizeHint().width() + 8 for control in (self.method, self.place, self._by) if control)
        across = QBoxLayout.Direction.LeftToRight
        direction = across if wanted + 24 <= self.width() else QBoxLayout.Direction.TopToBottom
        if self._switches.direction() != direction:
            self._switches.setDirection(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reveals one more line."""
        if event.key() == Qt.Key.Key_Space and self._next.isEnabled():
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def _open_copy_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for shape, label in COPIES:
            menu.addAction(f"{label.replace('Copy', 'Copy all')}", partial(self.copy_asked.emit, shape, -1))
        menu.popup(self._copy.mapToGlobal(self._copy.rect().bottomLeft()))
