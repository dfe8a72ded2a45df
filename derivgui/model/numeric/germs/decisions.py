"""What is decided on the way of an expansion, and taken for granted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from derivgui.model.numeric.germs.scales import ONE, Scale


class Decisions:
    """Marks that tell afterwards how far an expansion is one formula.

    Attributes:
        assumed: whether any ball around 0 had to be taken for 0.
        choices: what was decided on the way where a rule is not continuous: the step of a floor, the branch of a
            piecewise definition. A singular step leaves a mark that equals no other. Two expansions with equal choices
            are one continuous formula.
        turns: the same without poles, and with a mark wherever the two sides of the place may follow different analytic
            formulas. Two expansions with equal turns are one meromorphic formula.
        crowded: whether steps or poles of the part at hand crowd towards the place: it is not continuous on any
            stretch beside it, and no sequence of numbers tells what happens there.
        torn: whether the part at hand may jump again and again, or have no value in between, other than at its poles.
        ragged: whether any part is perhaps defined now and then only, as √(sin(1/t)) is; then bounds still hold where
            the function has values, but what is said to be taken again and again need not be so there.
        swings: whether any part swings to and fro for ever, however little.
    """

    def __init__(self) -> None:
        self.assumed = False
        self.choices: list[object] = []
        self.turns: list[object] = []
        self.crowded = False
        self.torn = False
        self.swings = False
        self.ragged = False

    def break_off(self) -> None:
        """Remember that a rule was singular here: no limit may be taken inside it."""
        self.decide(object())

    def decide(self, choice: object) -> None:
        """Remember a choice where a rule is not continuous."""
        self.choices.append(choice)
        self.turns.append(choice)

    def turn(self) -> None:
        """Remember that a rule is continuous here, but may be another analytic one on the other side."""
        self.turns.append(object())

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is decided inside leaves no mark, but what is assumed does."""
        before, crowded, torn = (len(self.choices), len(self.turns)), self.crowded, self.torn
        try:
            yield
        finally:
            del self.choices[before[0] :], self.turns[before[1] :]
            self.crowded, self.torn = crowded, torn

    def crowd(self) -> None:
        """Remember that steps or poles of the part at hand crowd towards the place."""
        self.crowded = True
        self.turn()

    def tear(self) -> None:
        """Remember that the part at hand may jump again and again."""
        self.crowd()
        self.torn = True

    def divide_by(self, scale: Scale) -> None:
        """Remember a division by what has this leading scale: a pole where that tends to 0."""
        if scale != ONE:
            self.choices.append(object())
