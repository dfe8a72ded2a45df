"""Values at a critical place, where equations hold exactly that hold in doubles only nearly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from derivgui.model.language.real import Array, Truth
from derivgui.model.language.tree import (
    Branch,
    Call,
    Comparison,
    Negative,
    Node,
    Piecewise,
    Product,
    Quotient,
    Sum,
    Symbol,
    rebuild,
    walk,
)
from derivgui.model.numeric.compiled.program import Program
from derivgui.model.numeric.function import RealFunction
from derivgui.model.numeric.suspects.equation import Equation
from derivgui.model.numeric.suspects.suspects import difference

# Levels less than so many spreads apart may be the same.
TOLD_APART = 4.0
# Coarser than any rounding.
MET_WITHIN = 0.01
# Rounding that carries a value by more than this carries it to another step.
UNSURE = 1e-6
STEPS = frozenset({"floor", "ceil", "round", "sign", "factorial"})
# What a step takes just below (-1) and just above (1) one of its levels.
ASIDE: Mapping[str, Callable[[Array, float], Array]] = {
    "floor": lambda level, side: level + min(side, 0.0),
    "ceil": lambda level, side: level + max(side, 0.0),
    "round": lambda level, side: level + 0.5 * side,
    "frac": lambda level, side: np.where(np.isnan(level), np.nan, 0.0 if side > 0 else 1.0),
    "sign": lambda level, side: np.where(np.isnan(level), np.nan, side),
}


class Forced:
    """A function in which the left sides of some equations are replaced by the levels that they meet."""

    def __init__(self, function: RealFunction, equations: tuple[Equation, ...]) -> None:
        self._variable = function.variable
        # A step's own value is exact where its argument is.
        chosen = [e for e in equations if e.tree != Symbol(function.variable) and not _is_step(e.tree)]
        # A tree may be under two equations, that it is 0 and that it is whole, say.
        levels: dict[Node, list[Equation]] = {}
        for equation in chosen:
            levels.setdefault(equation.tree, []).append(equation)
        # From the inside out: a tree has its level where its parts, at their levels, have values.
        trees = sorted(levels, key=lambda tree: sum(1 for _ in walk(tree)))
        names = {tree: f"level {number}" for number, tree in enumerate(trees)}
        variables = (*function.program.variables, *names.values())
        self._levels = [(Program(_parts_replaced(tree, names), variables), names[tree], levels[tree]) for tree in trees]
        self._program = Program(_replaced(function.concrete, names), variables)
        self._sides = [(Program(equation.tree, variables), equation) for equation in chosen]
        self._concrete, self._names, self._variables, self._equations = function.concrete, names, variables, equations

    def value(self, x: Array) -> Array:
        """Values at such places, NaN where undefined."""
        return self._program.value(self._forced(x))

    @cached_property
    def _steps(self) -> tuple[Program, list[tuple[str, str, Program, Equation]]]:
        """f with its steps at these levels set aside; by name each step, and what it is a step of."""
        levels: dict[Node, Equation] = {}
        for equation in self._equations:
            levels.setdefault(equation.tree, equation)
        aside: dict[str, tuple[str, Node]] = {}
        tree = _replaced(_set_aside(self._concrete, levels, aside), self._names)
        steps = [(name, step, Program(part, self._variables), levels[part]) for name, (step, part) in aside.items()]
        return Program(tree, (*self._variables, *aside)), steps

    def beside(self, x: Array) -> Array:
        """Values just beside such places where a step is taken there: below its level and above it, shape (2, n)."""
        program, steps = self._steps
        found = np.full((2, *x.shape), np.nan)
        if steps:
            values = self._forced(x)
            for row, side in zip(found, (-1.0, 1.0), strict=True):
                for name, step, part, equation in steps:
                    values[name] = ASIDE[step](_nearest_level(part.value({self._variable: x}), equation), side)
                row[:] = program.value(values)
        return found

    def is_unsure(self, x: Array) -> Truth:
        """Such places at which doubles cannot tell another step, that of a product of steps, say."""
        value, spread = self._program.value_and_spread(self._forced(x))
        unsure: Truth = spread > UNSURE * (1.0 + np.absolute(value))
        return unsure

    def _forced(self, x: Array) -> dict[str, Array | float]:
        values: dict[str, Array | float] = {self._variable: x}
        for program, name, equations in self._levels:
            own = program.value(values)
            level = _nearest_level(own, equations[0])
            for other in equations[1:]:
                second = _nearest_level(own, other)
                level = np.where(np.absolute(second - own) < np.absolute(level - own), second, level)
            # A level that is only approached before a jump is not met.
            values[name] = np.where(np.absolute(own - level) <= MET_WITHIN * (1.0 + np.absolute(level)), level, own)
        return values

    def is_blurred(self, x: Array) -> Truth:
        """Points beside such places at which doubles cannot tell any of the left sides from its level."""
        blurred: Truth = np.zeros(x.shape, dtype=bool)
        for program, equation in self._sides:
            value, spread = (ask({self._variable: x}) for ask in (program.value, program.spread))
            blurred |= np.absolute(value - _nearest_level(value, equation)) <= TOLD_APART * spread
        return blurred


def _is_step(node: Node) -> bool:
    return isinstance(node, Call) and node.name in STEPS


def _replaced(node: Node, names: Mapping[Node, str]) -> Node:
    if node in names:
        return Symbol(names[node])
    match node:
        case Call("mod", (number, modulus)) if Quotient(number, modulus) in names:
            # Its step is at whole quotients, and these do not stand in the tree.
            return Product((_replaced(modulus, names), Call("frac", (Symbol(names[Quotient(number, modulus)]),))))
        case _:
            return _parts_replaced(node, names)


def _set_aside(node: Node, levels: Mapping[Node, Equation], aside: dict[str, tuple[str, Node]]) -> Node:
    """The tree with a symbol, entered in ``aside``, for each step of what is at a level."""
    match node:
        case Call("mod", (number, modulus)) if (
            Quotient(number, modulus) in levels and _is_whole(number) and _is_whole(modulus)
        ):
            return Product((modulus, _symbol_aside("frac", Quotient(number, modulus), aside)))
        case Call(name, (part,)) if name in ASIDE and part in levels and _is_whole(part):
            return _symbol_aside(name, part, aside)
        case Piecewise():
            return node
        case _:
            return rebuild(node, lambda child: _set_aside(child, levels, aside))


def _is_whole(part: Node) -> bool:
    """Whether there is no step in a tree, that it may take over a level."""
    return not any(
        isinstance(node, Piecewise) or (isinstance(node, Call) and (node.name in ASIDE or node.name in STEPS | {"mod"}))
        for node in walk(part)
    )


def _symbol_aside(step: str, part: Node, aside: dict[str, tuple[str, Node]]) -> Node:
    name = next((name for name, known in aside.items() if known == (step, part)), f"step {len(aside)}")
    aside[name] = step, part
    return Symbol(name)


def _parts_replaced(node: Node, names: Mapping[Node, str]) -> Node:
    if isinstance(node, Piecewise):
        return Piecewise(tuple(_branch(branch, names) for branch in node.branches))
    return rebuild(node, lambda child: _replaced(child, names))


def _branch(branch: Branch, names: Mapping[Node, str]) -> Branch:
    condition, value = branch.condition, _replaced(branch.value, names)
    if condition is None:
        return Branch(None, value)
    operands = [_replaced(operand, names) for operand in condition.operands]
    # What meets a level at a joint is a difference, and that does not stand in the tree.
    for outer, inner, sign in ((0, 1, 1), (-1, -2, -1)):
        left, right = condition.operands[min(outer, inner)], condition.operands[max(outer, inner)]
        gap = difference(left, right)
        if gap in names and gap not in (left, right):
            shift = Symbol(names[gap]) if sign > 0 else Negative(Symbol(names[gap]))
            operands[outer] = Sum((operands[inner], shift))
    return Branch(Comparison(tuple(operands), condition.relations), value)


def _nearest_level(value: Array, equation: Equation) -> Array:
    """The level next to each value, NaN where there is none."""
    offset = float(equation.offset)
    if equation.period is None:
        return np.where(np.isnan(value), np.nan, offset)
    period = float(equation.period)
    nearest: Array = offset + np.round((value - offset) / period) * period
    return nearest
