"""Trees whose steps, corners and fast waves are left open: a number within bounds stands for what they may add.

floor u is u less something from 0 to 1, and sin u something from -1 to 1. Where these are far below a pixel, and closer
together, nothing more is needed to know where a curve is.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivgui.model.language.tree import (
    Branch,
    Call,
    Negative,
    Node,
    Number,
    Piecewise,
    Product,
    Quotient,
    Sum,
    Symbol,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.numeric.arithmetic import flint
from derivgui.model.numeric.enclosures.ball_series import enclosed_series
from derivgui.model.numeric.enclosures.balls import Ball, ball

# What they add, from and to, to their argument or to nothing.
_ADDED = {"floor": (-1.0, 0.0), "ceil": (0.0, 1.0), "round": (-0.5, 0.5)}
_INSTEAD = {"frac": (0.0, 1.0), "sign": (-1.0, 1.0)}
_WAVES = frozenset({"sin", "cos"})
# A wave that goes on for so long may be anywhere.
WHOLE_TURN = 6.4
_CALLS = frozenset({*_ADDED, *_INSTEAD, "mod", "abs", "min", "max"})
NOTHING = Number(Fraction(0))


def can_be_blurred(tree: Node) -> bool:
    """Whether there is anything to be left open in a tree."""
    known = _CALLS | _WAVES
    return any(isinstance(node, Piecewise) or (isinstance(node, Call) and node.name in known) for node in walk(tree))


def blurred(tree: Node, variable: str, x: Ball) -> tuple[Node, Mapping[str, Ball]]:
    """The tree with those of its steps, corners and waves left open that ``x`` may hold, and balls for what they add.

    It is undefined wherever the tree is. Uses flint's current precision.
    """
    blur = _Blur(variable, x)
    return blur.tree(tree), blur.added


class _Blur:
    def __init__(self, variable: str, x: Ball) -> None:
        self._variable = variable
        self._x = x
        # Each choice that a node makes is one number, wherever that node stands, and no other node's.
        self._names: dict[tuple[Node, int], Symbol] = {}
        self.added: dict[str, Ball] = {variable: x}

    def tree(self, node: Node) -> Node:
        inside = rebuild(node, self.tree)
        match node:
            case Call(name) if name in _CALLS and self._may_break(node):
                assert isinstance(inside, Call)
                return self._call(node, name, inside.arguments)
            case Call(name, (u,)) if name in _WAVES and self._is_long(u):
                assert isinstance(inside, Call)
                return self._anywhere(node, inside.arguments[0], -1.0, 1.0)
            case Piecewise() if self._may_break(node):
                assert isinstance(inside, Piecewise)
                return self._piecewise(node, inside.branches)
            case _:
                return inside

    def _may_break(self, node: Node) -> bool:
        if self._variable not in symbols(node):
            return False
        return enclosed_series(node, {self._variable: self._x}, self._variable, 1) is None

    def _is_long(self, u: Node) -> bool:
        return self._variable in symbols(u) and bool(ball(u, {self._variable: self._x}).rad() > WHOLE_TURN / 2)

    def _anywhere(self, node: Node, u: Node, low: float, high: float) -> Node:
        """A number for a node that is defined where its argument is."""
        return Sum((Product((NOTHING, u)), self._number(node, low, high)))

    def _call(self, node: Node, name: str, u: tuple[Node, ...]) -> Node:
        match name:
            case "min" | "max":
                chosen = u[0]
                for choice, other in enumerate(u[1:]):
                    chosen = self._between(node, choice, chosen, other)
                return chosen
            case "mod":
                # Whatever is left of a quotient.
                return Product((u[1], self._anywhere(node, Quotient(u[0], u[1]), 0.0, 1.0)))
            case "abs":
                return Product((u[0], self._number(node, -1.0, 1.0)))
            case _ if name in _ADDED:
                return Sum((u[0], self._number(node, *_ADDED[name])))
            case _:
                return self._anywhere(node, u[0], *_INSTEAD[name])

    def _piecewise(self, node: Node, branches: tuple[Branch, ...]) -> Node:
        """Anything between its branches, of which the last must hold wherever no other does."""
        if branches[-1].condition is not None:
            return node
        chosen = branches[-1].value
        for choice, branch in enumerate(branches[:-1]):
            assert branch.condition is not None
            defined = tuple(Product((NOTHING, operand)) for operand in branch.condition.operands)
            chosen = Sum((self._between(node, choice, chosen, branch.value), *defined))
        return chosen

    def _between(self, node: Node, choice: int, a: Node, b: Node) -> Node:
        return Sum((a, Product((self._number(node, 0.0, 1.0, choice), Sum((b, Negative(a)))))))

    def _number(self, node: Node, low: float, high: float, choice: int = 0) -> Symbol:
        if (node, choice) not in self._names:
            # No variable has such a name.
            name = f"{len(self._names)} left open"
            self._names[node, choice] = Symbol(name)
            self.added[name] = flint.arb(low).union(flint.arb(high))
        return self._names[node, choice]
