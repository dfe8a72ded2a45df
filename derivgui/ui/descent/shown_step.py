"""One step of a race on the page: the layer, the table or the plots, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.descent.race import Race
from derivgui.model.descent.run import Run
from derivgui.model.scene.descent_names import named
from derivgui.model.scene.descent_narration import narrate
from derivgui.model.scene.descent_race_words import status_text
from derivgui.model.scene.descent_words import forecast, outcome_sentence
from derivgui.painting.descent.plots_of import plots_of
from derivgui.ui.descent.page import DescentPage
from derivgui.ui.descent.stage import DescentStage


@dataclass(frozen=True, slots=True)
class RaceStep:
    """Where one is in a race.

    Attributes:
        race: None where there is no function to descend on.
        k: the step that is asked for; runs that are over, or have not come so far, stay at their last one.
        seen: the farthest step that was looked at: runs are computed one further, and that one is still a surprise.
    """

    race: Race | None
    k: int
    seen: int

    @property
    def run(self) -> Run | None:
        """The main run."""
        return None if self.race is None else self.race.runs[0]

    @property
    def of_run(self) -> int:
        """The step of the main run."""
        return 0 if self.run is None else min(self.k, len(self.run) - 1)

    @property
    def of_race(self) -> int:
        """The same, no farther than any run has come."""
        return 0 if self.race is None else min(self.k, self.race.last)

    @property
    def last_seen(self) -> int:
        """The farthest step to show; another run may be over before the farthest one of the run before it."""
        return 0 if self.race is None else min(self.seen, self.race.last)

    @property
    def can_go_on(self) -> bool:
        """Whether there is a step behind this one."""
        race = self.race
        return race is not None and (self.of_race < race.last or not race.is_over)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the coordinates."""
        return ("x",) if self.run is None else self.run.objective.variables

    def length(self, run: Run) -> int:
        """How many iterates of a run have been looked at."""
        return min(len(run), self.seen + 1)


class ShownStep:
    """Puts a step on the page; what did not change is left as it is."""

    def __init__(self, page: DescentPage, stage: DescentStage) -> None:
        self._page = page
        self._stage = stage
        self._verdict_key: tuple[object, ...] = ()

    def show_place(self, step: RaceStep) -> None:
        """The layer, and how far one is."""
        self._stage.show_race(step.race, step.k)
        self._page.transport.show_place(step.of_race, step.last_seen, step.can_go_on)

    def show_view(self, step: RaceStep, anew: bool = False) -> None:
        """The view that is open; ``anew`` where plots must be made again though they are as long as before."""
        page, race, run = self._page, step.race, step.run
        if page.view == "table":
            page.table.show_run(run, step.of_run, 0 if run is None else step.length(run), self._stage.name)
        elif page.view == "plots":
            shown = page.plots.plots
            length = 0 if race is None else max(map(step.length, race.runs))
            if anew or shown is None or max(len(curve.values) for curve in shown.upper) != length:
                page.plots.show_plots(plots_of(race, step.seen + 1, page.log.isChecked(), self._stage.name))
            page.plots.show_place(step.of_race)
        elif page.view == "race" and race is not None:
            page.race.show_statuses(tuple(self._named(step, status_text(run, step.k)) for run in race.runs))

    def show_words(self, step: RaceStep) -> None:
        """What the step does, and at the end what has come of it."""
        run = step.run
        if run is None:
            self._page.show_step("There is no function to descend on: choose one on the left.", "")
            self._page.show_verdict("")
            return
        self._page.show_step(*(self._named(step, text) for text in narrate(run, step.of_run)))
        at_end = run.outcome is not None and step.of_run == len(run) - 1
        key = (run, at_end, self._stage.name)
        if key != self._verdict_key:
            self._verdict_key = key
            sentences = (outcome_sentence(run) if at_end else "", forecast(run))
            self._page.show_verdict(self._named(step, " ".join(sentence for sentence in sentences if sentence)))
            # At the end the table moves anyway.
            self._page.settle()

    def _named(self, step: RaceStep, text: str) -> str:
        return named(text, self._stage.name, step.variables)
