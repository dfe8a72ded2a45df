"""A run: iterates one at a time, all kept."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, TypeAlias

from derivgui.model.descent import judgement
from derivgui.model.descent.cycles import Returns
from derivgui.model.descent.history import History
from derivgui.model.descent.objective import Objective, Sample
from derivgui.model.descent.optimizer import NoStepError, Optimizer
from derivgui.model.descent.outcome import Outcome
from derivgui.model.descent.setup import Setup
from derivgui.model.descent.vectors import Vector
from derivgui.model.numeric.rational import LONGEST_BITS
from derivgui.model.numeric.rational_jets import TooLongError, UndefinedError

# A fraction too long to be read, or a point at which the tree alone does not tell the gradient.
ExactnessLost: TypeAlias = Literal["too long", "no rule"]

SNAPSHOT_EVERY = 256


class Run:
    """Iterates of one setup on one function.

    The history grows by ``step`` only. ``outcome`` is None while the run can go on.
    """

    def __init__(self, objective: Objective, setup: Setup) -> None:
        if len(setup.start) != len(objective.variables):
            raise ValueError(f"start has {len(setup.start)} coordinates for the variables {objective.variables}")
        if setup.exact and not objective.is_rational:
            raise ValueError("an exact run needs a function whose values at fractions are fractions")
        self.objective = objective
        self.setup = setup
        self.history = History(len(setup.start))
        self.outcome: Outcome | None = None
        # What a run that goes on through its cycle is known to do.
        self.cycle: Outcome | None = None
        self.exactness_lost: ExactnessLost | None = None
        # The iterates as fractions, as far as they are.
        self.fractions: list[tuple[Fraction, ...]] = []
        self._exact = setup.exact
        self._optimizer = setup.optimizer(exact=setup.exact)
        self._snapshots: list[Optimizer] = []
        self._row = setup.row
        self._least = setup.tolerance * setup.tolerance
        self._is_constant = setup.schedule.kind == "constant"
        self._schedule = setup.schedule.in_doubles()
        start = tuple(map(float, setup.start))
        self.far = judgement.far_from(start)
        self._returns = Returns(start)
        self._at: Vector = setup.start if setup.exact else start
        self._gradient: Vector = ()
        self._arrive(math.nan)

    def __len__(self) -> int:
        return len(self.history)

    def __iter__(self) -> Iterator[tuple[float, ...]]:
        """The points, computed as they are asked for."""
        k = 0
        while k < len(self.history) or self.step():
            yield self.history.at(k)
            k += 1

    @property
    def left_exactness(self) -> int | None:
        """The first iterate of an exact run that is a double, because its fraction was too long; else None."""
        return len(self.fractions) if self.exactness_lost else None

    def step(self) -> bool:
        """One more iterate at the end of the history; False where the run is over."""
        if self.outcome is not None:
            return False
        k = len(self.history) - 1
        if k >= self.setup.limit:
            self.outcome = judgement.at_the_limit(self)
            return False
        if k % SNAPSHOT_EVERY == 0:
            self._snapshots.append(copy.copy(self._optimizer))
        try:
            rate = self._advance(k)
        except NoStepError as error:
            self.outcome = Outcome("no step", error.obstacle, self.history.at(-1))
            return False
        self._arrive(float(rate))
        return True

    def _advance(self, k: int) -> float:
        """The point of the next iterate; the rate that led to it."""
        setup = self.setup
        if self._is_constant:
            rate = setup.rate
        else:
            rate = setup.schedule.rate(setup.rate, k) if self._exact else self._schedule.rate(float(setup.rate), k)
        if self._exact:
            try:
                self._at = self._optimizer.step(self._at, self._gradient, rate, self.objective.exact)
                if _length(self._at) > LONGEST_BITS:
                    raise TooLongError
            except UndefinedError:
                raise NoStepError("singular") from None
            except TooLongError:
                self._leave_exactness("too long", self.history.at(k), k)
                self._gradient = self.history.gradient(k)
                rate = self._schedule.rate(float(setup.rate), k)
        if not self._exact:
            self._at = self._optimizer.step(self._at, self._gradient, float(rate), self.objective)
        used = self._optimizer.used_rate
        return float(rate if used is None else used)

    def _leave_exactness(self, reason: ExactnessLost, at: tuple[float, ...], steps: int) -> None:
        """Go on in doubles from ``at``, with the memory that so many steps in doubles would have made."""
        self._exact, self.exactness_lost = False, reason
        self._at = at
        self._optimizer = self._replayed(self.setup.optimizer(), 0, steps)

    def _arrive(self, rate: float) -> None:
        """Value and gradient at the new point, and what they say about the run."""
        sample = self._arrive_exactly() if self._exact else None
        if sample is None:
            sample = self.objective.sample(self._at)
            self._gradient = sample[1]
        at = tuple(map(float, self._at)) if self._exact else self._at
        value, gradient = sample
        self.history.append(at, value, gradient, rate)
        steepness = sum([g * g for g in gradient])
        doubt = value + steepness
        # The square of a finite gradient may overflow.
        if doubt - doubt != 0.0 and not all(map(math.isfinite, (value, *gradient))):
            self.outcome = judgement.beyond(self)
        # So may that of a tiny one underflow.
        elif steepness <= self._least and math.hypot(*gradient) <= self.setup.tolerance:
            self.outcome = judgement.at_rest(self)
        elif len(self.history) > 1:
            self._look_back(at)

    def _arrive_exactly(self) -> Sample | None:
        """Value and gradient of the new fractions, to the nearest doubles; None where exactness ends."""
        self.fractions.append(self._at)
        exact, at = self.objective.exact, tuple(map(float, self._at))
        try:
            self._gradient = exact.gradient(self._at)
            return float(exact.value(self._at)), tuple(map(float, self._gradient))
        except UndefinedError:
            self._leave_exactness("no rule", at, len(self.history))
        except (TooLongError, OverflowError):
            self._leave_exactness("too long", at, len(self.history))
        return None

    def _look_back(self, at: tuple[float, ...]) -> None:
        for x in at:
            if not -self.far < x < self.far:
                self.outcome = judgement.far_away(self)
                return
        if not self._is_constant:
            return
        if self._returns.came_back(at) or at == self.history.at(-2):
            found = judgement.returned(self)
            if found is not None and found.kind == "cycling" and self.setup.through_cycles:
                self.cycle = found
            else:
                self.outcome = found

    # Many steps

    def advance(self, steps: int | None = None, seconds: float = math.inf) -> int:
        """Steps until so many are done, the time is up, or the run is over; how many were done."""
        done = 0
        most = math.inf if steps is None else steps
        clock, step = time.perf_counter, self.step
        deadline = clock() + seconds
        while done < most:
            if not step():
                break
            done += 1
            # A step of a long formula may take milliseconds, the clock takes a hundredth of the shortest.
            if clock() >= deadline:
                break
        return done

    # Memory

    def memory(self, k: int) -> Optimizer:
        """The optimiser as it was at iterate k, before the step from there."""
        if self.setup.exact:
            return self._replayed(self.setup.optimizer(), 0, k)
        place = min(k // SNAPSHOT_EVERY, len(self._snapshots) - 1)
        if place < 0:
            return self.setup.optimizer()
        return self._replayed(copy.copy(self._snapshots[place]), place * SNAPSHOT_EVERY, k)

    def _replayed(self, optimizer: Optimizer, first: int, last: int) -> Optimizer:
        """The optimiser after the steps from iterates first ... last - 1, which cost no evaluation of the gradient."""
        if self._row.has_memory:
            for k in range(first, last):
                rate = self._schedule.rate(float(self.setup.rate), k)
                optimizer.step(self.history.at(k), self.history.gradient(k), rate, self.objective)
        return optimizer


def _length(at: Vector) -> int:
    return max(max(int(x.numerator).bit_length(), int(x.denominator).bit_length()) for x in at)
