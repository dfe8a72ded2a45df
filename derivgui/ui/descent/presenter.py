"""Joins the descent page and its layers to the session.

From an edit to pixels: (1) the document's descent or the function changes; (2) the runs are made anew and worked on in
slices of a few milliseconds until they reach the step in use; (3) the layer, the table and the words are shown anew.
While they are worked on, a turn of the event loop is a slice or one part of what is shown, and so within a frame.
Stepping is no edit: the runs follow from the document, and where one looks along them is as free as the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.document import descent_edits as edits
from derivgui.model.document.descent import Descent
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.plane.plane_function import PlaneFunction
from derivgui.model.scene.descent_objective import objective_of_function
from derivgui.model.scene.descent_setup import contestant_text, race_of
from derivgui.ui.descent.page import DescentPage
from derivgui.ui.descent.player import StepClock
from derivgui.ui.descent.settings import SettingsPresenter
from derivgui.ui.descent.shown_step import RaceStep, ShownStep
from derivgui.ui.descent.stage import DescentStage
from derivgui.ui.descent.sweeper import Sweeper
from derivgui.ui.descent.table_file import save_table
from derivgui.ui.session import Session

FRAME_MS = 16
SLICE = 0.004
# Running to the end may take more of each frame, and what is shown follows at this pace.
LONG_SLICE = 0.005
FOLLOW_MS = 100
WORDS_MS = 60


class DescentPresenter(QObject):
    """One for each descent page."""

    def __init__(self, session: Session, page: DescentPage, stage: DescentStage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._stage = stage
        self._race: Race | None = None
        self._key: tuple[RealFunction | PlaneFunction | None, tuple[float, float], Descent] | None = None
        # The step in use; runs that are over stay at their last one.
        self._k = 0
        # The farthest step that was looked at: runs are computed one further, and that one is still a surprise.
        self._seen = 0
        self._to_end = False
        self._settings = SettingsPresenter(session, page)
        self._shown = ShownStep(page, stage)
        self._sweeper = Sweeper(page, self)
        self._clock, self._steps = QElapsedTimer(), StepClock()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._work = QTimer(self, interval=0)
        self._work.timeout.connect(self._on_work_timeout)
        # What is still to be shown of the step that a run on its way has come to, the next part last.
        self._unshown: list[Callable[[], None]] = []
        self._since_shown = QElapsedTimer()
        self._since_shown.start()
        # In a drag words follow at reading speed: laying text out is no work for each of its frames.
        self._words = QTimer(self, interval=WORDS_MS, singleShot=True)
        self._words.timeout.connect(self._show_words)
        self._connect()
        self._follow_document()

    def _connect(self) -> None:
        session, page, form = self._session, self._page, self._page.form
        session.document_changed.connect(lambda _old, _new: self._follow_document())
        form.x_entered.connect(lambda x: self._enter_start(x, None))
        form.y_entered.connect(lambda y: self._enter_start(self._session.document.start[0], y))
        transport = page.transport
        transport.reset_asked.connect(self.reset)
        transport.back_asked.connect(self.back)
        transport.play_asked.connect(self.toggle_play)
        transport.forward_asked.connect(self.forward)
        transport.end_asked.connect(self.run_to_the_end)
        transport.fork_asked.connect(self.fork)
        transport.scrubbed.connect(self.go)
        page.table.row_chosen.connect(self.go)
        page.plots.step_chosen.connect(self.go)
        page.view_chosen.connect(lambda _: self._show_view(anew=True))
        page.log_toggled.connect(lambda _: self._show_view(anew=True))
        page.copy_asked.connect(page.table.copy)
        page.export_asked.connect(lambda: save_table(self.run, self._page, self._session))
        self._stage.start_dragged.connect(self._on_start_dragged)
        self._stage.start_nudged.connect(self._on_start_nudged)

    # What is going on

    @property
    def run(self) -> Run | None:
        """The main run, None where there is no function to descend on."""
        return self._step.run

    @property
    def k(self) -> int:
        """The step in use of the main run."""
        return self._step.of_run

    @property
    def is_playing(self) -> bool:
        """True while steps follow by themselves."""
        return self._timer.isActive()

    @property
    def is_working(self) -> bool:
        """True while runs are on their way to the step that is asked for."""
        return self._work.isActive()

    # From the hand to the document

    def _enter_start(self, x: float, y: float | None) -> None:
        self._k = 0
        self._settings.edit("Set the start", lambda d: edits.move_start(d, x, y))
        self._stage.bring_into_sight()

    def fork(self) -> None:
        """Start where the main run is now: from there on another method or rate may be tried."""
        if self.run is not None:
            k, at = self.k, self.run.history.at(self.k)
            self.stop()
            self._k = 0
            self._settings.edit(f"Start from step {k:,}", lambda d: edits.move_start(d, *at))

    def _on_start_dragged(self, handle: str, x: float, y: float) -> None:
        if handle == "ball" and self._k:
            self.stop()
            self._k = 0
        is_plane = self._stage.is_plane
        self._settings.hurry("Move the start", lambda d: edits.move_start(d, x, y if is_plane else None), "drag start")

    def _on_start_nudged(self, handle: str, x: float, y: float) -> None:
        """Steps across and up from where the start is."""
        start, is_plane = self._session.document.start, self._stage.is_plane
        if handle == "ball" and self._k and self.run is not None:
            at = self.run.history.at(self.k)
            self._k = 0
            x, y = at[0] + x, (at[1] + y if is_plane else 0.0)
        else:
            x, y = start[0] + x, start[1] + y
        x, y = self._stage.calm(x), self._stage.calm(y)
        self._settings.edit("Move the start", lambda d: edits.move_start(d, x, y if is_plane else None), "nudge start")

    # Along the run

    def forward(self) -> None:
        """One step on."""
        self.stop()
        self._go_on(1)

    def back(self) -> None:
        """One step back."""
        self.go(self._place - 1)

    def reset(self) -> None:
        """Back to the start."""
        self.go(0)

    def go(self, k: int) -> None:
        """To a step of the history."""
        self.stop()
        self._k = max(k, 0)
        self._reach()
        self._show()

    def toggle_play(self) -> None:
        """Play, or pause."""
        if self.is_playing:
            self.stop()
        elif self._race is not None and self._step.can_go_on:
            self._k = self._place
            self._steps.restart()
            self._clock.start()
            self._timer.start()
            self._page.transport.set_playing(True)

    def run_to_the_end(self) -> None:
        """All steps until the runs are over, in slices; the picture follows."""
        self.stop()
        if self._race is not None:
            self._to_end = True
            self._work.start()

    def keep_in_sight(self) -> None:
        """After the window was fitted to the function: the start is in it, too."""
        self._stage.keep_in_sight()

    def stop(self) -> None:
        """Pause whatever goes by itself."""
        self._to_end = False
        if self.is_playing:
            self._timer.stop()
            self._page.transport.set_playing(False)

    def close(self) -> None:
        """Stop every timer before the widgets go."""
        self.stop()
        self._work.stop()
        self._words.stop()
        self._sweeper.stop()

    @property
    def _step(self) -> RaceStep:
        return RaceStep(self._race, self._k, self._seen)

    @property
    def _place(self) -> int:
        return self._step.of_race

    def _go_on(self, steps: int) -> None:
        if self._race is not None and self._step.can_go_on:
            self._k = self._place + steps
            self._reach()
            self._show()

    def _on_timer_timeout(self) -> None:
        due = self._steps.due(self._clock.restart() / 1000, self._page.transport.speed)
        if due:
            self._go_on(due)
        if not self._step.can_go_on:
            self.stop()
            self._show()

    def _reach(self) -> None:
        """One slice towards the step in use and the one after it; the rest in the time between events."""
        if self._race is not None and not self._race.reach(self._k + 1, SLICE):
            self._work.start()

    def _on_work_timeout(self) -> None:
        """Either a part of what is shown, or a slice of work: painting what was shown has to fit in beside it."""
        if self._unshown:
            self._unshown.pop()()
        elif self._race is None or self._has_arrived(self._race):
            self._work.stop()
        else:
            self._work_on(self._race)

    def _work_on(self, race: Race) -> None:
        """A slice towards the end or towards the step in use; what it led to is shown from time to time."""
        done = race.reach(race.limit, LONG_SLICE) if self._to_end else race.reach(self._k + 1, SLICE)
        if self._to_end:
            self._k = race.last
        if done:
            self._to_end = False
        if done or self._since_shown.elapsed() >= FOLLOW_MS:
            self._since_shown.restart()
            self._unshown = [self._show_words, self._show_view, self._show_place]

    def _has_arrived(self, race: Race) -> bool:
        return not self._to_end and race.has_reached(self._k + 1)

    # From the document to the page

    def _follow_document(self) -> None:
        document = self._session.document
        is_open = document.page == "descent"
        self._stage.show(is_open)
        if not is_open:
            self.close()
            return
        function = self._stage.function()
        key = (function, document.start, document.descent)
        if key == self._key and self._race is not None:
            self._show()
            return
        self._remake(function, document.start, document.descent)

    def _remake(
        self, function: RealFunction | PlaneFunction | None, start: tuple[float, float], descent: Descent
    ) -> None:
        old = self._key
        self._key = (function, start, descent)
        is_same = old is not None and old[0] == function
        if old is None or not is_same or old[2].main.method != descent.main.method:
            self._page.settle()
        if function is None:
            self.stop()
            self._race = None
        else:
            known = self._race if is_same else None
            objective = objective_of_function(function) if known is None else known.runs[0].objective
            self._race = race_of(objective, start, descent)
            self._to_end = False
            self._seen = self._k
            self._reach()
        self._page.form.show_descent(descent, start, self._step.variables, self._stage.name)
        self._page.race.show_contestants(descent.contestants, tuple(map(contestant_text, descent.contestants)))
        self._page.sweep.show_rate(descent.main.rate)
        self._sweeper.follow(self.run)
        self._show(anew=True)

    def _show(self, anew: bool = False) -> None:
        """The layers, the transport and the view that is open; words when the hand pauses."""
        self._unshown.clear()
        self._since_shown.restart()
        self._show_place()
        self._show_view(anew)
        if self._settings.is_hurried:
            if not self._words.isActive():
                self._words.start()
        else:
            self._show_words()

    def _show_place(self) -> None:
        self._seen = max(self._seen, self._place)
        self._shown.show_place(self._step)

    def _show_view(self, anew: bool = False) -> None:
        self._shown.show_view(self._step, anew)
        self._sweeper.wake(self._page.view == "sweep" and self._session.document.page == "descent")

    def _show_words(self) -> None:
        self._shown.show_words(self._step)
