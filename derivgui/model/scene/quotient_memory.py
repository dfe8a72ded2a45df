"""The table of difference quotients, made over several turns of the event loop where it takes long."""

from __future__ import annotations

import time

from derivgui.model.calculus.quotient import QuotientTable, tabulating
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.steps import Steps

# The point, h, and the slope that the quotients go to.
TableKey = tuple[float, float, float]


class QuotientMemory:
    """The last table, and the one that is being made."""

    def __init__(self) -> None:
        self._key: tuple[RealFunction, TableKey] | None = None
        self._table: QuotientTable | None = None
        self._running: tuple[tuple[RealFunction, TableKey], Steps[QuotientTable]] | None = None

    def knows(self, function: RealFunction, key: TableKey) -> bool:
        """Whether the last table is this one."""
        return self._key == (function, key)

    @property
    def last(self) -> QuotientTable | None:
        """The last table, None before the first."""
        return self._table

    def last_of(self, function: RealFunction) -> QuotientTable | None:
        """The last table where it is one of this function."""
        return self._table if self._key is not None and self._key[0] is function else None

    def make(self, function: RealFunction, key: TableKey, until: float) -> bool:
        """Make the table, as far as there is time until then (of ``perf_counter``); whether it is there now."""
        while not self.knows(function, key):
            if time.perf_counter() >= until:
                return False
            self._step((function, key))
        return True

    def _step(self, wanted: tuple[RealFunction, TableKey]) -> None:
        if self._running is None or self._running[0] != wanted:
            self._running = wanted, tabulating(wanted[0], *wanted[1])
        try:
            next(self._running[1])
        except StopIteration as end:
            self._key, self._table, self._running = wanted, end.value, None
        except BaseException:
            self._running = None
            raise
