"""What is left of a tree that swings where its waves are at one phase.

On the sequence of points at which 1/x is φ + 2πk, sin(1/x) is the number sin φ and cos(2/x) the number cos 2φ; what is
left has an expansion, and its limit is one to which the function comes again and again. Two phases with two limits tell
that it has none. Waves are at a phase together if their arguments are multiples of one continuous function that grows
without bound, and their periods, measured by that function, rational multiples of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from derivgui.model.language.tree import (
    Call,
    Negative,
    Node,
    Number,
    Product,
    Quotient,
    Sum,
    rebuild,
    symbols,
    walk,
)
from derivgui.model.numeric.germs.algebra import Algebra
from derivgui.model.numeric.germs.exact import pi_number
from derivgui.model.numeric.germs.expand import Expander
from derivgui.model.numeric.germs.germ import Germ, UndefinedError
from derivgui.model.numeric.germs.numbers import (
    Coefficient,
    Spread,
    UndecidedError,
    fraction,
    is_rational,
    over,
    rational,
)
from derivgui.model.numeric.germs.one_sided import difference, tree_of

WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
SAWTEETH = frozenset({"floor", "ceil", "round", "frac", "mod"})
# In periods: first those at which most waves differ. The period is so often gone through between two points that
# waves of this share of it are at one phase, too.
PHASES = tuple(Fraction(k, 12) for k in (3, 1, 9, 0, 7, 17))
SHARES = 60
HALF = Quotient(Number(Fraction(1)), Number(Fraction(2)))


class ApartError(Exception):
    """Waves have no phase in common, or may jump over it."""


def germs_by_phase(
    length: int, tree: Node, bound: Mapping[str, Germ], variables: tuple[str, ...], exact: Mapping[Node, Germ]
) -> Iterator[tuple[Algebra, Germ]]:
    """The germs of a tree at several phases of its waves, without those at which it has no values, or none is told."""
    if not any(isinstance(node, Call) and node.name in WAVES | SAWTEETH for node in walk(tree)):
        return
    for phase in PHASES:
        algebra = Algebra(length)
        expander = Expander(algebra, bound, variables, exact)
        at_phase = _AtPhase(expander, algebra, phase)
        try:
            stilled = at_phase.tree(tree)
            if at_phase.base is None:
                return
            found = expander.expand(stilled)
        except ApartError:
            return
        except (UndecidedError, UndefinedError, ZeroDivisionError, OverflowError, ValueError):
            continue
        if not algebra.assumed:
            yield algebra, found


@dataclass(frozen=True, slots=True)
class _Base:
    """The function that is φ + kP on the sequence: its tree and germ, and the period of the first wave of it."""

    tree: Node
    germ: Germ
    period: Coefficient


class _AtPhase:
    """Rewrites a tree from its leaves up."""

    def __init__(self, expander: Expander, algebra: Algebra, phase: Fraction) -> None:
        self._expander = expander
        self._algebra = algebra
        self._phase = phase
        self.base: _Base | None = None

    def tree(self, node: Node) -> Node:
        """The tree on the sequence; ApartError where its waves have no phase in common, UndecidedError."""
        node = rebuild(node, self.tree)
        match node:
            case Call(name, (u,)) if name in WAVES:
                turned = self._turned(u, pi_number(rational(0), rational(2)))
                return node if turned is None else Call(name, (turned,))
            case Call("mod", (u, modulus)) if not symbols(modulus):
                part = self._fractional_part(Quotient(u, modulus))
                return node if part is None else Product((modulus, part))
            case Call(name, (u,)) if name in SAWTEETH:
                return self._stepped(name, u) or node
            case _:
                return node

    def _stepped(self, name: str, u: Node) -> Node | None:
        match name:
            case "frac":
                return self._fractional_part(u)
            case "ceil":
                part = self._fractional_part(Negative(u))
                return None if part is None else Sum((u, part))
            case _:
                v = Sum((u, HALF)) if name == "round" else u
                part = self._fractional_part(v)
                return None if part is None else difference(v, part)

    def _fractional_part(self, u: Node) -> Node | None:
        turned = self._turned(u, rational(1))
        return None if turned is None else Call("frac", (turned,))

    def _turned(self, u: Node, period: Coefficient) -> Node | None:
        """The argument of a wave less whole periods, None where it does not grow without bound."""
        try:
            germ = self._growing(u)
        except UndefinedError:
            # A branch that does not hold.
            return None
        if germ is None:
            return None
        if self.base is None:
            if self._algebra.crowded or any(isinstance(c, Spread) for _, c in germ.terms):
                raise ApartError
            self.base = _Base(u, germ, period)
        base = self.base
        ratio = self._ratio(germ, base.germ)
        share = _rational(over(ratio * base.period, period) if period != 1 else ratio * base.period)
        if SHARES % share.denominator:
            raise ApartError
        phase, multiple = tree_of(period * rational(share * self._phase % 1)), tree_of(ratio)
        if u == base.tree:
            return phase
        rest = difference(u, Product((multiple, base.tree)))
        left = self._expander.expand(rest)
        if left.is_zero:
            return phase
        if self._grows(left):
            raise ApartError
        return Sum((phase, rest))

    def _growing(self, u: Node) -> Germ | None:
        crowded, self._algebra.crowded = self._algebra.crowded, False
        germ = self._expander.expand(u)
        if self._grows(germ):
            return germ
        self._algebra.crowded |= crowded
        return None

    def _grows(self, germ: Germ) -> bool:
        return bool(self._algebra.settled(self._algebra.parts(germ)[0]).terms)

    def _ratio(self, germ: Germ, base: Germ) -> Coefficient:
        if germ is base:
            return rational(1)
        ratio = self._algebra.limit(self._algebra.divide(germ, base))
        if isinstance(ratio, (float, Spread)):
            raise ApartError
        return ratio


def _rational(number: Coefficient) -> Fraction:
    if not is_rational(number):
        raise ApartError
    return fraction(number)
