"""Where a function in pieces is which formula: joints at rational numbers and the stretches between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from derivgui.model.language.tree import Call, Comparison, Node, Piecewise, rebuild, symbols, walk
from derivgui.model.numeric.suspects.polynomials import coefficients_of, rational_zeros
from derivgui.model.symbolic.derivation import build
from derivgui.model.symbolic.derivation.engine import UnknownDerivationError
from derivgui.model.symbolic.derivation.setting import Setting
from derivgui.model.symbolic.derivation.tidy import is_zero
from derivgui.model.symbolic.derivation.values_at import UnknownBranchError, has_no_value, holds_at, value_tree

MOST_JOINTS = 3
_STEPS = frozenset({"floor", "ceil", "round", "frac", "mod", "sign"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open interval between two joints, None where it has no end; or all numbers but one."""

    low: Fraction | None
    high: Fraction | None
    apart_from: Fraction | None = None

    @property
    def inside(self) -> Fraction:
        """A number in it."""
        if self.low is None:
            return Fraction(0) if self.high is None else self.high - 1
        return self.low + 1 if self.high is None else (self.low + self.high) / 2

    def holds(self, x: Node, with_low: bool = False, with_high: bool = False) -> Comparison | None:
        """The condition that x lies in it, with an end where that is asked for; None where all x do."""
        if self.apart_from is not None:
            return Comparison((x, _number(self.apart_from)), ("!=",))
        less, less_too = ("<", "<=")
        match self.low, self.high:
            case None, None:
                return None
            case None, high:
                return Comparison((x, _number(high)), (less_too if with_high else less,))
            case low, None:
                return Comparison((x, _number(low)), (">=" if with_low else ">",))
            case low, high:
                relations = (less_too if with_low else less, less_too if with_high else less)
                return Comparison((_number(low), x, _number(high)), relations)


def formulas_of(f: Node, setting: Setting) -> tuple[list[tuple[Stretch, Node]], list[Fraction]]:
    """The formulas on their stretches, and the joints between them.

    Raises:
        UnknownDerivationError, UnknownBranchError: where they are not few, or not known.
    """
    if set(symbols(f)) != {setting.variable}:
        raise UnknownDerivationError("letters move the joints")
    joints = _joints(f, setting)
    formulas = [
        (stretch, formula) for stretch in _stretches(joints) if (formula := _formula(f, stretch, setting)) is not None
    ]
    if not formulas:
        raise UnknownDerivationError("no formula holds anywhere")
    return _united(f, formulas, joints, setting)


def _number(value: Fraction | None) -> Node:
    assert value is not None
    return build.number(value)


def _joints(f: Node, setting: Setting) -> list[Fraction]:
    found: set[Fraction] = set()
    for node in walk(f):
        if isinstance(node, Call) and node.name in _STEPS and setting.varies(node):
            raise UnknownDerivationError("steps without end")
        for left, right in _compared(node):
            gap = coefficients_of(build.difference(left, right), setting.variable)
            zeros = None if gap is None else () if len(gap) <= 1 else rational_zeros(gap)
            if zeros is None:
                raise UnknownDerivationError("a joint is no rational number")
            found.update(zeros)
    if len(found) > MOST_JOINTS:
        raise UnknownDerivationError("too many joints")
    return sorted(found)


def _compared(node: Node) -> Iterator[tuple[Node, Node]]:
    match node:
        case Piecewise(branches):
            for branch in branches:
                operands = branch.condition.operands if branch.condition is not None else ()
                yield from pairwise(operands)
        case Call("min" | "max", arguments):
            for place, left in enumerate(arguments):
                for right in arguments[place + 1 :]:
                    yield left, right
        case _:
            pass


def _stretches(joints: Sequence[Fraction]) -> list[Stretch]:
    return [Stretch(low, high) for low, high in pairwise((None, *joints, None))]


def _formula(f: Node, stretch: Stretch, setting: Setting) -> Node | None:
    """The formula that holds on a stretch; None where none does."""
    try:
        return _standing(f, {setting.variable: _number(stretch.inside)})
    except UnknownBranchError:
        return None


def _united(
    f: Node, formulas: list[tuple[Stretch, Node]], joints: list[Fraction], setting: Setting
) -> tuple[list[tuple[Stretch, Node]], list[Fraction]]:
    """Neighbours with one formula as one stretch, where the function has its value between them, too."""
    found: list[tuple[Stretch, Node]] = []
    left = list(joints)
    for stretch, formula in formulas:
        before = found[-1] if found else None
        joint = stretch.low
        if before is None or joint is None or before[0].high != joint or before[1] != formula:
            found.append((stretch, formula))
            continue
        here = {setting.variable: _number(joint)}
        if has_no_value(f, here) is None and is_zero(build.difference(value_tree(f, here), build.put(formula, here))):
            found[-1] = (replace(before[0], high=stretch.high), formula)
            left.remove(joint)
        else:
            found.append((stretch, formula))
    if len(left) == 1 and len(found) == 2 and found[0][1] == found[1][1]:
        found = [(replace(found[0][0], apart_from=left[0]), found[0][1])]
    return found, left


def _standing(node: Node, at: dict[str, Node]) -> Node:
    """The tree with each function in pieces, minimum and maximum as the one that it is at a number."""
    match node:
        case Piecewise(branches):
            for branch in branches:
                if branch.condition is None or holds_at(branch.condition, at):
                    return _standing(branch.value, at)
            raise UnknownBranchError
        case Call("min" | "max", (chosen, *others)):
            for other in others:
                if holds_at(Comparison((other, chosen), ("<" if node.name == "min" else ">",)), at):
                    chosen = other
            return _standing(chosen, at)
        case _:
            return rebuild(node, lambda child: _standing(child, at))
