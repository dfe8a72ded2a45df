"""Germs of piecewise definitions: the branch that holds next to the place, or two that take turns for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derivgui.model.language.relations import HOLDS
from derivgui.model.language.tree import Branch, Comparison, Negative, Node, Sum
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.leads import Signs
from derivgui.model.numeric.germs.numbers import Spread, UndecidedError, ball, largest, rational, smallest
from derivgui.model.numeric.germs.one_sided import NOTHING, OneSided
from derivgui.model.numeric.germs.scales import ONE, larger
from derivgui.model.numeric.germs.swings import beyond, swing


@dataclass(frozen=True, slots=True)
class Truth:
    """The answers that a condition is certain to give again and again, and all that it may give."""

    certain: frozenset[bool]
    possible: frozenset[bool]


class Pieces(OneSided):
    """What an expander needs for conditions.

    ``exact`` are the germs of sub-trees whose value at the place is known exactly.
    """

    def __init__(self, algebra: Algebra, exact: Mapping[Node, Germ], thorough: bool) -> None:
        super().__init__(algebra, thorough)
        self._exact = exact

    def gap(self, left: Node, right: Node, a: Germ, b: Germ) -> Germ:
        """The difference of two trees with the germs a and b: without rounding where it is known at the place."""
        if left == right:
            return Germ(())
        tree = self._known_gap(left, right)
        if tree is not None:
            return self.expand(tree)
        tree = self._known_gap(right, left)
        if tree is not None:
            return self._algebra.negate(self.expand(tree))
        return self.sharpened(Sum((left, Negative(right))), self._algebra.subtract(a, b))

    def side_of(self, left: Node, right: Node) -> int:
        a = self.expand(left)
        return self._algebra.sign_of(a if right == NOTHING else self.gap(left, right, a, self.expand(right)))

    def branch_of(self, branches: tuple[Branch, ...]) -> Node:
        for branch in branches:
            truth = _ALWAYS if branch.condition is None else self._truth(branch.condition)
            if len(truth.possible) > 1:
                raise UndecidedError("a function follows one branch again and again")
            if True in truth.possible:
                return branch.value
        raise UndefinedError

    def _known_gap(self, left: Node, right: Node) -> Node | None:
        tree = Sum((left, Negative(right)))
        return tree if tree in self._exact else None

    def of_pieces(self, branches: tuple[Branch, ...], start: int = 0) -> Germ:
        """The germ of the branch that holds, of those from a number on."""
        for number in range(start, len(branches)):
            condition = branches[number].condition
            truth = _ALWAYS if condition is None else self._truth(condition)
            if len(truth.possible) > 1:
                return self._taking_turns(branches, number, truth)
            if True in truth.possible:
                return self._chosen(branches, number)
        raise UndefinedError

    def _taking_turns(self, branches: tuple[Branch, ...], number: int, truth: Truth) -> Germ:
        """What follows one branch again and again, and those after it in between: B + (A - B) v, v being 0 or 1."""
        algebra = self._algebra
        algebra.break_off()
        algebra.tear()
        try:
            value = self._chosen(branches, number)
        except UndefinedError:
            algebra.ragged = True
            return self.of_pieces(branches, number + 1)
        try:
            others = self.of_pieces(branches, number + 1)
        except UndefinedError:
            algebra.ragged = True
            return value
        algebra.tear()
        bounds = self._hull(value, others)
        if bounds is not None:
            return bounds
        seen = tuple(rational(int(answer)) for answer in sorted(truth.certain))
        turns = Germ(((ONE, Spread(rational(0), rational(1), seen)),))
        return algebra.add(others, algebra.multiply(algebra.subtract(value, others), turns))

    def _hull(self, a: Germ, b: Germ) -> Germ | None:
        """What lies between two oscillations of one size, of which a difference tells less; None for all others."""
        a, b = self._algebra.settled(a), self._algebra.settled(b)
        leads = swing(a), swing(b)
        if leads[0] is None or leads[1] is None or a.growth != b.growth or a.terms[0][0] != b.terms[0][0]:
            return None
        scale = a.terms[0][0]
        if scale >= ONE and not a.growth:
            return None
        low = smallest([ball(lead.low) for lead in leads if lead is not None])
        high = largest([ball(lead.high) for lead in leads if lead is not None])
        return Germ(((scale, Spread(low, high)),), larger(beyond(a), beyond(b)), a.growth)

    def _chosen(self, branches: tuple[Branch, ...], number: int) -> Germ:
        """A branch; the choice is the first branch that it continues at the place, if it is one formula in itself."""
        algebra = self._algebra
        before = len(algebra.choices), len(algebra.turns)
        value = self.expand(branches[number].value)
        inside = (algebra.choices, before[0]), (algebra.turns, before[1])
        plain = all(len(made) == start for made, start in inside)
        choice = next((k for k in range(number) if plain and self._meet(branches[k], branches[number])), number)
        algebra.choices.append(choice)
        # Two branches that meet are continuous, but not one analytic function.
        algebra.turns.append(number)
        return value

    def _meet(self, a: Branch, b: Branch) -> bool:
        """Whether the place is known as one where two branches have the same value."""
        gaps = (self._known_gap(a.value, b.value), self._known_gap(b.value, a.value))
        return any(gap is not None and self._exact[gap].is_zero for gap in gaps)

    def _truth(self, comparison: Comparison) -> Truth:
        algebra = self._algebra
        sides = [(operand, self.expand(operand)) for operand in comparison.operands]
        answers = []
        for relation, (left, a), (right, b) in zip(comparison.relations, sides, sides[1:], strict=False):
            answers.append(_answers(algebra.signs_of(self.gap(left, right, a, b)), HOLDS[relation]))
            if answers[-1] == _NEVER:
                return _NEVER
        open_ones = [answer for answer in answers if answer != _ALWAYS]
        if len(open_ones) < 2:
            return open_ones[0] if open_ones else _ALWAYS
        return Truth(frozenset(), frozenset({False, True}))


_ALWAYS = Truth(frozenset({True}), frozenset({True}))
_NEVER = Truth(frozenset({False}), frozenset({False}))


def _answers(signs: Signs, wanted: tuple[int, ...]) -> Truth:
    """Whether a difference with these signs keeps to those that a relation wants."""
    possible = frozenset(side in wanted for side in signs.possible)
    return Truth(possible if len(possible) == 1 else frozenset(side in wanted for side in signs.certain), possible)
