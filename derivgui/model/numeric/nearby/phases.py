"""Limits of a function that swings, and of its quotients, along its waves at one phase each: two of them tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derivgui.model.language.tree import Node
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.expand import moving
from derivgui.model.numeric.germs.germ import Germ, constant
from derivgui.model.numeric.germs.numbers import Spread, UndecidedError, rational, sign
from derivgui.model.numeric.germs.phases import germs_by_phase
from derivgui.model.numeric.steps import Steps

LENGTH = 4
# So many phases are looked at first: they tell of most waves. And so many for a slope where there is no limit anyway.
FEW, MORE = 3, 10


class Phases:
    """One side of a place; runs in the caller's working precision."""

    def __init__(self, function: RealFunction, place: Any, exact: Mapping[Node, Germ], side: int) -> None:
        variables, bound = function.program.variables, {function.variable: moving(place, side)}
        self._step = moving(rational(0), side)
        self._source = germs_by_phase(LENGTH, function.concrete, bound, variables, exact)
        self._known: list[tuple[Algebra, Germ]] = []
        self._differ: dict[tuple[bool, int | None], bool] = {}

    def differ(self, base: Any = None, most: int | None = None) -> Steps[bool]:
        """Whether two limits of f certainly differ, or with a ``base``, always the same, two of (f - base)/(± t).

        With a number, only so many phases are asked.
        """
        question = base is not None, most
        if question not in self._differ:
            self._differ[question] = yield from self._found_apart(base, most)
        return self._differ[question]

    def exist(self) -> Steps[bool]:
        """Whether f is certain to have values as near to the place as one likes."""
        for found in self._germs():
            if found is not None:
                return True
            yield
        return False

    def _found_apart(self, base: Any, most: int | None) -> Steps[bool]:
        seen: list[Any] = []
        asked = 0
        for found in self._germs():
            if found is not None:
                limit = self._limit(*found, base)
                if limit is not None and any(_are_apart(limit, other) for other in seen):
                    return True
                seen += [] if limit is None else [limit]
                asked += 1
                if asked == most:
                    break
            yield
        return False

    def _limit(self, algebra: Algebra, germ: Germ, base: Any) -> Any:
        """A limit of f or of its quotients about a base; None where there is none, or none for certain."""
        try:
            found = algebra.limit(germ if base is None else self._quotient(algebra, germ, base))
        except UndecidedError:
            return None
        return None if isinstance(found, Spread) or algebra.assumed else found

    def _quotient(self, algebra: Algebra, germ: Germ, base: Any) -> Germ:
        return algebra.divide(algebra.subtract(germ, constant(base)), self._step)

    def _germs(self) -> Iterator[tuple[Algebra, Germ] | None]:
        """The germs at all phases, those that are known first; None stands for one that tells nothing."""
        yield from self._known
        for found in self._source:
            if found is not None:
                self._known.append(found)
            yield found


def _are_apart(a: Any, b: Any) -> bool:
    """Whether two limits, numbers or ±inf as a float, certainly differ."""
    if isinstance(a, float) or isinstance(b, float):
        return not (isinstance(a, float) and isinstance(b, float) and a == b)
    return sign(a + -b) in (-1, 1)
