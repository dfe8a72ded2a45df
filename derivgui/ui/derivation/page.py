"""The page of the right panel that shows a derivation; it knows only what it shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from derivgui.model.scene.derivation_page import Line, Page
from derivgui.model.scene.scene import RoleName
from derivgui.painting.palette import Palette
from derivgui.painting.typesetting import Typesetter
from derivgui.ui.derivation.controls import DerivationControls
from derivgui.ui.derivation.foot import DerivationFoot
from derivgui.ui.derivation.line import LineView
from derivgui.ui.derivation.note import NoteLabel
from derivgui.ui.derivation.trial import TrialForm
from derivgui.ui.right_panel import PanelPage


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
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)
        self._controls = DerivationControls(self)
        self._build_lines()
        self._foot = DerivationFoot(palette, self)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._controls)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        self.set_palette(palette)
        self.show_page(None, 0)

    def _connect(self) -> None:
        controls = self._controls
        for theirs, ours in (
            (controls.method_chosen, self.method_chosen),
            (controls.place_chosen, self.place_chosen),
            (controls.variable_chosen, self.variable_chosen),
            (controls.next_asked, self.next_asked),
            (controls.all_asked, self.all_asked),
            (controls.restart_asked, self.restart_asked),
            (controls.trial_asked, self.trial_asked),
            (self._foot.cancel_asked, self.cancel_asked),
        ):
            theirs.connect(ours)
        controls.copy_asked.connect(lambda shape: self.copy_asked.emit(shape, -1))

    def _build_lines(self) -> None:
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setProperty("panel", True)
        self._scroll.setAccessibleName("Lines of the derivation")
        inside = QWidget(self._scroll)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._trial = TrialForm(self._palette, self._typesetter, inside)
        self._trial.entered.connect(self.line_entered)
        self._trial.left.connect(self.trial_asked)
        self._trial.hide()
        self._message = QLabel(inside, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
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
        return self._foot.status

    @property
    def message(self) -> str:
        """The sentence below the lines, "" for none."""
        return "" if self._message.isHidden() else self._message.text()

    @property
    def is_busy(self) -> bool:
        """Whether the page says that it is thinking."""
        return self._foot.is_busy

    @property
    def trial(self) -> TrialForm:
        """Where the reader types."""
        return self._trial

    def set_palette(self, palette: Palette) -> None:
        """Other colours."""
        self._palette = palette
        self._controls.set_palette(palette)
        self._trial.set_palette(palette)
        for view in self._views:
            view.set_palette(palette)
        if self._page is not None:
            self._foot.show_status(self._page.status, palette)

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
        self._controls.show_reach(self._revealed, count, page is not None and page.method == "rules")
        message = page.message if page is not None and is_whole else ""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        domain = page.domain if page is not None and is_whole else ""
        self._domain.set_note(f"This holds for ${domain}$." if domain else "")
        limits = page.limits if page is not None and is_whole else ()
        why = "Why the standard limits hold:" if len(limits) > 1 else "Why the standard limit holds:"
        told = "\n".join(f"${latex}$:  {reason}" for latex, reason in limits)
        self._limits.set_note(f"{why}\n{told}" if told else "")
        status = page.status if page is not None and count else ""
        self._foot.show_status(status, self._palette)

    def show_message(self, sentence: str) -> None:
        """A sentence where the lines would be."""
        self.show_page(None, 0)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def set_busy(self, is_busy: bool) -> None:
        """Whether something is being worked out, shown below the lines."""
        self._foot.set_busy(is_busy)

    def show_choices(self, method: str, place: str, variable: str, place_label: str) -> None:
        """What the switches stand on; ``place_label`` names the point, such as "at x = 2"."""
        self._controls.show_choices(method, place, variable, place_label)

    def show_variables(self, variables: tuple[str, ...], chosen: str) -> None:
        """Which of several variables is differentiated by; nothing where there is one."""
        self._controls.show_variables(variables, chosen)

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

    def show_trial(self, question: str) -> None:
        """What the reader is asked, "" for nothing."""
        self._controls.show_trying(bool(question))
        if question:
            self._trial.show()
            by_rules = self._page is not None and self._page.method == "rules"
            self._trial.start(question, "3x^2 + 1" if by_rules else "x h/(1 + h)")
            QTimer.singleShot(0, self._trial, lambda: self._scroll.ensureWidgetVisible(self._trial, 0, 24))
        else:
            self._trial.hide()

    def show_last_line(self) -> None:
        """Scroll until the last line in sight is."""
        views = self.lines
        if views:
            QTimer.singleShot(0, views[-1], lambda: self._scroll.ensureWidgetVisible(views[-1], 0, 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reveals one more line."""
        if event.key() == Qt.Key.Key_Space and self._controls.can_reveal_more:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
