"""Sweeps the rates while the sweep is looked at, a few milliseconds at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from derivgui.model.descent.run import Run
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.sweep import Sweep, rates_around, sweep
from derivgui.model.scene.descent_race_words import sweep_sentence
from derivgui.ui.descent.page import DescentPage

SLICE = 0.006


class Sweeper(QObject):
    """One for each page. Another rate leaves the sweep as it is: it tries them all anyway."""

    def __init__(self, page: DescentPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._run: Run | None = None
        self._key: tuple[object, ...] = ()
        self._rates: tuple[float, ...] = ()
        self._search: Iterator[Sweep] | None = None
        self._awake = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_working(self) -> bool:
        """True while rates are left to try."""
        return self._timer.isActive()

    def follow(self, run: Run | None) -> None:
        """Another main run."""
        self._run = run
        if self._awake:
            self._begin()

    def wake(self, awake: bool) -> None:
        """The sweep is looked at, or not any more."""
        if awake == self._awake:
            return
        self._awake = awake
        if awake:
            self._begin()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Nothing more until it is looked at again."""
        self.wake(False)

    def _begin(self) -> None:
        run = self._run
        key = () if run is None else (run.objective, _without_rate(run.setup))
        if key == self._key:
            if self._search is not None:
                self._timer.start()
            return
        self._key, self._search = key, None
        if run is None:
            self._timer.stop()
            self._page.sweep.show_sweep(None, ())
            self._page.show_sweep_words("")
            return
        self._rates = rates_around(run.objective, run.setup)
        self._search = sweep(run.objective, run.setup, self._rates)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        deadline = time.perf_counter() + SLICE
        found: Sweep | None = None
        while self._search is not None and time.perf_counter() < deadline:
            found = next(self._search, None) or found
            if found is None or found.is_done:
                self._search = None
        if found is not None:
            self._page.sweep.show_sweep(found, self._rates)
            if found.is_done and self._run is not None:
                self._page.show_sweep_words(sweep_sentence(found, self._run))
            elif not found.is_done:
                self._page.show_sweep_words("Trying rates…")
        if self._search is None:
            self._timer.stop()


def _without_rate(setup: Setup) -> tuple[object, ...]:
    return (setup.start, setup.method, setup.parameters, setup.schedule)
